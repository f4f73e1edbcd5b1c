"""Typed times of day: `2240`, `22:40`, `22.40`, `9:05`, `2240 hrs`, `10:40pm`, `noon`."""

from __future__ import annotations

import re
from datetime import time

from models.times.reading import Unread
from models.times.typed import WANTED

_CLOCK = r"(\d{1,2})([:.])(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?(am|pm)?(?:h|hrs|hours)?"
_FIGURES = r"(\d{2})()(\d{2})()(am|pm)?(?:h|hrs|hours)?"
_HOUR = r"(\d{1,2})()()()(am|pm)"
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}


def time_of_day(word: str) -> time | Unread | None:
    """The time of day that one word means, why it cannot be one, or None if it does not look like one."""
    if word in _NAMED:
        return _NAMED[word]
    found = re.fullmatch(_CLOCK, word) or re.fullmatch(_FIGURES, word) or re.fullmatch(_HOUR, word)
    if not found:
        return None
    if found[2] == "." and found[4]:
        return None  # 22.40:15 mixes two ways of writing
    return _checked(int(found[1]), int(found[3] or 0), int(found[4] or 0), found[5] or "")


def _checked(hour: int, minute: int, second: int, half: str) -> time | Unread:
    if half:
        if not 1 <= hour <= 12:
            return Unread(f"With {half} the hour goes from 1 to 12. {WANTED}")
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour == 24 and minute == 0:
        return Unread("Midnight is 00:00 of the day that begins. Use 00:00, with the date of that day")
    if hour > 23:
        return Unread(f"There is no hour {hour}: hours go from 00 to 23. {WANTED}")
    if minute > 59 or second > 59:
        return Unread(f"Minutes and seconds go from 00 to 59. {WANTED}")
    return time(hour, minute, second)
