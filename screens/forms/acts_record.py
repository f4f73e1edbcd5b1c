"""Acts that set the record right, about a child or about the desk itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from models.commands.duty import CorrectEntry
from models.commands.episode import VoidRecord
from models.decide.desk_entries import SET_RIGHT
from models.events.base import Event
from models.events.desk import DESK
from models.events.entry import Entry
from models.events.words import entry_words
from models.times.words import day_time
from screens.forms.act import CASE, NONE, Act
from screens.forms.ask import CHOICE, PROSE, Ask, Choices
from screens.forms.scene import Scene

FIELD_WORDS = {
    "happened_at": "when it happened",
    "reported_at": "when reported",
    "meets_at": "when it meets",
    "to": "switched to",
    "source": "who said so",
    "about": "about (yes/no)",
}
"""What fields are called where the stored name says too little."""

_FIXED = ("episode", "covers", "entry", "other")


def _entry(scene: Scene) -> Entry | None:
    return scene.register.entry(str(scene.given.get("entry") or scene.given.get("subject", "")))


def _which_entry(scene: Scene, _answers: Mapping[str, str]) -> list[str]:
    """The entry that is meant, or that it is the whole episode: nobody strikes the wrong one unseen."""
    entry = _entry(scene)
    if entry is None:
        since = f" that began {day_time(scene.episode.since)}" if scene.episode else ""
        return [f"The WHOLE EPISODE{since} is struck, and counts nowhere"]
    when = day_time(entry.happened_at)
    return [f"The entry: {entry_words(entry).whole}; {when}, entered by {entry.by.name}"]


def _fields(entry: Entry | None) -> Choices:
    """The fields of an entry that can be corrected; of a group, each name that it holds."""
    if entry is None or entry.event is None:
        return ()
    allowed = SET_RIGHT.get(type(entry.event)) if entry.subject == DESK else None
    found: list[tuple[str, str]] = []
    for name, kind in type(entry.event).kinds().items():
        if kind == "dict[str, str]":
            found += [(f"{name}.{each}", each.replace("_", " ")) for each in getattr(entry.event, name)]
        elif name not in _FIXED and (allowed is None or name in allowed):
            found.append((name, FIELD_WORDS.get(name, name.replace("_", " "))))
    return tuple(found)


def _held(scene: Scene) -> str:
    """What the entry says now, in the words of the choice above it, so that the worker sees what is being corrected."""
    entry = _entry(scene)
    said = [f"{words}: {value}" for name, words in _fields(entry) if entry and (value := _value(entry.event, name))]
    return f"now: {'; '.join(said)}" if said else "the right value"


def _value(event: Event | None, name: str) -> str:
    """A field's value as a worker would say it; empty when there is none."""
    name, _, part = name.partition(".")
    value = getattr(event, name)
    if part:
        value = value.get(part, "")
    if isinstance(value, datetime):
        return day_time(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    return ("yes" if value else "") if isinstance(value, bool) else str(value or "")


def _correct_asks(scene: Scene) -> tuple[Ask, ...]:
    fields = _fields(_entry(scene))
    return (
        Ask("field", "What was wrong", CHOICE, choices=fields),
        Ask("value", "Right value", PROSE, _held(scene), lines=2),
        Ask("reason", "Why", PROSE, "why it is corrected", lines=2),
    )


def _void_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (Ask("reason", "Why void", PROSE, "kept, struck through, and counted nowhere"),)


ACTS = (
    Act("correct", "Correct an entry about", CASE, CorrectEntry, _correct_asks, subject="", warns=_which_entry),
    Act("void", "Strike as a mistake:", CASE, VoidRecord, _void_asks, subject="subject", warns=_which_entry),
    Act("correct-apart", "Correct an entry", NONE, CorrectEntry, _correct_asks, subject="", warns=_which_entry),
    Act("void-apart", "Strike as a mistake", NONE, VoidRecord, _void_asks, subject="", warns=_which_entry),
)
"""The acts of this page."""
