"""The board's rows: each episode with what is owed before any countdown, worded for 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.duties.case import ABSENT, GROUPS, MISSING, RETURNED, Case
from models.duties.clocks import DEADLINE, Clock
from models.duties.duty import DUE, OVERDUE, SOON, WITHDRAWN, Duty
from models.duties.lapses import undecided
from models.duties.windows import Count
from models.protocol.rule import Protocol
from models.record import Record
from models.times.words import DAYS, clock_time, countdown, day_time_short
from models.times.working_days import WorkingDays
from models.times.zone import local
from screens.board.columns import (
    AWAY,
    CHILD,
    COUNT,
    FROM,
    RISK,
    WHAT,
    away_cell,
    child_words,
    count_cell,
    in_columns,
    leading_count,
    risk_cell,
)
from screens.widgets.board_row import BoardRow
from screens.widgets.plain_text import fit

HEADINGS = {MISSING: "MISSING", ABSENT: "ABSENT", RETURNED: "RETURNED, DUTIES OWED"}
WEIGHT = ("decision", "meeting", "interview", "briefing", "write-up", "review", "tell", "lcs", "task")
"""Which of several things owed at once is named on the board; the panel names them all."""
WIDTH = 78
BESIDE = CHILD + FROM + COUNT + RISK + AWAY + 4
"""Cells of the second line that stand under the child and everything right of it."""


class Manner(Record):
    """How this site words its board."""

    protocol: Protocol
    days: WorkingDays
    initials: bool = False
    alike: frozenset[str] = frozenset()
    """Short names that more than one child on the board has."""


def rows_of(cases: Sequence[Case], manner: Manner) -> list[BoardRow]:
    """The rows of these cases in their order, under the headings of their groups."""
    rows: list[BoardRow] = []
    for group in GROUPS:
        mine = [case for case in cases if case.group == group]
        if mine:
            title = f"{HEADINGS[group]} "
            rows.append(BoardRow(key="", countdown="", rest=title.ljust(WIDTH, "-"), tone="heading"))
        rows += [row_of(case, manner) for case in mine]
    return rows


def row_of(case: Case, manner: Manner) -> BoardRow:
    """One row, at the case's own moment."""
    first, second = _lines(case, manner)
    rest = in_columns(
        first[1],
        child_words(case.child, case, manner.initials, manner.alike),
        case.episode.place or case.child.detail("placement"),
        count_cell(case),
        risk_cell(case, manner.protocol.risk_grades),
        away_cell(case),
    )
    return BoardRow(
        key=case.episode.id,
        countdown=first[0],
        rest=rest,
        tone=first[2],
        second=(second[0], second[1]) if second else None,
        second_tone=second[2] if second else "plain",
    )


Line = tuple[str, str, str]
"""Countdown, words, tone."""


def _lines(case: Case, manner: Manner) -> tuple[Line, Line | None]:
    owed = sorted((clock for clock in case.live_clocks if clock.state in (DUE, OVERDUE)), key=lambda c: _rank(c, case))
    coming = [clock for clock in case.live_clocks if clock.state not in (DUE, OVERDUE) and clock.at]
    lines = [*_owed_lines(owed, case), *_coming_lines(coming, case, manner)]
    if not lines:
        lines = [_nothing(case)]
    beside = _beside(case, manner)
    second = lines[1] if len(lines) > 1 else ("", "", "plain") if beside else None
    if second is None:
        return lines[0], None
    return lines[0], (second[0], f"{fit(second[1], WHAT)} {fit(beside, BESIDE)}", second[2])


def _owed_lines(owed: Sequence[Clock], case: Case) -> Iterator[Line]:
    """What is late on a line of its own; of the rest the weightiest, and how many more there are."""
    late = [clock for clock in owed if clock.state == OVERDUE]
    rest = [clock for clock in owed if clock.state != OVERDUE]
    lapse = undecided(case.episode, case.now) if case.episode.is_open else None
    if lapse:
        rest = [clock for clock in rest if clock.rule != "absence-limit"]
        yield "LAPSED", f"limit {clock_time(lapse.limit.at)}: DECIDE", "overdue"
    for clock in late:
        yield _left(clock, case), f"OVERDUE {clock.label}", "overdue"
    if rest:
        more = f" +{len(rest) - 1}" if len(rest) > 1 else ""
        yield "OWED", fit(rest[0].label, WHAT - len(more)).rstrip() + more, "owed"


def _coming_lines(coming: Sequence[Clock], case: Case, manner: Manner) -> Iterator[Line]:
    """Countdowns, the soonest first; what comes at one instant stands on one line."""
    instants = sorted({clock.at for clock in coming if clock.at})
    for at in instants:
        same = [clock for clock in coming if clock.at == at]
        tone = "soon" if any(clock.state == SOON for clock in same) else "plain"
        yield _time_cell(same[0], case, manner), _what(same, case), tone


def _time_cell(clock: Clock, case: Case, manner: Manner) -> str:
    """`18h15m`; `2 wd` for a deadline set in working days that is not today's."""
    duty = _duty(clock, case)
    in_days = duty is not None and duty.rule.deadline is not None and duty.rule.deadline.working_days > 0
    if in_days and clock.at and local(clock.at).date() != local(case.now).date():
        return f"{manner.days.days_until(case.now, clock.at)} wd"
    return _left(clock, case)


def _left(clock: Clock, case: Case) -> str:
    left = clock.left(case.now)
    return countdown(left.total_seconds()) if left is not None else ""


def _what(same: Sequence[Clock], case: Case) -> str:
    """`24 h: meeting+briefing` for several, `agreed limit 02:34` or `write-up by Mon 17:00` for one."""
    clock = same[0]
    guess = "?" if clock.provisional else ""
    if len(same) > 1:
        return guess + _together([each.label for each in same])
    if clock.rule == "absence-limit" and clock.at:
        return f"{clock.label} {clock_time(clock.at)}"
    duty = _duty(clock, case)
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


def _beside(case: Case, manner: Manner) -> str:
    """What the second line says beside its countdown: found and not back, and the warning before a crossing."""
    said = []
    if case.episode.is_open and case.episode.found_at:
        said.append(f"FOUND, NOT BACK since {day_time_short(case.episode.found_at, case.now)}")
    count = leading_count(case)
    if count and count.next_owes and not _owed_under(case, count.rule):
        said.append(warning_words(count, manner.protocol))
    return "; ".join(said)


def _owed_under(case: Case, rule: str) -> bool:
    return any(duty.rule.id == rule for duty in case.owed)


def _nothing(case: Case) -> Line:
    gone = next((duty for duty in case.duties if duty.ended == WITHDRAWN), None)
    if gone and not case.episode.is_open:
        return "", f"withdrawn: {gone.rule.label}", "calm"
    return "", "nothing owed", "calm"


def _rank(clock: Clock, case: Case) -> tuple[int, int]:
    duty = _duty(clock, case)
    owes = duty.rule.owes if duty else ""
    return (0 if clock.state == OVERDUE else 1), WEIGHT.index(owes) if owes in WEIGHT else len(WEIGHT)


def _duty(clock: Clock, case: Case) -> Duty | None:
    return next((duty for duty in case.duties if duty.id == clock.duty), None) if clock.duty else None
