"""Typed calendar dates: `21/11/2026`, `21/11`, `21 nov`, `12.03.2010`, `2010-03-12`; the day comes first."""

from __future__ import annotations

import re
from datetime import date

from models.times.reading import Unread

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_NAME = r"(?P<name>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_FORMS = (
    rf"{_DAY}(?P<sep>[/.-])(?P<month>\d{{1,2}})(?P=sep){_YEAR}",
    rf"{_DAY}/(?P<month>\d{{1,2}})",
    r"(?P<year>\d{4})(?P<sep>[/-])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})",
    rf"{_DAY}(?:st|nd|rd|th)? ?(?:of )?{_NAME}(?: ?{_YEAR})?",
)

DateParts = tuple[int, int, str]
"""Day, month and the year as typed (four figures, two, or nothing)."""


def month_of(name: str) -> int:
    """The number of a month named by three letters or more (and `sept`); 0 if it is none."""
    found = [n for n, full in enumerate(MONTH_NAMES, 1) if full.startswith(name)]
    return found[0] if found and len(name) >= 3 else 0


def date_parts(words: str) -> DateParts | None:
    """The parts of a date in any of the forms; None if the words have the shape of none."""
    for form in _FORMS:
        found = re.fullmatch(form, words)
        if not found:
            continue
        named = found.groupdict()
        month = month_of(named["name"]) if "name" in named else int(named["month"])
        if month or "name" not in named:
            return int(named["day"]), month, named.get("year") or ""
    return None


def calendar_day(year: int, month: int, day: int) -> date | Unread:
    """The day, or why there is no such day."""
    if not 1 <= month <= 12:
        return Unread(f"There is no month {month}. Put the day first, for example 21/11/2026")
    try:
        return date(year, month, day)
    except ValueError:
        name = MONTH_NAMES[month - 1].capitalize()
        return Unread(f"There is no {day} {name} {year}. Check the date")
