"""From dates and a time of day to the one instant meant, where the clocks change too (PRACTICE D16)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from models.times.reading import Reading, Unread
from models.times.typed_days import Direction
from models.times.words import day_words
from models.times.zone import LONDON, UTC, from_local, zone_word

Zone = str | timezone
"""A zone word as typed (`bst`, `gmt`, `utc` or nothing), or an offset."""


def wall_now(now: datetime, zone: Zone) -> datetime:
    """Now on the clock that was typed from, without a zone."""
    if isinstance(zone, timezone):
        return now.astimezone(zone).replace(tzinfo=None)
    return now.astimezone(UTC if zone == "utc" else LONDON).replace(tzinfo=None)


def instants(wall: datetime, zone: Zone) -> tuple[datetime, ...]:
    """Every instant at which the clock that was typed from shows `wall`."""
    if isinstance(zone, timezone):
        return (wall.replace(tzinfo=zone).astimezone(UTC),)
    if zone == "utc":
        return (wall.replace(tzinfo=UTC),)
    return tuple(at for at in from_local(wall) if not zone or zone_word(at) == zone.upper())


def settle(
    dates: tuple[date, ...], at_time: time, zone: Zone, now: datetime, direction: Direction
) -> tuple[datetime, ...] | Unread:
    """The instants meant (two if it is ambiguous), or why there is none.

    The first date that lies on the right side of now is taken: for the past the last one past, else the next
    one coming. A time that does not exist counts by the wall clock, so it is refused, not passed over.
    """
    here = wall_now(now, zone)
    for day in dates:
        wall = datetime.combine(day, at_time)
        found = instants(wall, zone)
        if not found and _right_side(wall, here, direction):
            return no_such_time(wall, zone)
        on_side = tuple(at for at in found if _right_side(at, now, direction))
        if on_side:
            return found if direction == "any" and len(dates) == 1 else on_side
    wall = datetime.combine(dates[-1], at_time)
    return instants(wall, zone) or no_such_time(wall, zone)


def _right_side(at: datetime, now: datetime, direction: Direction) -> bool:
    return at > now if direction == "next" else at <= now


def no_such_time(wall: datetime, zone: Zone) -> Unread:
    """Why the wall clock never shows this time, or not in the zone that was named."""
    day, clock = f"{day_words(wall)} {wall.year}", f"{wall.hour:02}:{wall.minute:02}"
    found = from_local(wall)
    if found:
        word = zone_word(found[0])
        return Unread(f"{clock} on {day} is {word}, not {str(zone).upper()}. Leave the zone out, or use {word}")
    before, after = _gap(wall)
    return Unread(
        f"There is no {clock} on {day}: the clocks go forward from {before} to {after}. "
        f"Use a time before {before}, or from {after}"
    )


def _gap(wall: datetime) -> tuple[str, str]:
    """The wall-clock times at which a gap around `wall` begins and ends."""
    begin = wall.replace(minute=0, second=0, tzinfo=LONDON)
    end = begin.astimezone(UTC).astimezone(LONDON)
    return begin.strftime("%H:%M"), end.strftime("%H:%M")


def happens_twice(found: tuple[datetime, ...], text: str, about: bool) -> Unread:
    """The question to ask when the wall clock shows a time twice, with both readings."""
    first, second = (Reading(at=at, about=about, text=f"{text} {zone_word(at).lower()}") for at in found)
    wall = found[0].astimezone(LONDON)
    clock = f"{wall.hour:02}:{wall.minute:02}"
    return Unread(
        f"{clock} happens twice on {day_words(wall)}, when the clocks go back: "
        f"first ({zone_word(first.at)}) or second ({zone_word(second.at)})? Add bst or gmt",
        (first, second),
    )


def whole_seconds(at: datetime) -> datetime:
    """The instant without its fraction of a second, as it is stored."""
    return at - timedelta(microseconds=at.microsecond)
