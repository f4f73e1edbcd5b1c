"""The lives of a child's duties by what was entered: those that stand, and those that a later entry took away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.duties.arisings import possible
from models.duties.birthdays import birthdays
from models.duties.chain import lives_of_rule
from models.duties.duty import WITHDRAWN, Duty
from models.duties.escalations import escalations
from models.duties.life import Life, in_order
from models.duties.reviews import reviews
from models.duties.rulebook import Rulebook
from models.duties.waived import with_waiver
from models.events.child import ChildDetailsChanged
from models.events.duty import EntryCorrected, EntryVoided, MeetingCalled
from models.events.entry import Entry
from models.events.episode import EpisodeVoided
from models.history.fold import fold
from models.history.history import ChildHistory
from models.history.traits import DECISIVE, decisive
from models.times.words import day_time

SET_RIGHT = frozenset({EntryCorrected, EntryVoided, EpisodeVoided, ChildDetailsChanged})
RESTS_ON = frozenset(
    {
        *("happened_at", "status", "to", "limit", "due", "grade", "significant_harm", "role", "rules"),
        *(f"details.{name}" for name in (*DECISIVE, "dob")),
    }
)
"""The fields on which duties rest; correcting any other takes none away."""


def standing_lives(history: ChildHistory, rulebook: Rulebook, since: datetime) -> list[Life]:
    """Every duty that rests on entries that stand, by the instant at which it arises; right from `since` on.

    What arose under a protocol stays when another is chosen.
    """
    own = [*reviews(history, since), *birthdays(history), *escalations(history, since)]
    found = [with_waiver(life, history, since) for life in own]
    traits = frozenset(traits for _, traits in history.traits)
    for versions in rulebook.versions_for(traits, possible(history)):
        mine = lives_of_rule(versions, history, since, rulebook.deadline)
        if versions[0][3].owes == "meeting":
            mine = [_with_calls(life, history) for life in mine]
        found += mine
    return in_order(found)


def set_right(history: ChildHistory) -> list[tuple[int, Entry]]:
    """The entries that may have taken away what a duty rested on, each with its place among the child's entries."""
    kinds = SET_RIGHT  # a local name: every entry of every child is asked
    found = [(place, entry) for place, entry in enumerate(history.entries) if type(entry.event) in kinds]
    return [(place, entry) for place, entry in found if _sets_right(entry)]


def withdrawn(history: ChildHistory, rulebook: Rulebook, now: datetime) -> list[Duty]:
    """What was owed when an entry set the record right, as withdrawn: so is what does not stand now (D10)."""
    found: dict[str, Duty] = {}
    for duty in _taken_away(history, rulebook, now):
        found.setdefault(duty.id, duty)
    return list(found.values())


def _taken_away(history: ChildHistory, rulebook: Rulebook, now: datetime) -> Iterator[Duty]:
    for place, change in set_right(history):
        moment = min(change.entered_at, now)
        reason = getattr(change.event, "reason", "the child's details were changed")
        for life in standing_lives(fold(history.child.id, history.entries[:place]), rulebook, moment):
            duty = life.at(moment)
            if duty and duty.is_owed:
                yield duty.but(ended=WITHDRAWN, ended_at=change.entered_at, how=f"withdrawn: {reason}")


def _sets_right(entry: Entry) -> bool:
    """Whether an entry may take away what a duty rests on: a correction, or a detail that was not known before.

    Only these are looked at, because for each the whole history before it is folded once more.
    """
    event = entry.event
    if isinstance(event, EntryCorrected):
        return event.field in RESTS_ON
    changed = isinstance(event, ChildDetailsChanged) and bool(decisive(entry))
    return changed or isinstance(event, EntryVoided | EpisodeVoided)


def _with_calls(life: Life, history: ChildHistory) -> Life:
    """A meeting that has been called but not held says so."""
    life.duties = [_with_call(duty, history) if duty.is_owed else duty for duty in life.duties]
    return life


def _with_call(duty: Duty, history: ChildHistory) -> Duty:
    calls = [event for _, event in history.each(MeetingCalled) if duty.rule.id in event.rules]
    calls = [event for event in calls if event.happened_at >= duty.arose_at]
    if not calls:
        return duty
    when = calls[-1].meets_at
    return duty.but(called=f"called for {day_time(when)}" if when else f"called {day_time(calls[-1].happened_at)}")
