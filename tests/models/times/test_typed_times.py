"""Every form in which a worker may type a time, read at 02:14:07 on Sunday 22 November 2026."""

from __future__ import annotations

import pytest

from models.times.parse import Reading, parse_any, parse_past
from tests.models.times.typing_at import SUNDAY, meant

YESTERDAY, TODAY, TOMORROW = "2026-11-21T", "2026-11-22T", "2026-11-23T"


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2240", YESTERDAY + "22:40:00Z"),
        ("22:40", YESTERDAY + "22:40:00Z"),
        ("22.40", YESTERDAY + "22:40:00Z"),
        ("  22:40 ", YESTERDAY + "22:40:00Z"),
        ("22:40:15", YESTERDAY + "22:40:15Z"),
        ("2240 hrs", YESTERDAY + "22:40:00Z"),
        ("2240hrs", YESTERDAY + "22:40:00Z"),
        ("at 2240", YESTERDAY + "22:40:00Z"),
        ("9:05", YESTERDAY + "09:05:00Z"),
        ("0905", YESTERDAY + "09:05:00Z"),
        ("10.40pm", YESTERDAY + "22:40:00Z"),
        ("10:40 PM", YESTERDAY + "22:40:00Z"),
        ("10 pm", YESTERDAY + "22:00:00Z"),
        ("12 am", TODAY + "00:00:00Z"),
        ("12pm", YESTERDAY + "12:00:00Z"),
        ("midnight", TODAY + "00:00:00Z"),
        ("noon", YESTERDAY + "12:00:00Z"),
        ("0000", TODAY + "00:00:00Z"),
        ("0214", TODAY + "02:14:00Z"),
        ("0215", YESTERDAY + "02:15:00Z"),
        ("2240 gmt", YESTERDAY + "22:40:00Z"),
        ("2240z", YESTERDAY + "22:40:00Z"),
        ("2240 UTC", YESTERDAY + "22:40:00Z"),
    ],
)
def test_a_time_of_day_is_the_last_one_past(typed: str, instant: str) -> None:
    assert meant(typed) == meant(typed, direction="any") == instant


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2240", TODAY + "22:40:00Z"),
        ("0214", TOMORROW + "02:14:00Z"),
        ("0215", TODAY + "02:15:00Z"),
        ("midnight", TOMORROW + "00:00:00Z"),
        ("7am", TODAY + "07:00:00Z"),
        ("sat 1700", "2026-11-28T17:00:00Z"),
        ("sun 0900", TODAY + "09:00:00Z"),
        ("sun 0100", "2026-11-29T01:00:00Z"),
        ("tomorrow 0900", TOMORROW + "09:00:00Z"),
        ("tonight 2300", TODAY + "23:00:00Z"),
        ("tonight 0330", TODAY + "03:30:00Z"),
        ("2/1 0900", "2027-01-02T09:00:00Z"),
        ("3h", TODAY + "05:14:07Z"),
        ("90m", TODAY + "03:44:07Z"),
        ("in 2h", TODAY + "04:14:07Z"),
        ("+2h", TODAY + "04:14:07Z"),
        ("2h30", TODAY + "04:44:07Z"),
        ("1.5h", TODAY + "03:44:07Z"),
        ("half an hour", TODAY + "02:44:07Z"),
        ("2 days", "2026-11-24T02:14:07Z"),
        ("1d2h", TOMORROW + "04:14:07Z"),
    ],
)
def test_for_a_limit_a_time_is_the_next_one_coming_and_a_span_runs_from_now(typed: str, instant: str) -> None:
    assert meant(typed, direction="next") == instant


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("now", TODAY + "02:14:07Z"),
        ("2h ago", TODAY + "00:14:07Z"),
        ("-2h", TODAY + "00:14:07Z"),
        ("- 2h", TODAY + "00:14:07Z"),
        ("90m ago", TODAY + "00:44:07Z"),
        ("90 minutes ago", TODAY + "00:44:07Z"),
        ("2h30m ago", YESTERDAY + "23:44:07Z"),
        ("2 hours 30 mins ago", YESTERDAY + "23:44:07Z"),
        ("an hour ago", TODAY + "01:14:07Z"),
        ("2d ago", "2026-11-20T02:14:07Z"),
        ("in 2h", TODAY + "04:14:07Z"),
    ],
)
def test_spans_before_and_after_now(typed: str, instant: str) -> None:
    assert meant(typed) == meant(typed, direction="next") == instant


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("yesterday 2315", YESTERDAY + "23:15:00Z"),
        ("yesterday at 2315", YESTERDAY + "23:15:00Z"),
        ("2315 yesterday", YESTERDAY + "23:15:00Z"),
        ("today 0100", TODAY + "01:00:00Z"),
        ("today 0900", TODAY + "09:00:00Z"),
        ("tonight 2300", YESTERDAY + "23:00:00Z"),
        ("tonight 0130", TODAY + "01:30:00Z"),
        ("tonight 0330", TODAY + "03:30:00Z"),
        ("tonight 1200", YESTERDAY + "12:00:00Z"),
        ("last night 2300", YESTERDAY + "23:00:00Z"),
        ("last night 0130", TODAY + "01:30:00Z"),
        ("sat 0130", YESTERDAY + "01:30:00Z"),
        ("saturday 0130 gmt", YESTERDAY + "01:30:00Z"),
        ("last sat 0130", YESTERDAY + "01:30:00Z"),
        ("sun 0130", TODAY + "01:30:00Z"),
        ("last sun 0130", "2026-11-15T01:30:00Z"),
        ("sun 0300", "2026-11-15T03:00:00Z"),
        ("thurs 2240", "2026-11-19T22:40:00Z"),
        ("21/11/2026 22:40", YESTERDAY + "22:40:00Z"),
        ("22:40 21/11/2026", YESTERDAY + "22:40:00Z"),
        ("21/11/26 22:40", YESTERDAY + "22:40:00Z"),
        ("21.11.2026 22.40", YESTERDAY + "22:40:00Z"),
        ("21-11-2026 2240", YESTERDAY + "22:40:00Z"),
        ("21/11 2240", YESTERDAY + "22:40:00Z"),
        ("21/11 2026", YESTERDAY + "20:26:00Z"),
        ("21 nov 22:40", YESTERDAY + "22:40:00Z"),
        ("21st of November 2240", YESTERDAY + "22:40:00Z"),
        ("21 nov 2026 2240", YESTERDAY + "22:40:00Z"),
        ("21 nov 2024", YESTERDAY + "20:24:00Z"),
        ("on sat 21 nov, at 10.40 pm", YESTERDAY + "22:40:00Z"),
        ("Sat 21 Nov 22:40 GMT", YESTERDAY + "22:40:00Z"),
        ("12/12 2240", "2026-12-12T22:40:00Z"),
        ("30/12 2240", "2025-12-30T22:40:00Z"),
        ("sat 10/10/2026 0130 bst", "2026-10-10T00:30:00Z"),
        ("10/10 0130", "2026-10-10T00:30:00Z"),
        ("29/2/2024 1200", "2024-02-29T12:00:00Z"),
    ],
)
def test_days_and_dates(typed: str, instant: str) -> None:
    assert meant(typed) == instant


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2026-11-22T02:14:07Z", TODAY + "02:14:07Z"),
        ("2026-11-22t02:14:07z", TODAY + "02:14:07Z"),
        ("2026-11-22T02:14:07.250Z", TODAY + "02:14:07Z"),
        ("2026-11-22T02:14:07+01:00", TODAY + "01:14:07Z"),
        ("2026-11-22T02:14+0100", TODAY + "01:14:00Z"),
        ("2026-11-22T02:14+01", TODAY + "01:14:00Z"),
        ("2026-11-22T02:14:07-05:30", TODAY + "07:44:07Z"),
        ("2026-11-22 02:14", TODAY + "02:14:00Z"),
        ("2026-07-01T22:40", "2026-07-01T21:40:00Z"),
        ("2026-07-01T22:40Z", "2026-07-01T22:40:00Z"),
        ("2031-01-01T00:00:00Z", "2031-01-01T00:00:00Z"),
    ],
)
@pytest.mark.parametrize("direction", ["past", "next", "any"])
def test_iso_8601_with_an_offset_is_exact_and_without_one_is_local(typed: str, instant: str, direction: str) -> None:
    assert meant(typed, direction=direction) == instant


@pytest.mark.parametrize(
    "typed", ["about 2200", "About 22:00", "~2200", "~ 2200", "circa 2200", "c. 2200", "around 10pm", "approx 2200"]
)
def test_about_is_kept_beside_the_stated_time(typed: str) -> None:
    found = parse_past(typed, SUNDAY)
    assert isinstance(found, Reading)
    assert found.about
    assert found.at == parse_past("2200", SUNDAY).at  # type: ignore[union-attr]


def test_an_exact_time_is_not_about_and_keeps_what_was_typed() -> None:
    assert parse_past(" 22.00 ", SUNDAY) == Reading(parse_past("2200", SUNDAY).at, False, "22.00")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("now", "typed", "instant"),
    [
        ("2026-11-22T00:20:00Z", "23:50", "2026-11-21T23:50:00Z"),
        ("2026-07-01T23:20:00Z", "23:50", "2026-07-01T22:50:00Z"),
        ("2026-07-01T23:20:00Z", "today 0010", "2026-07-01T23:10:00Z"),
        ("2026-07-01T23:20:00Z", "yesterday 2350", "2026-07-01T22:50:00Z"),
        ("2027-01-01T00:20:00Z", "31/12 2350", "2026-12-31T23:50:00Z"),
        ("2026-11-22T18:00:00Z", "tonight 2300", "2026-11-22T23:00:00Z"),
        ("2026-11-22T23:30:00Z", "tonight 2300", "2026-11-22T23:00:00Z"),
        ("2026-11-22T12:00:00Z", "tonight 0130", "2026-11-23T01:30:00Z"),
        ("2026-11-22T11:59:00Z", "tonight 0130", "2026-11-22T01:30:00Z"),
        ("2026-07-01T23:20:00Z", "2310z", "2026-07-01T23:10:00Z"),
        ("2026-07-01T23:20:00Z", "2330z", "2026-06-30T23:30:00Z"),
    ],
)
def test_after_midnight_the_evening_before_is_meant(now: str, typed: str, instant: str) -> None:
    assert meant(typed, now) == instant


def test_when_either_side_may_be_meant_a_date_without_a_year_is_the_nearest() -> None:
    assert parse_any("15/3 1200", SUNDAY).at.year == 2027  # type: ignore[union-attr]
    assert parse_any("15/7 1200", SUNDAY).at.year == 2026  # type: ignore[union-attr]


def test_a_slip_in_a_date_without_a_year_stays_near_instead_of_moving_by_a_year() -> None:
    assert meant("23/11 2240") == "2026-11-23T22:40:00Z"
    assert meant("20/11 0900", direction="next") == "2026-11-20T09:00:00Z"
