"""The two lines of a row: which of an episode's clocks the board names, and how it words them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from models.duties.case import Case
from models.duties.clock import DEADLINE, ELAPSED, Clock
from models.duties.duty import OVERDUE, SOON, WITHDRAWN
from models.duties.foremost import LIMIT, coming_clocks, duty_of, owed_clocks, warned_of
from models.duties.lapses import undecided
from models.duties.windows import Count
from models.protocol.rule import Protocol
from models.record import Record
from models.times.words import DAYS, clock_time, countdown, day_time_short
from models.times.working_days import WorkingDays
from models.times.zone import local
from screens.board.columns import AWAY, CHILD, COUNT, FROM, RISK, WHAT
from screens.widgets.plain_text import fit

BESIDE = CHILD + FROM + COUNT + RISK + AWAY + 4
"""Cells of the second line that stand under the child and everything right of it."""


class Manner(Record):
    """How this site words its board."""

    protocol: Protocol
    days: WorkingDays
    initials: bool = False
    alike: frozenset[str] = frozenset()
    """Short names that more than one child on the board has."""


Line = tuple[str, str, str, datetime | None]
"""Countdown, words, tone, and the instant to which the countdown counts, where it does."""


def lines_of(case: Case, manner: Manner) -> tuple[Line, Line | None]:
    """What is owed before any countdown; the second line where there is more to say."""
    owed, coming = owed_clocks(case), coming_clocks(case)
    first_owed = list(_owed_lines(owed, case))
    lines = [*first_owed[:1], *(line for line in first_owed[1:] if line[2] == "overdue")]
    lines += _coming_lines(coming, case, manner)
    lines = lines or first_owed or [_nothing(case)]
    shown = {line[1].removeprefix("OVERDUE ") for line in lines[:2]}
    more = [clock.label for clock in owed if clock.rule != LIMIT and clock.label not in shown]
    beside = _beside(case, manner, more)
    second = lines[1] if len(lines) > 1 else ("", "", "plain", None) if beside else None
    if second is None:
        return lines[0], None
    return lines[0], (second[0], f"{fit(second[1], WHAT)} {fit(beside, BESIDE)}", *second[2:])


def _beside(case: Case, manner: Manner, more: Sequence[str]) -> str:
    count = warned_of(case)
    ways = (warning_words, _short_warning) if count else ()
    return beside_words(_found(case), more, [way(count, manner.protocol) for way in ways if count])


def beside_words(found: Sequence[str], more: Sequence[str], warnings: Sequence[str]) -> str:
    """What stands beside the second line, never cut: where room is short it says how many more are owed.

    `more` are labels of what is owed besides; `warnings` is one warning, from its longest form to its shortest.
    """
    beside, owed = "", "owed" if found else "also owed"
    for shown in range(len(more), -1, -1):
        for warning in warnings or [""]:
            rest = f" +{len(more) - shown} more" if shown < len(more) else ""
            also = f"{owed}: {', '.join(more[:shown])}{rest}" if shown else f"{len(more)} more owed" if more else ""
            beside = "; ".join(part for part in (*found, also, warning) if part)
            if len(beside) <= BESIDE:
                return beside
    return beside


def _owed_lines(owed: Sequence[Clock], case: Case) -> Iterator[Line]:
    """A lapse that waits, what is late, then what is owed without a deadline, the weightiest first."""
    lapse = undecided(case.episode, case.now) if case.episode.is_open else None
    if lapse:
        yield "LAPSED", f"limit {clock_time(lapse.limit.at)}: DECIDE", "overdue", None
    for clock in owed:
        if clock.state == OVERDUE:
            yield _left(clock, case), f"OVERDUE {clock.label}", "overdue", _counted_to(clock)
        elif clock.rule != LIMIT or not lapse:
            yield "OWED", clock.label, "owed", None


def _coming_lines(coming: Sequence[Clock], case: Case, manner: Manner) -> Iterator[Line]:
    """Countdowns, the soonest first; what comes at one instant stands on one line."""
    instants = sorted({clock.at for clock in coming if clock.at})
    for at in instants:
        same = [clock for clock in coming if clock.at == at]
        tone = "soon" if any(clock.state == SOON for clock in same) else "plain"
        cell, counted_to = _time_cell(same[0], case, manner)
        yield cell, _what(same, case), tone, counted_to


def _time_cell(clock: Clock, case: Case, manner: Manner) -> tuple[str, datetime | None]:
    """`18h15m` and its instant; `2 wd`, which counts nothing down, for a deadline in working days but not today's."""
    duty = duty_of(clock, case)
    in_days = duty is not None and duty.rule.deadline is not None and duty.rule.deadline.working_days > 0
    if in_days and clock.at and local(clock.at).date() != local(case.now).date():
        return f"{manner.days.days_until(case.now, clock.at)} wd", None
    return _left(clock, case), _counted_to(clock)


def _left(clock: Clock, case: Case) -> str:
    left = clock.left(case.now)
    return countdown(left.total_seconds()) if left is not None else ""


def _counted_to(clock: Clock) -> datetime | None:
    return None if clock.kind == ELAPSED else clock.at


def _what(same: Sequence[Clock], case: Case) -> str:
    """`24 h: meeting+briefing` for several, `agreed limit 02:34` or `write-up by Mon 17:00` for one."""
    clock = same[0]
    guess = "?" if clock.provisional else ""
    if len(same) > 1:
        return guess + _together([each.label for each in same])
    if clock.rule == LIMIT and clock.at:
        return f"{clock.label} {clock_time(clock.at)}"
    duty = duty_of(clock, case)
    if duty and clock.at and clock.kind == DEADLINE and duty.rule.deadline and duty.rule.deadline.working_days:
        here = local(clock.at)
        return f"{duty.rule.owes} by {DAYS[here.weekday()]} {clock_time(clock.at)}"
    if duty and duty.rule.id == "review" and clock.at:
        return f"review {day_time_short(clock.at, case.now)}"
    if ": " in clock.label:
        return guess + _together([clock.label])
    return guess + clock.label


def _together(labels: Sequence[str]) -> str:
    """`meeting: missing 24 h` and `briefing: missing 24 h` as `24 h: meeting+briefing`, as long as there is room."""
    names = "+".join(dict.fromkeys(label.partition(": ")[0] for label in labels))
    reason = next((label.partition(": ")[2] for label in labels if ": " in label), "").removeprefix("missing ").split()
    while reason and len(f"{' '.join(reason)}: {names}") > WHAT:
        reason = reason[1:]
    return f"{' '.join(reason)}: {names}" if reason else names


def warning_words(count: Count, protocol: Protocol) -> str:
    """The warning before a crossing: `the next in 28 days owes a meeting`."""
    rule = protocol.rule(count.rule)
    return f"the next in {count.window_days} days owes a {rule.owes if rule else 'duty'}"


def _short_warning(count: Count, protocol: Protocol) -> str:
    """The same where there is no room for the window, which the count beside it has."""
    rule = protocol.rule(count.rule)
    return f"next owes a {rule.owes if rule else 'duty'}"


def _found(case: Case) -> list[str]:
    """Found and not back: the second line says so first."""
    if not case.episode.is_open or not case.episode.found_at:
        return []
    return [f"FOUND, NOT BACK since {day_time_short(case.episode.found_at, case.now)}"]


def _nothing(case: Case) -> Line:
    gone = next((duty for duty in case.duties if duty.ended == WITHDRAWN), None)
    if gone and not case.episode.is_open:
        return "", f"withdrawn: {gone.rule.label}", "calm", None
    return "", "nothing owed", "calm", None
