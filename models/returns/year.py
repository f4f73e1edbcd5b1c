"""The collection year: 1 April to 31 March, named for the year in which it ends."""

from __future__ import annotations

from datetime import date, datetime

from models.record import Record
from models.times.zone import at_local


class CollectionYear(Record):
    """One year of the government's collections."""

    ends_in: int

    @property
    def first(self) -> date:
        """1 April."""
        return date(self.ends_in - 1, 4, 1)

    @property
    def last(self) -> date:
        """31 March."""
        return date(self.ends_in, 3, 31)

    @property
    def closes(self) -> datetime:
        """The first instant after it."""
        return at_local(date(self.ends_in, 4, 1))
