"""The period that figures are about: whole London days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from models.record import Remembering, once
from models.times.zone import at_local


class Period(Remembering):
    """From the first day to the last, both included."""

    first: date
    last: date

    @once
    def begins(self) -> datetime:
        """The first instant."""
        return at_local(self.first)

    @once
    def ends(self) -> datetime:
        """The first instant after it."""
        return at_local(self.last + timedelta(days=1))

    def holds(self, at: datetime | None) -> bool:
        """Whether an instant lies in it."""
        return at is not None and self.begins <= at < self.ends

    def months(self) -> list[Period]:
        """Its calendar months, the first and last cut to the period."""
        found, start = [], self.first
        while start <= self.last:
            following = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
            found.append(Period(start, min(following - timedelta(days=1), self.last)))
            start = following
        return found


def month_of(year: int, month: int) -> Period:
    """One calendar month."""
    first = date(year, month, 1)
    return Period(first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1))


def year_to(ends_in: int) -> Period:
    """The year to 31 March, as the government counts it."""
    return Period(date(ends_in - 1, 4, 1), date(ends_in, 3, 31))


def running_year(today: date) -> Period:
    """The year that a day lies in."""
    return year_to(today.year + (today.month >= 4))
