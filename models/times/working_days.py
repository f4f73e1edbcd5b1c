"""Working days: Monday to Friday, less England's bank holidays and the days the office is closed (D13)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from models.record import Record
from models.times.bank_holidays import BANK_HOLIDAYS, LAST_YEAR
from models.times.zone import at_local, local_date

_SATURDAY = 5


class WorkingDays(Record):
    """The council's working days."""

    closures: frozenset[date] = frozenset()
    """Local closure days, besides weekends and bank holidays."""
    office_close: time = time(17, 0)
    """The local time at which a working day ends."""

    @property
    def known_until(self) -> date:
        """The last day for which the bank holidays are known; beyond it only weekends and closures count."""
        return date(LAST_YEAR, 12, 31)

    def is_working(self, day: date) -> bool:
        """Whether the office is open on a day."""
        return day.weekday() < _SATURDAY and day not in BANK_HOLIDAYS and day not in self.closures

    def next_working_day(self, day: date) -> date:
        """The first working day after a day, never the day itself."""
        day += timedelta(days=1)
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def close_after(self, at: datetime, days: int) -> datetime:
        """Office close on the Nth working day following the local date of an instant."""
        day = local_date(at)
        for _ in range(days):
            day = self.next_working_day(day)
        return at_local(day, self.office_close.hour, self.office_close.minute)

    def days_until(self, now: datetime, at: datetime) -> int:
        """How many working days still end after now and by an instant: 1 when it is due at the next close."""
        day, last = local_date(now) - timedelta(days=1), local_date(at)
        count = 0
        while (day := self.next_working_day(day)) <= last:
            close = at_local(day, self.office_close.hour, self.office_close.minute)
            count += now < close <= at
        return count
