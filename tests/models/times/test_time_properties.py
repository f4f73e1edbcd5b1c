"""What holds for every time typed at every moment, clock changes included."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from models.times.parse import Reading, parse_any, parse_next, parse_past
from models.times.words import reading_back
from models.times.zone import UTC, local

ANY_NOW = st.datetimes(datetime(2020, 1, 1), datetime(2039, 1, 1), timezones=st.just(UTC))
NIGHTS = st.builds(
    lambda day, seconds: datetime(day[0], day[1], day[2], tzinfo=UTC) + timedelta(seconds=seconds),
    st.sampled_from([(2026, 3, 28), (2026, 3, 29), (2026, 10, 24), (2026, 10, 25), (2026, 10, 26)]),
    st.integers(0, 86_399),
)
NOW = ANY_NOW | NIGHTS
HOUR, MINUTE = st.integers(0, 23), st.integers(0, 59)


@given(NOW, HOUR, MINUTE)
def test_a_bare_time_of_day_is_never_in_the_future_nor_more_than_a_day_back(
    now: datetime, hour: int, minute: int
) -> None:
    found = parse_past(f"{hour:02}{minute:02}", now)
    readings = (found,) if isinstance(found, Reading) else found.readings
    for reading in readings:
        assert timedelta() <= now - reading.at < timedelta(hours=25)
        assert (local(reading.at).hour, local(reading.at).minute) == (hour, minute)


@given(NOW, HOUR, MINUTE)
def test_a_bare_time_to_come_is_always_ahead_and_within_a_day(now: datetime, hour: int, minute: int) -> None:
    found = parse_next(f"{hour:02}:{minute:02}", now)
    readings = (found,) if isinstance(found, Reading) else found.readings
    for reading in readings:
        assert timedelta() < reading.at - now <= timedelta(hours=25)
        assert (local(reading.at).hour, local(reading.at).minute) == (hour, minute)


@given(NOW, HOUR, MINUTE)
def test_a_time_is_refused_only_where_the_clocks_change(now: datetime, hour: int, minute: int) -> None:
    if not isinstance(parse_past(f"{hour:02}{minute:02}", now), Reading):
        assert hour == 1
        assert local(now).month in (3, 10)


@given(NOW, st.timedeltas(timedelta(days=-900), timedelta(days=900)), st.booleans())
def test_what_is_read_back_typed_again_means_the_same_instant(now: datetime, away: timedelta, about: bool) -> None:
    now = now.replace(microsecond=0)
    at = (now + away).replace(microsecond=0)
    said = reading_back(Reading(at, about), now).partition(",")[0]
    for parser in (parse_past if at <= now else parse_next, parse_any):
        again = parser(said, now)
        assert isinstance(again, Reading), (said, again.message)
        assert (again.at, again.about) == (at, about)


@given(NOW, st.integers(1, 99), st.integers(0, 59))
def test_hours_ago_are_elapsed_hours(now: datetime, hours: int, minutes: int) -> None:
    found = parse_past(f"{hours}h{minutes:02}m ago", now)
    assert isinstance(found, Reading)
    assert now.replace(microsecond=0) - found.at == timedelta(hours=hours, minutes=minutes)


@given(NOW, st.integers(0, 23), st.integers(0, 59), st.sampled_from(["bst", "gmt"]))
def test_with_its_zone_named_a_time_is_never_ambiguous(now: datetime, hour: int, minute: int, zone: str) -> None:
    found = parse_past(f"{hour:02}{minute:02} {zone}", now)
    if isinstance(found, Reading):
        assert local(found.at).tzname() == zone.upper()
    else:
        assert found.readings == ()


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), NOW)
def test_iso_8601_in_utc_is_taken_as_it_stands(at: datetime, now: datetime) -> None:
    assume(at.year < 2100)
    found = parse_past(at.isoformat(timespec="seconds") + "Z", now)
    assert isinstance(found, Reading)
    assert found.at == at.replace(microsecond=0, tzinfo=UTC)
