"""When the night began of which the day team is to hear."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from models.times.working_days import WorkingDays
from models.times.zone import at_local, local_date


def night_began(days: WorkingDays, office_close: str, now: datetime) -> datetime:
    """The last time that the office closed: on a Sunday, and on a Monday morning, it is Friday's close."""
    hour, minute = time.fromisoformat(office_close).hour, time.fromisoformat(office_close).minute
    day = local_date(now)
    while not days.is_working(day) or at_local(day, hour, minute) > now:
        day -= timedelta(days=1)
    return at_local(day, hour, minute)
