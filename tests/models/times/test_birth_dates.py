"""Dates of birth in the forms in which people say and type them, on 22 November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.times.age import age_on
from models.times.parse import Unread, parse_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "typed",
    [
        "12/3/10", "12/03/10", "12/3/2010", "12.03.2010", "12-03-2010", "2010-03-12", "2010/3/12", "120310",
        "12032010", "20100312", "12 mar 2010", "12 March 2010", "12 march 10", "12th of March, 2010", "12mar2010",
        "12 3 10", "12 03 2010", " 12/3/10 ", "12 Mar. 2010",
    ],
)  # fmt: skip
def test_every_form_means_12_march_2010(typed: str) -> None:
    assert parse_date(typed, TODAY) == date(2010, 3, 12)


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("22/11/26", TODAY),
        ("22/11/2026", TODAY),
        ("1/1/01", date(2001, 1, 1)),
        ("1/1/1999", date(1999, 1, 1)),
        ("29/2/08", date(2008, 2, 29)),
        ("1 sept 15", date(2015, 9, 1)),
    ],
)
def test_years(typed: str, born: date) -> None:
    assert parse_date(typed, TODAY) == born


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Use day, month, year"),
        ("kayleigh", "Not a date"),
        ("12/3", "Add the year"),
        ("12 mar", "Add the year"),
        ("31/2/10", "no 31 February 2010"),
        ("29/2/11", "no 29 February 2011"),
        ("3/13/10", "no month 13"),
        ("0/3/10", "no 0 March 2010"),
        ("23/11/2026", "still to come"),
        ("23/11/26", "four figures"),
        ("1/1/00", "four figures"),
        ("29/2/00", "four figures"),
        ("1/1/85", "four figures"),
        ("1/1/1066", "Check the year 1066"),
        ("1203", "Not a date"),
        ("12031", "Not a date"),
        ("12/3-10", "Not a date"),
        ("12 mar 2010 x", "Not a date"),
        ("١٢/٣/١٠", "Not a date"),
        ("12/3/10\n", "Not a date"),
        ("1" * 5000, "Not a date"),
        ("12 foo 2010", "Not a date"),
    ],
)
def test_what_is_no_date_of_birth_says_why(typed: str, words: str) -> None:
    found = parse_date(typed, TODAY)
    assert isinstance(found, Unread)
    assert words in found.message


@given(st.dates(TODAY - timedelta(days=25 * 365), TODAY))
def test_a_child_born_within_25_years_is_found_by_two_figures_of_the_year(born: date) -> None:
    for form in ("%d/%m/%y", "%d%m%y", "%d %b %y", "%d/%m/%Y", "%Y-%m-%d", "%d%m%Y", "%Y%m%d"):
        assert parse_date(born.strftime(form), TODAY) == born


@given(
    st.text(max_size=20) | st.text("0123456789/-. marchdecfeb", max_size=12),
    st.dates(date(2015, 1, 1), date(2100, 1, 1)),
)
def test_whatever_is_typed_gives_a_past_date_or_a_message(typed: str, today: date) -> None:
    found = parse_date(typed, today)
    if isinstance(found, Unread):
        assert found.message
    else:
        assert age_on(found, today) >= 0
