"""Corrections: what an entry says once later entries have set it right (D14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.events.base import Event
from models.events.duty import EntryCorrected, EntryVoided
from models.events.entry import Entry
from models.events.stored import Unreadable, from_data


def standing(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that stand, each as corrected; voided ones are left out. The originals are untouched."""
    changes = [entry for entry in entries if isinstance(entry.event, EntryCorrected | EntryVoided)]
    if not changes:
        return list(entries)
    voided = voided_by(changes)
    targets = {change.event.entry for change in changes if isinstance(change.event, EntryCorrected)}
    stand = [entry for entry in entries if entry.id not in voided]
    return [corrected(entry, changes) if entry.id in targets else entry for entry in stand]


def voided_by(changes: Iterable[Entry]) -> set[str]:
    """The ids of the entries that are void; a void that was itself voided is undone, so the newest is asked first."""
    voided: set[str] = set()
    for change in sorted(changes, key=lambda change: -change.seq):
        if isinstance(change.event, EntryVoided) and change.id not in voided:
            voided.add(change.event.entry)
    return voided


def corrections_of(entry_id: str, entries: Iterable[Entry]) -> list[Entry]:
    """The entries that correct or void one entry, oldest first; a correction that was itself voided is left out."""
    changes = [entry for entry in entries if isinstance(entry.event, EntryCorrected | EntryVoided)]
    undone = voided_by(changes)
    return [
        change
        for change in changes
        if isinstance(change.event, EntryCorrected | EntryVoided)
        and change.event.entry == entry_id
        and change.id not in undone
    ]


def corrected(entry: Entry, changes: Iterable[Entry]) -> Entry:
    """The entry with its corrections applied; one that makes no sense changes nothing."""
    for change in corrections_of(entry.id, changes):
        if isinstance(change.event, EntryCorrected):
            entry = with_field(entry, change.event.field, change.event.value)
    return entry


def with_field(entry: Entry, field: str, value: str) -> Entry:
    """The entry with one field set, or as it was if that makes no sense."""
    if entry.event is None:
        return entry
    data = dict(entry.data)
    _put(type(entry.event), data, field, value)
    try:
        return entry.but(data=data, event=from_data(entry.type, entry.event.version, data))
    except Unreadable:
        return entry


def _put(kind: type[Event], data: dict[str, object], field: str, value: str) -> None:
    """Sets one field of an event's stored data.

    `details.surname` reaches into a group, commas part the items of a list, and a flag is `yes` or `no`.
    """
    group, _, name = field.partition(".")
    wanted, held = kind.kinds().get(group), data.get(group)
    if wanted == "dict[str, str]":
        data[group] = {**(held if isinstance(held, dict) else {}), name: value}
    elif wanted == "tuple[str, ...]":
        data[group] = [item.strip() for item in value.split(",") if item.strip()]
    elif wanted == "bool":
        data[group] = value.lower() in ("yes", "true", "1")
    else:
        data[group] = value
