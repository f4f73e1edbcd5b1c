"""The parser of typed times: strict, never an exception, every refusal in words that say what is wanted."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta, timezone

from models.times.birth_dates import parse_date
from models.times.reading import Reading, Unread
from models.times.settle import Zone, happens_twice, settle, wall_now, whole_seconds
from models.times.spans import from_now, span_of
from models.times.time_of_day import time_of_day
from models.times.typed import WANTED, plain, split_about, split_zone
from models.times.typed_days import FIRST_YEAR, LAST_YEAR, Direction, dates_meant, year_or_time
from models.times.zone import from_iso, iso

__all__ = ["Reading", "Unread", "parse_any", "parse_date", "parse_next", "parse_past"]

_ISO = r"(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?) ?([+-]\d\d(?::?\d\d)?)?"
_JOINED = r"(\d) (am|pm|hrs|hours)\b"
_FILLER = r"^(?:on|at) |\b(?:on|at) (?=\S+$)"
_UNKNOWN = Unread(f"Not a time that can be read. {WANTED}, or with a day: sat 22:30, 21/11/2026 22:30")


def parse_past(text: str, now: datetime) -> Reading | Unread:
    """When something happened: a time of day is the last one past.

    A date or a span may still come to a time ahead (`in 2h`): refusing that is the command's business.
    """
    return _parse(text, now, "past")


def parse_next(text: str, now: datetime) -> Reading | Unread:
    """A limit, review or appointment: a time of day is the next one coming, `3h` or `90m` runs from now."""
    return _parse(text, now, "next")


def parse_any(text: str, now: datetime) -> Reading | Unread:
    """A time that may lie on either side of now; a bare time of day is the last one past."""
    return _parse(text, now, "any")


def _parse(text: str, now: datetime, direction: Direction) -> Reading | Unread:
    exact = _as_written_by_nightdesk(text)
    if exact:
        return Reading(at=exact, text=text)
    plain_words = plain(text)
    if isinstance(plain_words, Unread):
        return plain_words
    about, words = split_about(plain_words)
    at = from_now(words, whole_seconds(now))
    if at is None and (span := span_of(words)) is not None:
        if direction != "next":
            return Unread("Ago, or from now? Use for example 2h ago, or in 2h")
        at = span.after(whole_seconds(now))
    found = _on_the_clock(words, now, direction) if at is None else (at,)
    if isinstance(found, Unread):
        return found
    if len(found) > 1:
        return happens_twice(found, plain_words, about)
    return Reading(at=found[0], about=about, text=text.strip())


def _as_written_by_nightdesk(text: str) -> datetime | None:
    """The instant of `2026-11-22T02:14:07Z`, as scripts give it; the long way would cost them 3 ms."""
    if len(text) != 20 or text[-1] != "Z":
        return None
    try:
        at = from_iso(text)
    except ValueError:
        return None
    return at if iso(at) == text and FIRST_YEAR <= at.year <= LAST_YEAR else None


def _on_the_clock(words: str, now: datetime, direction: Direction) -> tuple[datetime, ...] | Unread:
    """The instants of a time of day with or without a day, before or after it."""
    zone: Zone
    zone, words = split_zone(words)
    iso = re.fullmatch(_ISO, words)
    if iso:
        offset = _offset(iso[3], zone)
        if isinstance(offset, Unread):
            return offset
        zone, words = offset, f"{iso[1]} {iso[2]}"
    refused: Unread | None = None
    for clock, day in _splits(words):
        found = _at(clock, day, zone, now, direction)
        if isinstance(found, tuple):
            return found
        refused = refused or found
    return refused or _UNKNOWN


def _offset(typed: str | None, zone: Zone) -> Zone | Unread:
    if typed is None:
        return zone
    if zone:
        return Unread("An offset and a zone: give one of the two")
    hours, minutes = int(typed[1:3]), int(typed[3:].lstrip(":") or 0)
    if hours > 14 or minutes > 59:
        return Unread("There is no such offset. Use for example +01:00, or Z for UTC")
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if typed[0] == "-" else ahead)


def _splits(words: str) -> list[tuple[str, str]]:
    """The time of day and the words for the day: the time stands last as a rule, else first."""
    parts = re.sub(_FILLER, "", re.sub(_JOINED, r"\1\2", words)).split(" ")
    last_first = [(parts[-1], " ".join(parts[:-1]))]
    return last_first if len(parts) == 1 else [*last_first, (parts[0], " ".join(parts[1:]))]


def _at(clock: str, day: str, zone: Zone, now: datetime, direction: Direction) -> tuple[datetime, ...] | Unread | None:
    at_time = time_of_day(clock)
    if at_time is None:
        return _day_alone(f"{day} {clock}".strip(), now, direction)
    dates = dates_meant(day, at_time if isinstance(at_time, time) else time(), wall_now(now, zone), direction)
    if dates is None or isinstance(dates, Unread):
        return dates
    if isinstance(at_time, Unread):
        return at_time
    if year_or_time(day, clock, wall_now(now, zone)):
        return Unread(f"Is {clock} the year or the time? For the time write {clock[:2]}:{clock[2:]}")
    return settle(dates, at_time, zone, now, direction)


def _day_alone(words: str, now: datetime, direction: Direction) -> Unread | None:
    """Words that are a day without a time of day ask for the time."""
    found = dates_meant(words, time(), wall_now(now, ""), direction)
    return Unread(f"Add the time of day. {WANTED}, after the day") if found is not None else None
