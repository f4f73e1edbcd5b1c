"""Dates of birth as people say them: `12/3/10`, `12 mar 2010`, `120310`, `12.03.2010`, `2010-03-12`."""

from __future__ import annotations

import re
from datetime import date

from models.times.age import age_on
from models.times.reading import Unread
from models.times.typed import plain
from models.times.typed_dates import DateParts, calendar_day, date_parts

OLDEST = 25
"""Years of age up to which a year of two figures is read: care leavers are supported until 25."""

EARLIEST_YEAR = 1900

_WANTED = "Use day, month, year, for example 12/03/2010"
_SIX = r"(\d{2})(\d{2})(\d{2}|\d{4})"
_YEAR_FIRST = r"((?:19|20)\d{2})(\d{2})(\d{2})"
_SPACED = r"(\d{1,2}) (\d{1,2}) (\d{2}|\d{4})"


def parse_date(text: str, today: date) -> date | Unread:
    """The date of birth, day before month; a year of two figures makes the child 0 to 25 years old today."""
    words = plain(text)
    if isinstance(words, Unread):
        return Unread(f"Not a date. {_WANTED}")
    parts = _figures(words) or date_parts(words)
    if parts is None:
        return Unread(f"Not a date. {_WANTED}")
    day, month, year = parts
    if not year:
        return Unread(f"Add the year. {_WANTED}")
    read = _of_two_figures if len(year) == 2 else _born
    return read(day, month, int(year), today)


def _figures(words: str) -> DateParts | None:
    """Figures run together or only spaced; eight of them may put the year first."""
    found = re.fullmatch(_SIX, words) or re.fullmatch(_SPACED, words)
    if found and (len(found[3]) == 2 or int(found[3]) >= EARLIEST_YEAR):
        return int(found[1]), int(found[2]), found[3]
    found = re.fullmatch(_YEAR_FIRST, words)
    return (int(found[3]), int(found[2]), found[1]) if found else None


def _born(day: int, month: int, year: int, today: date) -> date | Unread:
    if year < EARLIEST_YEAR:
        return Unread(f"Check the year {year}. {_WANTED}")
    born = calendar_day(year, month, day)
    if isinstance(born, date) and born > today:
        return Unread("This date is still to come. Check the year")
    return born


def _of_two_figures(day: int, month: int, year: int, today: date) -> date | Unread:
    century = today.year // 100 * 100
    found = [calendar_day(century + back + year, month, day) for back in (0, -100)]
    for born in found:
        if isinstance(born, date) and 0 <= age_on(born, today) <= OLDEST:
            return born
    if isinstance(found[0], Unread) and isinstance(found[1], Unread):
        return found[0]
    return Unread(f"Two figures stand for a child of 0 to {OLDEST}. Write the year with four figures")
