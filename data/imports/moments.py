"""The times in a row: each with its day, for a bare time of day in a file means nothing."""

from __future__ import annotations

import re
from datetime import datetime

from data.imports.rows import Row
from models.record import Record
from models.times.parse import parse_past
from models.times.reading import Unread
from models.times.words import day_time
from models.times.zone import iso

_DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?[-/. ](?:\d\d?|[A-Za-z]{3,9})[-/. ]\d{2,4}")
_SECONDS = re.compile(r"(\d\d?:\d\d):\d\d(?:\.\d+)?")
_MIDNIGHT = re.compile(r"[T ]00:00$")


class Moment(Record):
    """A time as read, as stored; or what is wrong with it. Both empty: there is none."""

    text: str = ""
    problem: str = ""


def moment(row: Row, name: str, now: datetime) -> Moment:
    """The time in a column, or in two: `start` with the day, `start_time` with the time of day."""
    typed = _SECONDS.sub(r"\1", row.cell(name))
    if not typed:
        return Moment()
    clock = _SECONDS.sub(r"\1", row.cell(f"{name}_time"))
    if clock:
        typed = f"{_MIDNIGHT.sub('', typed)} {clock}"
    if not _DATE.search(typed):
        return Moment(problem=f"{name}: {typed[:30]!r} has no day, for example 21/11/2026 22:40")
    found = parse_past(typed, now)
    if isinstance(found, Unread):
        return Moment(problem=f"{name}: {found.message}")
    if found.at > now:
        return Moment(problem=f"{name}: {day_time(found.at)} has not come yet")
    return Moment(iso(found.at))


def status(row: Row, otherwise: str) -> Moment:
    """`missing` or `absence`, in whatever words; `otherwise` where the file has no such column."""
    said = row.cell("status").lower()
    if "status" not in row.cells or (not said and not otherwise):
        return Moment(otherwise)
    if said.startswith("m"):
        return Moment("missing")
    if said == "a" or "absen" in said or "no apparent risk" in said or "unauthorised" in said:
        return Moment("absence")
    return Moment(problem=f"status: missing or absence is wanted, not {said[:30]!r}")
