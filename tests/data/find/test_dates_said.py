"""Dates of birth and ages in the forms people say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.find.birth_dates import Born, in_one_word
from data.find.query import read_query

KAYLEIGH_BORN = Born(2010, 3, 12)


@pytest.mark.parametrize(
    "said",
    [
        "12/3/10", "12/03/2010", "12.3.10", "12-3-2010", "120310", "12032010", "2010-03-12", "20100312", "12 mar 2010",
        "12 March 10", "12th march 2010", "march 12 2010", "12mar2010", "12 3 10", "dob 12/3/10", "born 12.03.10",
    ],
)  # fmt: skip
def test_every_way_of_saying_one_date_is_that_date(said):
    assert [term.born for term in read_query(said, 2026).terms] == [KAYLEIGH_BORN]


@pytest.mark.parametrize(
    ("said", "part"),
    [("12/3", Born(0, 3, 12)), ("12 mar", Born(0, 3, 12)), ("mar 2010", Born(2010, 3, 0)), ("2010", Born(2010, 0, 0))],
)
def test_part_of_a_date_is_taken_as_far_as_it_goes(said, part):
    assert [term.born for term in read_query(said, 2026).terms] == [part]


@pytest.mark.parametrize("said", ["31/2/10", "12/13/10", "0/3/10", "12/3/1985", "12/3/2027", "120399x", "99", "12/3/1"])
def test_what_can_be_no_childs_birth_is_no_date(said):
    assert all(term.born is None or not term.born.day for term in read_query(said, 2026).terms)


def test_a_two_digit_year_is_never_in_the_future():
    assert in_one_word("1/1/26", 2026) == Born(2026, 1, 1)
    assert in_one_word("1/1/27", 2026) is None


@given(st.dates(date(1997, 1, 1), date(2026, 12, 31)))
def test_every_date_is_read_back_from_each_form(born):
    month = born.strftime("%b")
    for said in (f"{born:%d/%m/%Y}", f"{born:%d%m%y}", f"{born.day} {month} {born.year}", born.isoformat()):
        terms = read_query(said, 2026).terms
        assert [term.born for term in terms] == [Born(born.year, born.month, born.day)]


@pytest.mark.parametrize("said", ["about 14", "aged 14", "~14", "14ish", "14yo", "14 years old", "around 14"])
def test_an_age_is_an_age_in_every_wording(said):
    assert [term.age for term in read_query(said, 2026).terms] == [14]


def test_a_date_finds_its_child_and_a_near_one_is_labelled_similar(found):
    assert found("12/3/10") == [("Kayleigh-Anne", "exact")]
    assert found("kayleigh 12/3/10")[0] == ("Kayleigh-Anne", "exact")
    assert ("Kayleigh-Anne", "similar") in found("kayleigh 13/3/10")
    assert ("Seán", "similar") in found("12/3/12"), "day and month swapped"


def test_an_age_finds_who_is_so_old_and_who_was_said_to_be(found):
    assert found("about 14")[0] == ("Mohammed Ali", "exact")
    assert ("Siobhan", "similar") in found("siobhan about 14")
    assert found("siobhan aged 15")[0] == ("Siobhan", "exact")
