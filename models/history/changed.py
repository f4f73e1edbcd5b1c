"""A correction in words: which field, what it said, what it says now, and why (D14)."""

from __future__ import annotations

from collections.abc import Sequence

from models.events.duty import EntryCorrected, EntryVoided
from models.events.entry import Entry
from models.events.words import entry_words
from models.history.corrections import corrected
from models.times.words import day_time
from models.times.zone import from_iso

NOTHING = "nothing"
"""What a field said that had not been filled in."""


def change_words(change: Entry, entries: Sequence[Entry]) -> str:
    """`corrected: where was "Piccadily", is "Piccadilly"; slip of the key`; of another entry, its own words."""
    event = change.event
    target = next((entry for entry in entries if entry.id == getattr(event, "entry", "")), None)
    if target is None:
        return entry_words(change).whole
    said = entry_words(target).done
    if isinstance(event, EntryVoided):
        return f"struck: {said}, entered by {target.by.name}; {event.reason}"
    if not isinstance(event, EntryCorrected):
        return entry_words(change).whole
    before = corrected(target, [each for each in entries if each.seq < change.seq])
    was, field = _value(before, event.field), event.field.replace("_", " ")
    return f"corrected: {said}, {field} was {was}, is {_shown(event.value)}; {event.reason}"


def _value(entry: Entry, field: str) -> str:
    """What a field of an entry says; `details.surname` reaches into a group."""
    group, _, name = field.partition(".")
    held = entry.data.get(group)
    if isinstance(held, dict) and name:
        held = held.get(name)
    if isinstance(held, list):
        held = ", ".join(str(each) for each in held)
    return _shown("yes" if held is True else "no" if held is False else str(held or ""))


def _shown(text: str) -> str:
    """In quotes; an instant as the wall clock shows it."""
    try:
        return day_time(from_iso(text))
    except ValueError:
        return f'"{text}"' if text else NOTHING
