"""Typed spans of time: `3h`, `90m`, `2h30m ago`, `-2h`, `in 2 hours`."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from models.times.zone import plus_local_days

_HOURS, _MINUTES, _DAYS = "h(?:rs?|ours?)?", "m(?:ins?|inutes?)?", "d(?:ays?)?"
_SPAN = (
    rf"(?:(?P<days>\d{{1,3}}) ?{_DAYS})?"
    rf" ?(?:(?P<hours>\d{{1,3}})(?P<half>\.5)? ?{_HOURS})?"
    rf"(?: ?(?P<minutes>\d{{1,4}}) ?{_MINUTES}|(?<=h)(?P<bare>\d{{2}}))?"
)
_IN_WORDS = {"an hour": "1h", "half an hour": "30m", "an hour and a half": "1h30m", "a day": "1d"}


class Span(tuple[int, int]):
    """Local days and, apart from them, minutes: a day is a day of the wall clock, an hour an elapsed hour."""

    __slots__ = ()

    def after(self, at: datetime) -> datetime:
        """The instant this much later."""
        return plus_local_days(at, self[0]) + timedelta(minutes=self[1])

    def before(self, at: datetime) -> datetime:
        """The instant this much earlier."""
        return plus_local_days(at, -self[0]) - timedelta(minutes=self[1])


def span_of(words: str) -> Span | None:
    """The span that plain words mean; None if they are none."""
    words = _IN_WORDS.get(words, words)
    found = re.fullmatch(_SPAN, words)
    if not found or not words:
        return None
    minutes = int(found["minutes"] or found["bare"] or 0)
    if found["hours"] and (minutes > 59 or (minutes and found["half"])):
        return None
    minutes += 60 * int(found["hours"] or 0) + (30 if found["half"] else 0)
    return Span((int(found["days"] or 0), minutes))


def from_now(words: str, now: datetime) -> datetime | None:
    """The instant of `now`, `2h ago`, `-2h`, `in 2h` or `+2h`; None if the words are of another form."""
    if words in ("now", "just now"):
        return now
    if words.endswith(" ago"):
        span = span_of(words[:-4])
    elif words[0] in "+-":
        span = span_of(words[1:].lstrip())
    else:
        span = span_of(words[3:]) if words.startswith("in ") else None
    if span is None:
        return None
    return span.before(now) if words[0] == "-" or words.endswith(" ago") else span.after(now)
