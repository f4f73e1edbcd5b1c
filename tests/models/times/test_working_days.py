"""Working days (PRACTICE D13), with the `holidays` package as the oracle for the table."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.times.bank_holidays import BANK_HOLIDAYS, FIRST_YEAR, LAST_YEAR
from models.times.working_days import WorkingDays
from models.times.zone import UTC, from_iso, iso, local
from tools.make_bank_holidays import TABLE, table

BURY = WorkingDays()
INSTANTS = st.datetimes(datetime(2016, 1, 1), datetime(2039, 1, 1), timezones=st.just(UTC))


def test_the_table_is_what_the_package_says() -> None:
    oracle = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    assert set(BANK_HOLIDAYS) == {day for day in oracle if FIRST_YEAR <= day.year <= LAST_YEAR}


def test_the_checked_in_table_is_what_its_script_writes() -> None:
    assert TABLE.read_text(encoding="utf-8") == table()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 6), "Easter Monday"),
        (date(2026, 8, 31), "Late Summer Bank Holiday"),
        (date(2020, 5, 8), "May Day"),  # moved for the anniversary of VE Day
        (date(2022, 6, 3), "Platinum Jubilee"),
        (date(2022, 9, 19), "State Funeral"),
        (date(2023, 5, 8), "Coronation"),
        (date(2026, 12, 28), "Boxing Day"),  # the 26th is a Saturday
    ],
)
def test_known_bank_holidays_of_england(day: date, name: str) -> None:
    assert name in BANK_HOLIDAYS[day]
    assert not BURY.is_working(day)


@pytest.mark.parametrize("day", [date(2026, 1, 2), date(2026, 3, 17), date(2026, 7, 13), date(2026, 11, 30)])
def test_holidays_of_scotland_and_northern_ireland_are_working_days_in_england(day: date) -> None:
    assert BURY.is_working(day)


@pytest.mark.parametrize(
    ("from_", "days", "close"),
    [
        ("2026-12-23T12:00:00Z", 5, "2027-01-04T17:00:00Z"),
        ("2026-04-02T12:00:00Z", 5, "2026-04-13T16:00:00Z"),
        ("2026-11-20T22:30:00Z", 1, "2026-11-23T17:00:00Z"),  # a Friday evening
        ("2026-11-22T02:14:00Z", 1, "2026-11-23T17:00:00Z"),  # a Sunday night
        ("2026-11-23T09:00:00Z", 1, "2026-11-24T17:00:00Z"),  # the day itself never counts
        ("2026-07-01T22:30:00Z", 1, "2026-07-02T16:00:00Z"),
        ("2026-07-01T23:30:00Z", 1, "2026-07-03T16:00:00Z"),  # half past midnight on the 2nd, local
        ("2026-10-23T12:00:00Z", 1, "2026-10-26T17:00:00Z"),  # the clocks go back between
    ],
)
def test_office_close_on_the_nth_working_day_following(from_: str, days: int, close: str) -> None:
    assert iso(BURY.close_after(from_iso(from_), days)) == close


def test_local_closures_are_not_working_days() -> None:
    closed = WorkingDays(closures=frozenset({date(2026, 11, 23)}))
    assert not closed.is_working(date(2026, 11, 23))
    assert closed.next_working_day(date(2026, 11, 20)) == date(2026, 11, 24)
    assert iso(closed.close_after(from_iso("2026-11-20T12:00:00Z"), 1)) == "2026-11-24T17:00:00Z"


def test_office_close_is_the_councils_own() -> None:
    early = WorkingDays(office_close=time(16, 30))
    assert iso(early.close_after(from_iso("2026-07-01T12:00:00Z"), 1)) == "2026-07-02T15:30:00Z"


@given(INSTANTS, st.integers(1, 30))
def test_counting_one_by_one_gives_the_same_day(at: datetime, days: int) -> None:
    close = local(BURY.close_after(at, days))
    between = [local(at).date() + timedelta(days=n) for n in range(1, (close.date() - local(at).date()).days + 1)]
    assert sum(BURY.is_working(day) for day in between) == days
    assert BURY.is_working(close.date())
    assert (close.hour, close.minute) == (17, 0)


@given(INSTANTS, st.integers(1, 15))
def test_days_until_counts_what_close_after_adds(at: datetime, days: int) -> None:
    still_today = BURY.is_working(local(at).date()) and local(at).time() < time(17)
    assert BURY.days_until(at, BURY.close_after(at, days)) == days + still_today


@pytest.mark.parametrize(
    ("now", "days"),
    [
        ("2026-11-20T18:00:00Z", 1),
        ("2026-11-20T16:59:59Z", 2),
        ("2026-11-23T16:59:59Z", 1),
        ("2026-11-23T17:00:00Z", 0),
        ("2026-11-24T09:00:00Z", 0),
    ],
)
def test_working_days_left_until_monday_at_five(now: str, days: int) -> None:
    assert BURY.days_until(from_iso(now), from_iso("2026-11-23T17:00:00Z")) == days


def test_it_says_until_when_the_bank_holidays_are_known() -> None:
    assert BURY.known_until == date(2040, 12, 31)
    assert BURY.is_working(date(2041, 1, 1))  # not known there: only weekends and closures
