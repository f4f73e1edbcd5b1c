"""Typed days: nothing, `today`, `tonight`, `yesterday`, `last night`, `sat`, `last sat`, `sat 21 nov`.

Each comes to the dates that may be meant, likeliest first; the time of day and the clock choose among them.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Literal

from models.times.reading import Unread
from models.times.typed import WANTED
from models.times.typed_dates import calendar_day, date_parts, month_of
from models.times.words import DAYS, date_words

Direction = Literal["past", "next", "any"]
"""Whether a fact that has happened is meant, a time to come, or either."""

MONTH_OF_GRACE = 31
"""Days by which a date without a year may lie on the wrong side of today: a slip then shows as what it is,
instead of turning into a date eleven months off."""

FIRST_YEAR, LAST_YEAR = 1980, 2199

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_NAMES = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

Dates = tuple[date, ...]


def weekday_of(name: str) -> int | None:
    """0 for Monday to 6 for Sunday, from a name of three letters or in full."""
    if name in _SHORT_NAMES:
        return _SHORT_NAMES[name]
    return next((n for n, full in enumerate(_DAY_NAMES) if name in (full, full[:3])), None)


def dates_meant(words: str, at_time: time, here: datetime, direction: Direction) -> Dates | Unread | None:
    """The dates that the words may mean, likeliest first; None if they are not words for a day.

    `here` is now on the wall clock; with no words, the dates are those on which the time may have been last.
    """
    today, step = here.date(), timedelta(days=1 if direction == "next" else -1)
    if words == "":
        return (today, today + step)
    if words in ("today", "yesterday", "tomorrow"):
        return (today + timedelta(days=("yesterday", "today", "tomorrow").index(words) - 1),)
    if words in ("tonight", "last night"):
        return _nights(words, at_time, here, direction)
    *before, name = words.split(" ")
    weekday = weekday_of(name)
    if weekday is not None and before in ([], ["last"]):
        return _on_weekday(weekday, today, step, last=before == ["last"])
    if weekday is not None and before == ["next"]:
        return Unread(f'"Next {DAYS[weekday]}" can mean two days. Type the date, for example 21/11 22:40')
    return _on_date(words, today, direction)


def _nights(words: str, at_time: time, here: datetime, direction: Direction) -> Dates:
    """A night runs from noon to noon: at 02:00, tonight at 23:00 was yesterday's date, if it has happened."""
    morning_after = timedelta(days=1 if at_time.hour < 12 else 0)
    today, day = here.date() + morning_after, timedelta(days=1)
    if words == "last night":
        return (today - day,)
    if here.hour >= 12:
        return (today,)
    return (today - day, today) if direction == "next" else (today, today - day)


def _on_weekday(weekday: int, today: date, step: timedelta, *, last: bool) -> Dates:
    if last:
        return (today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1),)
    near = today
    while near.weekday() != weekday:
        near += step
    return (near, near + 7 * step) if near == today else (near,)


def _on_date(words: str, today: date, direction: Direction) -> Dates | Unread | None:
    first, _, rest = words.partition(" ")
    weekday = weekday_of(first)
    if weekday is not None:
        words = rest.removeprefix("the ")
    parts = date_parts(words)
    if parts is None:
        return None
    found = _dated(parts[0], parts[1], parts[2], today, direction)
    if isinstance(found, date) and weekday is not None and found.weekday() != weekday:
        return Unread(f"{date_words(found)} is a {_DAY_NAMES[found.weekday()].capitalize()}. Check the day")
    return (found,) if isinstance(found, date) else found


def _dated(day: int, month: int, year: str, today: date, direction: Direction) -> date | Unread:
    if year:
        number = int(year) if len(year) == 4 else 2000 + int(year)
        if not FIRST_YEAR <= number <= LAST_YEAR:
            return Unread(f"Check the year {number}. {WANTED}, or with a date 21/11/2026 22:40")
        return calendar_day(number, month, day)
    found = [calendar_day(today.year + offset, month, day) for offset in (-1, 0, 1)]
    days = [each for each in found if isinstance(each, date)]
    if not days:
        return found[1]
    return _nearest_year(days, today, direction)


def _nearest_year(days: list[date], today: date, direction: Direction) -> date:
    grace = timedelta(days=MONTH_OF_GRACE)
    if direction == "past":
        return max((each for each in days if each <= today + grace), default=days[0])
    if direction == "next":
        return min((each for each in days if each >= today - grace), default=days[-1])
    return min(days, key=lambda each: abs((each - today).days))


def year_or_time(words: str, last: str, here: datetime) -> bool:
    """Whether `21 nov 2026` leaves open if its last figures are the year or the time 20:26."""
    *_, name = words.split(" ")
    return month_of(name) > 0 and len(last) == 4 and last.isdigit() and abs(int(last) - here.year) <= 1
