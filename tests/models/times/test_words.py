"""Times and spans as they are shown: with units, in few characters, GMT or BST always right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.times.reading import Reading
from models.times.words import (
    clock_time,
    countdown,
    date_words,
    day_time,
    day_time_short,
    day_words,
    duration,
    from_now,
    full_time,
    reading_back,
)
from models.times.zone import from_iso

NOW = from_iso("2026-11-22T02:14:07Z")
H, D = 3600, 86400


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0m00s"),
        (0.9, "0m00s"),
        (-0.9, "0m00s"),
        (-1, "-0m01s"),
        (59, "0m59s"),
        (19 * 60 + 58, "19m58s"),
        (H - 1, "59m59s"),
        (H, "1h00m"),
        (5 * H + 44 * 60 + 59, "5h44m"),
        (26 * H + 5 * 60, "26h05m"),
        (100 * H - 1, "99h59m"),
        (100 * H, "4d04h"),
        (102 * H, "4d06h"),
        (100 * D - 1, "99d23h"),
        (100 * D, "100d"),
        (-(H + 12 * 60 + 30), "-1h12m"),
        (-(19 * 60 + 58), "-19m58s"),
        (-(99 * H + 59 * 60), "-99h59m"),
        (-(99 * D + 23 * H), "-99d23h"),
    ],
)
def test_countdown(seconds: float, shown: str) -> None:
    assert countdown(seconds) == shown


@given(st.integers(-(10**10), 10**10) | st.floats(-(10**9), 10**9))
def test_a_countdown_always_has_a_unit_and_at_most_seven_characters(seconds: float) -> None:
    shown = countdown(seconds)
    assert len(shown) <= 7
    assert shown[-1] in "smhd"
    assert shown.startswith("-") == (seconds <= -1)


@given(st.integers(0, 100 * D), st.integers(0, 100 * D))
def test_a_countdown_never_says_more_than_is_left(first: int, second: int) -> None:
    def said(text: str) -> int:
        large, small = text[:-1].replace("h", " ").replace("d", " ").replace("m", " ").split()[:2]
        sizes = {"s": (60, 1), "m": (H, 60), "h": (D, H)}[text[-1]]
        return int(large) * sizes[0] + int(small) * sizes[1]

    if max(first, second) < 100 * D:
        assert said(countdown(first)) <= first
        assert (said(countdown(first)) <= said(countdown(second))) or first > second


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "less than a minute"),
        (59, "less than a minute"),
        (60, "1 min"),
        (45 * 60, "45 min"),
        (4 * H, "4 h"),
        (2 * H + 30 * 60, "2 h 30 min"),
        (47 * H, "47 h"),
        (2 * D, "2 days"),
        (2 * D + 4 * H, "2 days 4 h"),
        (12 * D + 4 * H, "12 days"),
        (-4 * H, "4 h"),
    ],
)
def test_duration_in_words(seconds: int, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(
    ("away", "words"),
    [(0, "now"), (59, "now"), (-59, "now"), (-4 * H, "4 h ago"), (2 * H + 1800, "in 2 h 30 min")],
)
def test_how_far_from_now(away: int, words: str) -> None:
    assert from_now(NOW + timedelta(seconds=away), NOW) == words


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        ("2026-11-22T22:30:00Z", "Sun 22 Nov 22:30 GMT"),
        ("2026-07-01T22:30:00Z", "Wed 1 Jul 23:30 BST"),
        ("2026-07-01T23:30:00Z", "Thu 2 Jul 00:30 BST"),
        ("2026-10-25T00:30:00Z", "Sun 25 Oct 01:30 BST"),
        ("2026-10-25T01:30:00Z", "Sun 25 Oct 01:30 GMT"),
        ("2026-03-29T00:59:00Z", "Sun 29 Mar 00:59 GMT"),
        ("2026-03-29T01:00:00Z", "Sun 29 Mar 02:00 BST"),
    ],
)
def test_day_and_time_name_the_zone_of_that_instant(instant: str, words: str) -> None:
    assert day_time(from_iso(instant)) == words
    assert clock_time(from_iso(instant)) == words.split(" ")[3]


def test_the_whole_time_for_headings() -> None:
    assert full_time(NOW) == "Sun 22 Nov 2026 02:14:07 GMT"


def test_dates_in_words() -> None:
    assert day_words(date(2026, 11, 22)) == "Sun 22 Nov"
    assert date_words(date(2010, 3, 12)) == "12 Mar 2010"


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        ("2026-11-22T22:30:00Z", "22:30"),
        ("2026-11-21T22:30:00Z", "Sat 22:30"),
        ("2026-11-19T22:30:00Z", "Thu 22:30"),
        ("2026-11-25T22:30:00Z", "Wed 22:30"),
        ("2026-11-18T22:30:00Z", "18 Nov 22:30"),
        ("2026-10-25T01:30:00Z", "25 Oct 01:30 GMT"),
        ("2026-10-25T00:30:00Z", "25 Oct 01:30 BST"),
        ("2026-01-02T09:00:00Z", "2 Jan 2026 09:00"),
    ],
)
def test_the_short_form_says_as_little_as_is_certain(instant: str, words: str) -> None:
    assert day_time_short(from_iso(instant), NOW) == words


@given(st.integers(-3, 3))
def test_within_three_days_no_weekday_stands_for_two_dates(days: int) -> None:
    shown = [day_time_short(NOW + timedelta(days=n), NOW) for n in range(-3, 4)]
    assert len(set(shown)) == 7
    assert shown[days + 3].split(" ")[0] in (day_time(NOW + timedelta(days=days)).split(" ")[0], "02:14")


@pytest.mark.parametrize(
    ("instant", "about", "words"),
    [
        ("2026-11-21T22:30:00Z", False, "Sat 21 Nov 22:30 GMT, 3 h 44 min ago"),
        ("2026-11-21T22:14:07Z", True, "about Sat 21 Nov 22:14:07 GMT, 4 h ago"),
        ("2026-11-22T04:44:07Z", False, "Sun 22 Nov 04:44:07 GMT, in 2 h 30 min"),
        ("2026-10-25T00:30:00Z", False, "Sun 25 Oct 01:30 BST, 28 days ago"),
        ("2025-11-22T22:30:00Z", False, "Sat 22 Nov 2025 22:30 GMT, 364 days ago"),
    ],
)
def test_a_typed_time_is_read_back(instant: str, about: bool, words: str) -> None:
    assert reading_back(Reading(from_iso(instant), about), NOW) == words
