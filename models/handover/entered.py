"""The items that come from what was entered this shift: escalations, calls, corrections, the day team's alerts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.duties.duty import Duty
from models.events.child import CallTaken
from models.events.desk import DayAlertLeft
from models.events.duty import EntryCorrected, EntryVoided, EscalationAnswered, EscalationMade
from models.events.entry import Entry
from models.events.episode import EpisodeVoided
from models.events.words import entry_words
from models.handover.item import ALERTS, CALLS, CORRECTIONS, ESCALATIONS, Item
from models.handover.known import Known
from models.history.corrections import corrected, voided_by
from models.text import one_line
from models.times.words import day_time


def escalations_made(shift: Sequence[Entry], known: Known, waiting: Sequence[Duty]) -> Iterator[Item]:
    """Escalations made or answered this shift; those that still wait stand before, as owed."""
    owed = {duty.id for duty in waiting}
    for entry in standing_of(shift, known, EscalationMade, EscalationAnswered):
        if f"{entry.data.get('episode')}.escalation.{entry.id[-5:]}" not in owed:
            yield _item(entry, ESCALATIONS, known)


def calls(shift: Sequence[Entry], known: Known) -> Iterator[Item]:
    """Calls that opened no episode."""
    for entry in standing_of(shift, known, CallTaken):
        yield _item(entry, CALLS, known)


def alerts_left(shift: Sequence[Entry], known: Known) -> Iterator[Item]:
    """What the day team left."""
    for entry in standing_of(shift, known, DayAlertLeft):
        yield _item(entry, ALERTS, known)


def corrections(shift: Sequence[Entry], known: Known) -> Iterator[Item]:
    """What was set right this shift: the entry as it was, and what it says now."""
    for entry in shift:
        if isinstance(entry.event, EntryCorrected | EntryVoided | EpisodeVoided):
            item = _item(entry, CORRECTIONS, known)
            was = _was(entry, known)
            yield item.but(lines=(*([was] if was else []), *item.lines))


def standing_of(entries: Iterable[Entry], known: Known, *kinds: type) -> Iterator[Entry]:
    """The entries of some kinds as they stand now: corrected, and without those that were struck."""
    for entry in entries:
        if not isinstance(entry.event, kinds):
            continue
        changes = known.changes(entry)
        if entry.id not in voided_by(changes):
            yield corrected(entry, changes)


def _was(change: Entry, known: Known) -> str:
    """The entry that was set right, in its first words."""
    target = getattr(change.event, "entry", "")
    found = next((entry for entry in known.beside(change) if entry.id == target), None)
    return f"the entry was: {one_line(entry_words(found).whole)}, {day_time(found.happened_at)}" if found else ""


def _item(entry: Entry, section: str, known: Known) -> Item:
    history = known.history(entry)
    said = one_line(entry_words(entry).whole)
    headline = f"{history.child.name}: {said}" if history else said
    by = f"{entry.by.name}, {entry.by.role}"
    when = f"happened {day_time(entry.happened_at)}, " if entry.happened_at != entry.entered_at else ""
    return Item(f"entry/{entry.id}", section, headline, (f"{when}entered {day_time(entry.entered_at)} by {by}",))
