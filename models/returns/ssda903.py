"""The SSDA903 Missing table: one row for each spell of a looked-after child of this authority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from models.history.history import ChildHistory
from models.history.spells import MISSING, Spell
from models.record import Record
from models.returns.care import Period, periods_of_care
from models.returns.year import CollectionYear
from models.times.zone import local_date

COLUMNS = ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END")
CODES = {MISSING: "M", "absence": "A"}


class Row(Record):
    """One row, as dates; London calendar dates, no times."""

    child: str
    """The authority's own id of the child: the case system's number where it is known."""
    name: str
    """For messages only; never exported."""
    born: date | None
    code: str
    start: date | None
    end: date | None
    care: tuple[Period, ...] = ()

    def cells(self) -> tuple[str, ...]:
        """The row as it stands in the file; a blank end is an open row."""
        return self.child, day(self.born), self.code, day(self.start), day(self.end)


def day(value: date | None) -> str:
    """`dd/mm/yyyy`, or blank."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}" if value else ""


def rows(histories: Iterable[ChildHistory], year: CollectionYear, now: datetime) -> list[Row]:
    """Every row of a collection year, by child and start."""
    found = [row for history in histories for row in _rows(history, year, now)]
    return sorted(found, key=lambda row: (row.child, row.start or date.min, row.end or date.max))


def _rows(history: ChildHistory, year: CollectionYear, now: datetime) -> Iterator[Row]:
    """A switch gives two rows, the second starting on the day the first ends.

    A spell that crosses 31 March is open in this year's file, and repeated in the next one with its start.
    """
    care = periods_of_care(history)
    if not care:
        return
    child = history.child
    number = child.detail("lcs") or child.id
    for episode in history.counting:
        for spell in episode.spells:
            span = _span(spell, year, now)
            if span and any(period.holds(span[0]) for period in care):
                yield Row(number, child.name, child.dob, CODES.get(spell.status, spell.status), *span, care)


def _span(spell: Spell, year: CollectionYear, now: datetime) -> tuple[date, date | None] | None:
    start = local_date(spell.start)
    end = local_date(spell.end) if spell.end and spell.end <= now else None
    if spell.start > now or start > year.last or (end and end < year.first):
        return None
    return start, (end if end and end <= year.last else None)
