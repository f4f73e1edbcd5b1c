"""The items that come from what was entered this shift: escalations, calls, corrections, the day team's alerts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.duties.duty import Duty
from models.events.child import CallTaken
from models.events.desk import DayAlertLeft
from models.events.duty import EntryCorrected, EntryVoided, EscalationAnswered, EscalationMade
from models.events.entry import Entry
from models.events.episode import EpisodeVoided
from models.events.words import entry_words
from models.handover.item import ALERTS, CALLS, CORRECTIONS, ESCALATIONS, Item
from models.history.corrections import corrected, voided_by
from models.history.history import ChildHistory
from models.text import one_line
from models.times.words import day_time

Histories = Mapping[str, ChildHistory]


def escalations_made(shift: Sequence[Entry], histories: Histories, waiting: Sequence[Duty]) -> Iterator[Item]:
    """Escalations made or answered this shift; those that still wait stand before, as owed."""
    owed = {duty.id for duty in waiting}
    for entry in standing_of(shift, histories, EscalationMade, EscalationAnswered):
        if f"{entry.data.get('episode')}.escalation.{entry.id[-5:]}" not in owed:
            yield _item(entry, ESCALATIONS, histories)


def calls(shift: Sequence[Entry], histories: Histories) -> Iterator[Item]:
    """Calls that opened no episode."""
    for entry in standing_of(shift, histories, CallTaken):
        yield _item(entry, CALLS, histories)


def alerts_left(shift: Sequence[Entry], histories: Histories) -> Iterator[Item]:
    """What the day team left."""
    for entry in standing_of(shift, histories, DayAlertLeft):
        yield _item(entry, ALERTS, histories)


def corrections(shift: Sequence[Entry], histories: Histories) -> Iterator[Item]:
    """What was set right this shift: the entry as it was, and what it says now."""
    for entry in shift:
        if isinstance(entry.event, EntryCorrected | EntryVoided | EpisodeVoided):
            item = _item(entry, CORRECTIONS, histories)
            was = _was(entry, histories)
            yield item.but(lines=(*([was] if was else []), *item.lines))


def standing_of(entries: Iterable[Entry], histories: Histories, *kinds: type) -> Iterator[Entry]:
    """The entries of some kinds as they stand now: corrected, and without those that were struck."""
    for entry in entries:
        if not isinstance(entry.event, kinds):
            continue
        history = histories.get(entry.subject)
        if history is None:
            yield entry
        elif entry.id not in voided_by(history.entries):
            yield corrected(entry, history.entries)


def _was(change: Entry, histories: Histories) -> str:
    """The entry that was set right, in its first words."""
    history, target = histories.get(change.subject), getattr(change.event, "entry", "")
    found = next((entry for entry in history.entries if entry.id == target), None) if history else None
    return f"the entry was: {one_line(entry_words(found).whole)}, {day_time(found.happened_at)}" if found else ""


def _item(entry: Entry, section: str, histories: Histories) -> Item:
    history = histories.get(entry.subject)
    said = one_line(entry_words(entry).whole)
    headline = f"{history.child.name}: {said}" if history else said
    by = f"{entry.by.name}, {entry.by.role}"
    when = f"happened {day_time(entry.happened_at)}, " if entry.happened_at != entry.entered_at else ""
    return Item(f"entry/{entry.id}", section, headline, (f"{when}entered {day_time(entry.entered_at)} by {by}",))
