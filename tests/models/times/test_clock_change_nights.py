"""Times typed on the two nights on which the clocks change (PRACTICE D16): each asked, refused or right."""

from __future__ import annotations

import pytest

from models.times.parse import parse_past
from models.times.zone import from_iso, iso
from tests.models.times.typing_at import meant, refused

FIRST, SECOND = "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"


@pytest.mark.parametrize(
    ("now", "typed"),
    [
        ("2026-10-25T03:00:00Z", "0130"),
        ("2026-10-25T01:30:00Z", "0130"),
        ("2026-10-25T20:00:00Z", "01:30"),
        ("2026-10-26T00:20:00Z", "0130"),
        ("2026-10-25T03:00:00Z", "today 0130"),
        ("2026-10-26T12:00:00Z", "yesterday 0130"),
        ("2026-10-26T12:00:00Z", "sun 0130"),
        ("2026-10-25T03:00:00Z", "about 0130"),
        ("2026-10-25T03:00:00Z", "2026-10-25T01:30"),
        ("2026-11-22T02:14:07Z", "25/10 0130"),
        ("2026-11-22T02:14:07Z", "0130 25 october 2026"),
    ],
)
def test_a_past_time_that_happened_twice_is_asked_about_with_both_readings(now: str, typed: str) -> None:
    question = refused(typed, now)
    assert "first (BST) or second (GMT)?" in question.message
    assert [iso(reading.at) for reading in question.readings] == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("now", "typed", "instant"),
    [
        ("2026-10-25T00:40:00Z", "0130", FIRST),  # 01:40 BST: the second is still to come
        ("2026-10-25T00:30:00Z", "0130", FIRST),
        ("2026-10-25T01:10:00Z", "0130", FIRST),  # 01:10 GMT
        ("2026-10-25T01:10:00Z", "today 0130", FIRST),
        ("2026-10-25T01:10:00Z", "0105", None),
        ("2026-10-25T00:20:00Z", "0130", "2026-10-24T00:30:00Z"),  # 01:20 BST
        ("2026-10-24T23:20:00Z", "0130", "2026-10-24T00:30:00Z"),  # 00:20 BST
        ("2026-10-25T01:10:00Z", "2350", "2026-10-24T22:50:00Z"),
        ("2026-10-25T03:00:00Z", "0030", "2026-10-24T23:30:00Z"),
        ("2026-10-25T03:00:00Z", "0200", "2026-10-25T02:00:00Z"),
        ("2026-10-25T03:00:00Z", "0130 bst", FIRST),
        ("2026-10-25T03:00:00Z", "0130 gmt", SECOND),
        ("2026-10-25T03:00:00Z", "0130z", SECOND),
        ("2026-10-25T03:00:00Z", "sun 0130 bst", FIRST),
        ("2026-10-25T03:00:00Z", "2026-10-25T01:30:00+01:00", FIRST),
        ("2026-10-25T01:10:00Z", "-2h", "2026-10-24T23:10:00Z"),
        ("2026-10-25T01:10:00Z", "30m ago", "2026-10-25T00:40:00Z"),
    ],
)
def test_in_the_night_the_clocks_go_back_only_what_is_past_counts(now: str, typed: str, instant: str | None) -> None:
    if instant is None:
        assert len(refused(typed, now).readings) == 2
    else:
        assert meant(typed, now) == instant


@pytest.mark.parametrize(
    ("now", "typed", "instant"),
    [
        ("2026-10-25T00:40:00Z", "0130", SECOND),  # 01:40 BST: one coming, in 50 minutes
        ("2026-10-25T01:10:00Z", "0130", SECOND),
        ("2026-10-25T01:30:00Z", "0130", "2026-10-26T01:30:00Z"),
        ("2026-10-24T21:00:00Z", "0130 gmt", SECOND),
        ("2026-10-24T21:00:00Z", "0130 bst", FIRST),
        ("2026-10-24T21:00:00Z", "tomorrow 0130 gmt", SECOND),
        ("2026-10-24T21:00:00Z", "0200", "2026-10-25T02:00:00Z"),
        ("2026-10-24T21:00:00Z", "5h", "2026-10-25T02:00:00Z"),
    ],
)
def test_a_time_to_come_on_that_night_is_the_next_reading(now: str, typed: str, instant: str) -> None:
    assert meant(typed, now, "next") == instant


@pytest.mark.parametrize("typed", ["0130", "tonight 0130", "tomorrow 0130", "sun 0130", "25/10 0130"])
def test_a_time_to_come_that_happens_twice_is_asked_about(typed: str) -> None:
    question = refused(typed, "2026-10-24T21:00:00Z", "next")
    assert [iso(reading.at) for reading in question.readings] == [FIRST, SECOND]


@pytest.mark.parametrize("typed", ["0130", "about 01:30", "Today at 0130", "0130 sun", "2026-10-25 01:30"])
def test_the_text_of_each_reading_typed_again_means_that_reading(typed: str) -> None:
    now = "2026-10-25T03:00:00Z"
    question = refused(typed, now)
    for reading in question.readings:
        assert parse_past(reading.text, from_iso(now)) == reading


@pytest.mark.parametrize(
    ("now", "typed", "direction"),
    [
        ("2026-03-29T08:00:00Z", "0130", "past"),
        ("2026-03-29T01:10:00Z", "0130", "past"),  # 02:10 BST, ten minutes after the change
        ("2026-03-29T23:20:00Z", "0130", "past"),  # 00:20 on the day after
        ("2026-03-29T08:00:00Z", "today 0130", "past"),
        ("2026-04-02T08:00:00Z", "sun 0100", "past"),
        ("2026-04-02T08:00:00Z", "29/3 0159", "any"),
        ("2026-03-28T22:00:00Z", "0130", "next"),
        ("2026-03-28T22:00:00Z", "tonight 0130", "next"),
        ("2026-03-29T08:00:00Z", "0130 bst", "past"),
        ("2026-03-29T08:00:00Z", "0130 gmt", "past"),
        ("2026-03-29T08:00:00Z", "2026-03-29T01:30", "past"),
    ],
)
def test_a_time_that_does_not_exist_is_refused_with_the_reason(now: str, typed: str, direction: str) -> None:
    question = refused(typed, now, direction)
    assert "on Sun 29 Mar 2026: the clocks go forward from 01:00 to 02:00" in question.message
    assert question.readings == ()


@pytest.mark.parametrize(
    ("now", "typed", "instant"),
    [
        ("2026-03-29T08:00:00Z", "0059", "2026-03-29T00:59:00Z"),
        ("2026-03-29T08:00:00Z", "0200", "2026-03-29T01:00:00Z"),
        ("2026-03-29T00:30:00Z", "0130", "2026-03-28T01:30:00Z"),  # half past midnight: the day before
        ("2026-03-29T01:10:00Z", "0050", "2026-03-29T00:50:00Z"),
        ("2026-03-29T08:00:00Z", "0130z", "2026-03-29T01:30:00Z"),
        ("2026-03-29T08:00:00Z", "2026-03-29T01:30:00Z", "2026-03-29T01:30:00Z"),
        ("2026-03-29T01:10:00Z", "-2h", "2026-03-28T23:10:00Z"),
    ],
)
def test_around_the_gap_times_that_exist_are_right(now: str, typed: str, instant: str) -> None:
    assert meant(typed, now) == instant


def test_where_either_side_may_be_meant_a_date_that_happens_twice_is_always_asked_about() -> None:
    assert len(refused("25/10 0130", "2026-10-25T01:10:00Z", "any").readings) == 2
    assert meant("25/10 0130", "2026-10-25T01:10:00Z", "past") == FIRST
    assert meant("25/10 0130", "2026-10-25T01:10:00Z", "next") == SECOND
