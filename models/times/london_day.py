"""The date in London by the law's own rule: for a search that takes 20 ms, a fifth of it would go on loading zones.

Summer time runs from the last Sunday of March to the last Sunday of October, 01:00 UTC both (Summer Time Act 1972 as
amended in 2002). Everything else asks `models.times.zone`, with which this is held equal by a test.
"""

from __future__ import annotations

from datetime import date, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

CHANGE_HOUR = 1
"""UTC."""


def london_day(at: datetime) -> date:
    """The calendar date in London of an instant, which is given in UTC."""
    day = at.date()
    start, end = (_last_sunday(at.year, month).toordinal() * 24 + CHANGE_HOUR for month in (3, 10))
    hours = day.toordinal() * 24 + at.hour
    return day + timedelta(days=1) if start <= hours < end and at.hour == 23 else day


def _last_sunday(year: int, month: int) -> date:
    """Of a month with 31 days."""
    last = date(year, month, 31)
    return last - timedelta(days=last.isoweekday() % 7)
