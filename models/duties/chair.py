"""Who chairs a meeting that is owed: from some meeting on, somebody else (B6)."""

from __future__ import annotations

from models.duties.duty import Duty
from models.events.duty import MeetingHeld
from models.history.history import ChildHistory


def chair_for(duty: Duty, history: ChildHistory) -> str:
    """Who chairs the meeting that a duty owes, or that met it; empty where the protocol names nobody.

    Counted are the strategy meetings held about this child before it, whichever rules they answered; a meeting of
    another kind (B14) is none.
    """
    rule, until = duty.rule, duty.ended_at
    before = [
        entry
        for entry, held in history.each(MeetingHeld)
        if (until is None or entry.happened_at < until) and not set(held.rules) <= set(rule.uncounted)
    ]
    is_later = bool(rule.later_chair) and len(before) + 1 >= rule.later_from
    traits = history.traits_at(duty.arose_at)
    return rule.later_chair if is_later and all(each in traits for each in rule.later_traits) else rule.chair
