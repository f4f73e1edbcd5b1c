"""The DfE's checks of the Missing table, by their numbers, run before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from models.problem import Problem
from models.returns.ssda903 import CODES, Row, day
from models.returns.year import CollectionYear

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,29}")


def check(rows: Sequence[Row], year: CollectionYear) -> list[Problem]:
    """Every rule that a row breaks; a problem's field names child and rule. `rows` are by child and start."""
    found = [problem for row in rows for problem in _row(row, year)]
    for _, mine in groupby(rows, key=lambda row: row.child):
        found += _together(list(mine))
    return found


def _wrong(row: Row, rule: str, message: str) -> Problem:
    return Problem(f"{row.name} ({row.child}), rule {rule}", message)


def _row(row: Row, year: CollectionYear) -> Iterator[Problem]:
    if not _ID.fullmatch(row.child):
        yield _wrong(row, "CHILD", f"{row.child!r} is not an id that the file can hold")
    if row.code not in CODES.values():
        yield _wrong(row, "564" if not row.code else "1006", "the row needs a type, M or A")
    if row.start is None:
        yield _wrong(row, "566" if row.code else "565", "the row needs a start")
        return
    if row.end and row.end < row.start:
        yield _wrong(row, "567", f"the end, {day(row.end)}, is before the start, {day(row.start)}")
    if row.start > year.last:
        yield _wrong(row, "570", f"the start, {day(row.start)}, is after the year's end")
    if row.end and not year.first <= row.end <= year.last:
        yield _wrong(row, "571", f"the end, {day(row.end)}, is outside the year")
    if row.born is None:
        yield _wrong(row, "DOB", "the date of birth is not known")
    elif row.start <= row.born:
        yield _wrong(row, "586", f"the start, {day(row.start)}, is not after the date of birth")
    yield from _care(row)


def _care(row: Row) -> Iterator[Problem]:
    """Within a period of care, as far as the register knows its starts and ends."""
    period = next((each for each in row.care if row.start and each.holds(row.start)), None)
    if period is None:
        yield _wrong(row, "578", "the child was not looked after at the start")
    elif period.end and row.end is None:
        yield _wrong(row, "577", f"care ended {day(period.end)} and the row has no end")
    elif period.end and row.end and row.end > period.end:
        yield _wrong(row, "575", f"the row ends {day(row.end)}, after care ended {day(period.end)}")


def _together(rows: list[Row]) -> Iterator[Problem]:
    """No second row while one is open, and none that overlaps (574)."""
    for before, after in pairwise(rows):
        if before.end is None:
            yield _wrong(after, "574", f"starts {day(after.start)} while the row of {day(before.start)} is open")
        elif after.start and after.start < before.end:
            yield _wrong(after, "574", f"starts {day(after.start)}, before the row of {day(before.start)} ends")
