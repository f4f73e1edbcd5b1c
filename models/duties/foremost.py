"""What is said first of a case: what is owed before any countdown, the weightiest first; and whether that is all."""

from __future__ import annotations

from models.duties.case import Case
from models.duties.clock import Clock
from models.duties.duty import DUE, OVERDUE, Duty
from models.duties.windows import Count

LIMIT = "absence-limit"
"""The rule whose lapse demands a decision."""
WEIGHT = ("decision", "meeting", "interview", "briefing", "write-up", "review", "tell", "lcs", "task")
"""Which of several things owed at once is named first."""
OWED = (DUE, OVERDUE)


def owed_clocks(case: Case) -> list[Clock]:
    """The clocks of what is owed or late by now, late ones first."""
    return sorted((clock for clock in case.live_clocks if clock.state in OWED), key=lambda clock: _rank(clock, case))


def coming_clocks(case: Case) -> list[Clock]:
    """Those of what is still to come at a known instant."""
    return [clock for clock in case.live_clocks if clock.state not in OWED and clock.at]


def duty_of(clock: Clock, case: Case) -> Duty | None:
    """The duty whose clock it is; None until something is owed."""
    return next((duty for duty in case.duties if duty.id == clock.duty), None) if clock.duty else None


def leading_count(case: Case) -> Count | None:
    """The window that matters: the first whose number is not reached, else the last."""
    windows = case.windows
    return next((count for count in windows if count.n < count.of), windows[-1] if windows else None)


def warned_of(case: Case) -> Count | None:
    """The count whose next episode crosses a threshold, unless what it would make owed is owed already."""
    count = leading_count(case)
    return count if count and count.next_owes and not any(duty.rule.id == count.rule for duty in case.owed) else None


def says_more(case: Case) -> bool:
    """Whether one line cannot hold what must be said: several things are owed, late or to come, or a warning is due.

    It holds as long as the case's clocks, duties and counts do.
    """
    lapsed, owed = case.lapsed, owed_clocks(case)
    said = [clock for clock in owed if clock.state == OVERDUE or clock.rule != LIMIT or not lapsed]
    further = said if lapsed else said[1:]
    things = bool(said or lapsed) + sum(clock.state == OVERDUE for clock in further)
    things += len({clock.at for clock in coming_clocks(case)})
    if things > 1 or (case.episode.is_open and case.episode.found_at) or warned_of(case):
        return True
    first = None if lapsed or not said else said[0].label
    return any(clock.rule != LIMIT and clock.label != first for clock in owed)


def _rank(clock: Clock, case: Case) -> tuple[int, int]:
    duty = duty_of(clock, case)
    owes = duty.rule.owes if duty else ""
    return (0 if clock.state == OVERDUE else 1), WEIGHT.index(owes) if owes in WEIGHT else len(WEIGHT)
