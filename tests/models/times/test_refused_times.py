"""What is no certain time is refused, in words that say what is wanted, and never with an exception."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.times.parse import Reading, Unread, parse_any, parse_next, parse_past
from tests.models.times.typing_at import SUNDAY, refused


@pytest.mark.parametrize("typed", ["", "   ", ",", "hello", "later", "22", "9", "905", "22:4", "2:2:2", "-", "~", "+"])
def test_what_is_no_time_says_what_is_wanted(typed: str) -> None:
    assert "Use HH:MM, for example 22:30" in refused(typed).message


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2530", "no hour 25"),
        ("2460", "no hour 24"),
        ("2400", "Use 00:00"),
        ("2260", "go from 00 to 59"),
        ("22:40:61", "go from 00 to 59"),
        ("13pm", "from 1 to 12"),
        ("0 am", "from 1 to 12"),
        ("31/2 2200", "no 31 February"),
        ("31/2/2026 2200", "no 31 February 2026"),
        ("29/2/2026 2200", "no 29 February 2026"),
        ("0/11 2200", "no 0 November"),
        ("11/21/2026 2200", "Put the day first"),
        ("21/11/1066 2200", "Check the year 1066"),
        ("2026-02-30T10:00Z", "no 30 February 2026"),
        ("2026-02-30T10:00:00Z", "no 30 February 2026"),
        ("1066-10-14T10:00:00Z", "Check the year 1066"),
        ("2026-11-22T24:00:00Z", "Use 00:00"),
        ("2026-11-22T25:00:00Z", "no hour 25"),
        ("２026-11-22T25:00:00Z", "plain letter or figure"),
        ("2026-11-22T25:00Z", "no hour 25"),
        ("2026-11-22T02:00+15:00", "no such offset"),
        ("2026-11-22T02:00+01:60", "no such offset"),
        ("2026-11-22T02:00+01:00 bst", "one of the two"),
        ("sun 21/11/2026 2200", "is a Saturday"),
        ("mon 22 nov 22:30", "is a Sunday"),
        ("next sat 2200", "two days"),
        ("21 nov 2026", "the year or the time?"),
        ("21 nov 2025", "the year or the time?"),
        ("21 nov 2027", "the year or the time?"),
        ("21/11/2026", "Add the time"),
        ("2026-11-22", "Add the time"),
        ("sat", "Add the time"),
        ("yesterday", "Add the time"),
        ("3h", "Ago, or from now?"),
        ("2240 bst", "is GMT, not BST"),
        ("sat 0130 bst", "is GMT, not BST"),
        ("1/7 0130 gmt", "is BST, not GMT"),
        ("22:40\x00", "plain letter or figure"),
        ("22:40\n", "plain letter or figure"),
        ("22\t40", "plain letter or figure"),
        ("\x1b[31m2240", "plain letter or figure"),
        ("٢٢٤٠", "plain letter or figure"),  # Arabic-Indic figures, which int() would read
        ("２２４０", "plain letter or figure"),  # full-width figures
        ("2" * 5000, "Too long"),
        (" " * 5000 + "2240", "Too long"),
    ],
)
def test_the_reason_is_said(typed: str, words: str) -> None:
    assert words in refused(typed).message


@pytest.mark.parametrize(
    "typed",
    [
        "2240 x", "2240 2240", "22:40 at", "2240 bst gmt", "sat sun 2240", "2h", "2h bananas ago", "ago", "in",
        "now 2240", "yesterday today 2240", "22:40+01:00", "2240 +2h", "2h ago ago", "-2h ago", "in 2h ago", "--2h",
        "1h90m ago", "1h60m ago", "1.5h30m ago", "5 ago", "22.40:15", "21.11 2240", "21/11-2026 2240", "about",
        "about about 2240", "0130bst bst", "T02:14", "2026-11-22T2:14", "2026-11-22T", "22:40; rm", "[b]2240[/b]",
        "this sat 2240", "2h5 ago", "40/nov 2240", "nov 2240", "ma 2240", "21 m 2240", "2240 2026",
    ],
)  # fmt: skip
def test_trailing_rubbish_and_half_forms_are_refused(typed: str) -> None:
    refused(typed)


@pytest.mark.parametrize("typed", ["3h", "90m", "2 days"])
def test_a_span_without_ago_is_only_read_where_a_time_to_come_is_meant(typed: str) -> None:
    refused(typed)
    refused(typed, direction="any")
    assert isinstance(parse_next(typed, SUNDAY), Reading)


PIECES = st.sampled_from(
    [
        "2240", "22:40", "0130", "9:05", "25", "60", "sat", "last", "next", "yesterday", "tonight", "today", "of",
        "tomorrow", "night", "nov", "21", "21st", "21/11", "21/11/2026", "31/2", "2026-11-22", "t", "z", "bst", "gmt",
        "utc", "+01:00", "-2h", "3h", "90m", "ago", "in", "now", "about", "~", "am", "pm", "noon", "at", "on", ",",
        ".", "/", ":", "-", "+",
    ]
)  # fmt: skip
TYPED = st.lists(PIECES, max_size=6).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda s: s.join(parts)))


@given(TYPED | st.text(max_size=90), st.sampled_from([parse_past, parse_next, parse_any]))
@example("9999-12-31T23:59", parse_past)
@example("0001-01-01T00:00+14:00", parse_past)
@example("999d 999h 9999m", parse_next)
@example("999d ago", parse_past)
def test_whatever_is_typed_gives_a_reading_or_a_message(typed: str, parser) -> None:  # type: ignore[no-untyped-def]
    found = parser(typed, SUNDAY)
    if isinstance(found, Unread):
        assert found.message
        assert found.message.isprintable()
        assert len(found.readings) in (0, 2)
    else:
        assert found.at.microsecond == 0
        assert found.at.utcoffset().total_seconds() == 0
