"""Every duty of a child: what is owed, what was met, what was decided, what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from models.duties.chain import duties_of_rule
from models.duties.duty import WITHDRAWN, Duty
from models.duties.reviews import reviews
from models.duties.rulebook import Rulebook
from models.events.duty import EntryCorrected, EntryVoided, MeetingCalled
from models.events.episode import EpisodeVoided
from models.history.fold import fold
from models.history.history import ChildHistory
from models.times.words import day_time

SETS_RIGHT = (EntryCorrected, EntryVoided, EpisodeVoided)


def duties(history: ChildHistory, rulebook: Rulebook, now: datetime) -> tuple[Duty, ...]:
    """Every duty of one child that arose by now, ended ones too, by the instant at which it arose.

    What arose under a protocol stays when another is chosen.
    """
    found = [*_standing(history, rulebook, now), *_withdrawn(history, rulebook, now)]
    return tuple(sorted(found, key=lambda duty: (duty.arose_at, duty.id)))


def _standing(history: ChildHistory, rulebook: Rulebook, now: datetime) -> list[Duty]:
    traits = history.child.traits
    found = list(reviews(history, now))
    for since, until, protocol in rulebook.spans():
        for rule in protocol.rules:
            if rule.applies_to(traits):
                mine = duties_of_rule(rule, history, now, partial(rulebook.deadline, protocol))
                found += [_with_call(duty, history) for duty in mine if since <= duty.arose_at < until]
    return found


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


def _withdrawn(history: ChildHistory, rulebook: Rulebook, now: datetime) -> Iterator[Duty]:
    """Duties that were owed until an entry set the record right, and now rest on nothing (D10)."""
    places = [place for place, entry in enumerate(history.entries) if isinstance(entry.event, SETS_RIGHT)]
    if not places:
        return
    standing = {duty.id for duty in _standing(history, rulebook, now)}
    for place in places:
        change = history.entries[place]
        before = fold(history.child.id, history.entries[:place])
        for duty in _standing(before, rulebook, min(change.entered_at, now)):
            if duty.is_owed and duty.id not in standing:
                standing.add(duty.id)
                reason = getattr(change.event, "reason", "")
                yield duty.but(ended=WITHDRAWN, ended_at=change.entered_at, how=f"withdrawn: {reason}")
