"""Times and spans of time in words, as every screen, page and plain command shows them.

The names of days and months are our own: those of `strftime` change with the locale of the machine.
"""

from __future__ import annotations

from datetime import date, datetime

from models.times.countdown import DAY as DAY
from models.times.countdown import HOUR as HOUR
from models.times.countdown import MINUTE as MINUTE
from models.times.countdown import countdown as countdown
from models.times.reading import Reading
from models.times.zone import from_local, local

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

MANY = 4096
_said: dict[datetime, str] = {}
"""What `day_time` said last, MANY at most: the board's duties say the same times again and again."""

YEAR_NEEDED_FROM = 180 * DAY
"""Seconds from now beyond which a date is shown with its year."""


def duration(seconds: float) -> str:
    """A span of time for prose, without a sign: `45 min`, `2 h 30 min`, `2 days 4 h`, `12 days`."""
    whole = int(abs(seconds))
    if whole < MINUTE:
        return "less than a minute"
    if whole < HOUR:
        return f"{whole // MINUTE} min"
    if whole < 2 * DAY:
        return _two_units(whole // HOUR, "h", whole % HOUR // MINUTE, "min")
    hours = whole % DAY // HOUR if whole < 7 * DAY else 0
    return _two_units(whole // DAY, "days", hours, "h")


def _two_units(large: int, large_name: str, small: int, small_name: str) -> str:
    return f"{large} {large_name}" + (f" {small} {small_name}" if small else "")


def from_now(at: datetime, now: datetime) -> str:
    """How far an instant lies from now: `4 h ago`, `in 2 h 30 min`, `now`."""
    seconds = (at - now).total_seconds()
    if abs(seconds) < MINUTE:
        return "now"
    return f"{duration(seconds)} ago" if seconds < 0 else f"in {duration(seconds)}"


def clock_time(at: datetime) -> str:
    """The time of day, always five characters: `22:30`."""
    here = local(at)
    return f"{here.hour:02}:{here.minute:02}"


def day_words(day: date) -> str:
    """A date near enough to need no year: `Sun 22 Nov`."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def date_words(day: date) -> str:
    """A date of birth or another far date: `12 Mar 2010`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_time(at: datetime) -> str:
    """Day, time and zone: `Sun 22 Nov 22:30 GMT`."""
    said = _said.get(at)
    if said is None:
        if len(_said) >= MANY:
            _said.clear()
        here = local(at)
        said = _said[at] = f"{day_words(here)} {here.hour:02}:{here.minute:02} {here.tzname()}"
    return said


def full_time(at: datetime) -> str:
    """The whole of it, for headings and histories: `Sun 22 Nov 2026 02:14:07 GMT`."""
    here = local(at)
    return f"{day_words(here)} {here.year} {here.hour:02}:{here.minute:02}:{here.second:02} {here.tzname()}"


def day_time_short(at: datetime, now: datetime) -> str:
    """As little as is certain: `22:30` today, `Sat 22:30` within three days, else `22 Nov 22:30`.

    The year is added when it is far off; in the hour that happens twice, the zone: `01:30 BST`.
    """
    here, today = local(at), local(now).date()
    away = abs((here.date() - today).days)
    time = f"{here.hour:02}:{here.minute:02}"
    if len(from_local(here.replace(tzinfo=None))) > 1:
        time += f" {here.tzname()}"
    if away == 0:
        return time
    if away <= 3:  # seven dates, so that each weekday stands for one only
        return f"{DAYS[here.weekday()]} {time}"
    year = f" {here.year}" if away * DAY > YEAR_NEEDED_FROM else ""
    return f"{here.day} {MONTHS[here.month - 1]}{year} {time}"


def reading_back(reading: Reading, now: datetime) -> str:
    """What a typed time was understood as: `Sun 22 Nov 22:30 GMT, 4 h ago`; `about` is said.

    Seconds are shown when there are any and the year when it is far off, so that the part before the comma,
    typed again, means the same instant.
    """
    here = local(reading.at)
    year = f" {here.year}" if abs((reading.at - now).total_seconds()) > YEAR_NEEDED_FROM else ""
    seconds = f":{here.second:02}" if here.second else ""
    about = "about " if reading.about else ""
    time = f"{here.hour:02}:{here.minute:02}{seconds} {here.tzname()}"
    return f"{about}{day_words(here)}{year} {time}, {from_now(reading.at, now)}"
