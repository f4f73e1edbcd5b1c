"""Instants and the London wall clock: the only file that knows when the clocks change."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

UTC = timezone.utc  # noqa: UP017 - the same object as datetime.UTC; named here once for all
"""The zone of every instant that is stored or compared."""

END = datetime.max.replace(tzinfo=UTC)
"""Later than anything."""

LONDON = ZoneInfo("Europe/London")
"""The zone of every time that a worker types or reads."""


def local(at: datetime) -> datetime:
    """The instant as the clock on the wall shows it."""
    return at.astimezone(LONDON)


def local_date(at: datetime) -> date:
    """The London calendar date of an instant."""
    return at.astimezone(LONDON).date()


def zone_word(at: datetime) -> str:
    """`GMT` or `BST`, whichever the wall clock shows at this instant."""
    return at.astimezone(LONDON).tzname() or "GMT"


def from_local(wall: datetime) -> tuple[datetime, ...]:
    """Every instant at which the wall clock shows `wall` (a datetime without a zone), earliest first.

    One as a rule; two when the clocks go back (01:30 BST, then 01:30 GMT); none when they go forward.
    """
    first = wall.replace(tzinfo=LONDON, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=LONDON, fold=1).astimezone(UTC)
    if first == second:
        return (first,)
    return (first, second) if first < second else ()


def at_local(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The instant of a wall-clock time on a day: the first of two; a time in the gap moves forward."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def plus_local_days(at: datetime, days: int) -> datetime:
    """The same wall-clock time some days later (or earlier), as windows of days are counted (PRACTICE D4).

    The fold of the start is kept, so that the second 01:30 stays the second; a time in the gap moves forward.
    """
    start = at.astimezone(LONDON)
    moved = (start + timedelta(days=days)).replace(fold=start.fold)
    if start.fold and not from_local(moved.replace(tzinfo=None)):
        moved = moved.replace(fold=0)  # in the gap, fold 1 would move the time back instead of forward
    return moved.astimezone(UTC)


def iso(at: datetime) -> str:
    """The instant as stored and exported: `2026-11-22T02:14:07Z`, whole seconds, cut off and not rounded.

    Raises: ValueError for a time without a zone, which Python would take for the machine's own.
    """
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    if at.tzinfo is not UTC:
        at = at.astimezone(UTC)
    return at.isoformat(timespec="seconds")[:-6] + "Z"


def from_iso(text: str) -> datetime:
    """The instant written as ISO 8601 with an offset or `Z`.

    Raises: ValueError if it is not ISO 8601, or has no offset.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is UTC:
        return at
    if at.tzinfo is None:
        raise ValueError("a time without an offset")
    return at.astimezone(UTC)
