"""Every duty of a child: what is owed, what was met, what was decided, what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.duties.birthdays import birthdays
from models.duties.chain import duties_of_rule
from models.duties.duty import WITHDRAWN, Duty
from models.duties.endings import with_waiver
from models.duties.escalations import escalations
from models.duties.reviews import reviews
from models.duties.rulebook import Rulebook
from models.events.child import ChildDetailsChanged
from models.events.duty import EntryCorrected, EntryVoided, MeetingCalled
from models.events.entry import Entry
from models.events.episode import EpisodeVoided
from models.history.fold import fold
from models.history.history import ChildHistory
from models.history.traits import DECISIVE, decisive
from models.times.words import day_time

RESTS_ON = frozenset(
    {
        *("happened_at", "status", "to", "limit", "due", "grade", "significant_harm", "role", "rules"),
        *(f"details.{name}" for name in (*DECISIVE, "dob")),
    }
)
"""The fields on which duties rest; correcting any other takes none away."""


def duties(history: ChildHistory, rulebook: Rulebook, now: datetime) -> tuple[Duty, ...]:
    """Every duty of one child that arose by now, ended ones too, by the instant at which it arose.

    What arose under a protocol stays when another is chosen.
    """
    standing = _standing(history, rulebook, now)
    found = [*standing, *_withdrawn(history, rulebook, now, {duty.id for duty in standing})]
    return tuple(sorted(found, key=lambda duty: (duty.arose_at, duty.id)))


def _standing(history: ChildHistory, rulebook: Rulebook, now: datetime) -> list[Duty]:
    own = [*reviews(history, now), *birthdays(history, now), *escalations(history, now)]
    found = [with_waiver(duty, history, now) for duty in own]
    for versions in rulebook.versions():
        if any(rule.applies_to(traits) for _, _, _, rule in versions for _, traits in history.traits):
            mine = duties_of_rule(versions, history, now, rulebook.deadline)
            found += [_with_call(duty, history) for duty in mine]
    return found


def _sets_right(entry: Entry) -> bool:
    """Whether an entry may take away what a duty rests on: a correction, or a detail that was not known before.

    Only these are looked at, because for each the whole history before it is folded once more.
    """
    event = entry.event
    if isinstance(event, EntryCorrected):
        return event.field in RESTS_ON
    changed = isinstance(event, ChildDetailsChanged) and bool(decisive(entry))
    return changed or isinstance(event, EntryVoided | EpisodeVoided)


def _with_call(duty: Duty, history: ChildHistory) -> Duty:
    """A meeting that has been called but not held says so."""
    if duty.rule.owes != "meeting" or not duty.is_owed:
        return duty
    calls = [event for _, event in history.each(MeetingCalled) if duty.rule.id in event.rules]
    calls = [event for event in calls if event.happened_at >= duty.arose_at]
    if not calls:
        return duty
    when = calls[-1].meets_at
    return duty.but(called=f"called for {day_time(when)}" if when else f"called {day_time(calls[-1].happened_at)}")


def _withdrawn(history: ChildHistory, rulebook: Rulebook, now: datetime, standing: set[str]) -> Iterator[Duty]:
    """Duties that were owed until an entry set the record right, and now rest on nothing (D10)."""
    for place, change in enumerate(history.entries):
        if not _sets_right(change):
            continue
        before = fold(history.child.id, history.entries[:place])
        for duty in _standing(before, rulebook, min(change.entered_at, now)):
            if duty.is_owed and duty.id not in standing:
                standing.add(duty.id)
                reason = getattr(change.event, "reason", "the child's details were changed")
                yield duty.but(ended=WITHDRAWN, ended_at=change.entered_at, how=f"withdrawn: {reason}")
