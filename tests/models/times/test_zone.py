"""The London clock: readings of a wall time, local days, and instants in text."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.times.zone import (
    LONDON,
    UTC,
    at_local,
    from_iso,
    from_local,
    iso,
    local,
    local_date,
    plus_local_days,
    zone_word,
)

INSTANTS = st.datetimes(datetime(2015, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))
AROUND_CHANGES = st.builds(
    lambda day, minutes: datetime(day[0], day[1], day[2], tzinfo=UTC) + timedelta(minutes=minutes),
    st.sampled_from([(2026, 3, 29), (2026, 10, 25), (2027, 3, 28), (2027, 10, 31)]),
    st.integers(-3 * 1440, 3 * 1440),
)


def test_an_ordinary_wall_time_has_one_reading() -> None:
    assert from_local(datetime(2026, 7, 1, 22, 30)) == (datetime(2026, 7, 1, 21, 30, tzinfo=UTC),)


def test_a_wall_time_when_clocks_go_back_has_two_readings_bst_first() -> None:
    found = from_local(datetime(2026, 10, 25, 1, 30))
    assert [iso(at) for at in found] == ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]
    assert [zone_word(at) for at in found] == ["BST", "GMT"]


def test_a_wall_time_when_clocks_go_forward_has_none() -> None:
    assert from_local(datetime(2026, 3, 29, 1, 30)) == ()


@pytest.mark.parametrize(
    ("wall", "readings"),
    [
        (datetime(2026, 3, 29, 0, 59, 59), 1),
        (datetime(2026, 3, 29, 1, 0), 0),
        (datetime(2026, 3, 29, 1, 59, 59), 0),
        (datetime(2026, 3, 29, 2, 0), 1),
        (datetime(2026, 10, 25, 0, 59, 59), 1),
        (datetime(2026, 10, 25, 1, 0), 2),
        (datetime(2026, 10, 25, 1, 59, 59), 2),
        (datetime(2026, 10, 25, 2, 0), 1),
    ],
)
def test_the_edges_of_both_clock_changes(wall: datetime, readings: int) -> None:
    assert len(from_local(wall)) == readings


def test_the_local_date_changes_at_local_midnight() -> None:
    assert local_date(datetime(2026, 7, 1, 23, 0, tzinfo=UTC)) == date(2026, 7, 2)
    assert local_date(datetime(2026, 12, 1, 23, 0, tzinfo=UTC)) == date(2026, 12, 1)


def test_local_days_over_a_clock_change_are_not_24_hours() -> None:
    start = from_iso("2026-10-24T12:00:00+01:00")
    assert iso(plus_local_days(start, 3)) == "2026-10-27T12:00:00Z"


def test_the_second_half_past_one_stays_the_second() -> None:
    second = from_iso("2026-10-25T01:30:00Z")
    assert plus_local_days(second, 0) == second
    assert plus_local_days(from_iso("2026-10-25T00:30:00Z"), 0) == from_iso("2026-10-25T00:30:00Z")


def test_a_first_half_past_one_is_kept_when_the_days_end_on_the_night_clocks_go_back() -> None:
    assert iso(plus_local_days(from_iso("2026-09-27T00:30:00Z"), 28)) == "2026-10-25T00:30:00Z"


def test_a_time_in_the_gap_moves_forward() -> None:
    assert iso(plus_local_days(from_iso("2026-03-01T01:30:00Z"), 28)) == "2026-03-29T01:30:00Z"
    assert local(from_iso("2026-03-29T01:30:00Z")).hour == 2


def test_a_time_in_the_gap_moves_forward_from_a_second_half_past_one_too() -> None:
    second = from_iso("2026-10-25T01:30:00Z")
    days = (date(2027, 3, 28) - date(2026, 10, 25)).days
    assert iso(plus_local_days(second, days)) == "2027-03-28T01:30:00Z"


def test_a_local_time_on_a_day() -> None:
    assert iso(at_local(date(2026, 7, 1), 17)) == "2026-07-01T16:00:00Z"
    assert iso(at_local(date(2026, 12, 1), 17, 30)) == "2026-12-01T17:30:00Z"


@given(INSTANTS | AROUND_CHANGES)
def test_every_instant_is_among_the_readings_of_its_own_wall_time(at: datetime) -> None:
    assert at in from_local(local(at).replace(tzinfo=None))


@given(INSTANTS | AROUND_CHANGES, st.integers(-400, 400))
def test_plus_local_days_keeps_the_wall_clock_or_moves_forward_by_the_gap(at: datetime, days: int) -> None:
    wanted = local(at).replace(tzinfo=None) + timedelta(days=days)
    moved = local(plus_local_days(at, days)).replace(tzinfo=None)
    assert moved == (wanted if from_local(wanted) else wanted + timedelta(hours=1))


@given(AROUND_CHANGES, st.integers(1, 96))
def test_elapsed_hours_agree_with_utc_over_clock_changes(at: datetime, hours: int) -> None:
    later = local(at + timedelta(hours=hours))
    assert later.astimezone(UTC) - local(at).astimezone(UTC) == timedelta(hours=hours)
    shift = (later.utcoffset() or timedelta()) - (local(at).utcoffset() or timedelta())
    walls = later.replace(tzinfo=None) - local(at).replace(tzinfo=None)
    assert walls == timedelta(hours=hours) + shift


def test_72_hours_over_both_clock_changes_of_2026() -> None:
    autumn = local(datetime(2026, 10, 24, 12, tzinfo=LONDON).astimezone(UTC) + timedelta(hours=72))
    spring = local(datetime(2026, 3, 28, 12, tzinfo=LONDON).astimezone(UTC) + timedelta(hours=72))
    assert (autumn.day, autumn.hour, autumn.tzname()) == (27, 11, "GMT")
    assert (spring.day, spring.hour, spring.tzname()) == (31, 13, "BST")


@given(INSTANTS)
def test_instants_in_text_come_back_to_the_second(at: datetime) -> None:
    assert from_iso(iso(at)) == at.replace(microsecond=0)
    assert from_iso(iso(at)).tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-22T02:14:07Z", "2026-11-22T02:14:07Z"),
        ("2026-07-01T02:14:07+01:00", "2026-07-01T01:14:07Z"),
        ("2026-07-01T02:14:07.987654-0500", "2026-07-01T07:14:07Z"),
    ],
)
def test_offsets_are_read(text: str, instant: str) -> None:
    assert iso(from_iso(text)) == instant


def test_an_instant_in_another_zone_is_written_in_utc() -> None:
    assert iso(datetime(2026, 7, 1, 2, 0, tzinfo=timezone(timedelta(hours=1)))) == "2026-07-01T01:00:00Z"


def test_a_time_without_a_zone_is_neither_read_nor_written() -> None:
    with pytest.raises(ValueError, match="without an offset"):
        from_iso("2026-11-22T02:14:07")
    with pytest.raises(ValueError, match="without a zone"):
        iso(datetime(2026, 11, 22, 2, 14))
