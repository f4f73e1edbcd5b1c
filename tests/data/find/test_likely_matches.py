"""Registering a child shows first who it may already be."""

from datetime import date

import pytest

from data.find.findable import Findable
from data.find.index import FindIndex
from data.find.likely import likely_matches

TODAY = date(2026, 11, 22)
INDEX = FindIndex.build(
    [
        Findable(child="KAYLEIGH", surname="Brown", forename="Kayleigh", dob="2010-03-12"),
        Findable(child="NAMESAKE", surname="Brown", forename="Kayleigh", dob="2013-09-30"),
        Findable(child="NO DATE", surname="Browne", forename="Kaylee", about_age=16),
        Findable(child="SAME DAY", surname="Zielinski", forename="Piotr", dob="2010-03-12"),
        Findable(child="NEW NAME", surname="Thornley", forename="Kayleigh", dob="2010-03-12"),
        Findable(child="OTHER", surname="Green", forename="Tom", dob="2012-01-01"),
    ]
)


def _likely(surname, forename, dob="2010-03-12"):
    return [(hit.child, hit.how) for hit in likely_matches(INDEX, surname, forename, dob, TODAY)]


def test_the_same_names_and_date_are_exact_and_first():
    assert _likely("Brown", "Kayleigh")[0] == ("KAYLEIGH", "exact")


def test_the_same_names_and_another_date_are_shown_as_similar_behind():
    assert ("NAMESAKE", "similar") in _likely("Brown", "Kayleigh")[1:]


@pytest.mark.parametrize(
    ("surname", "forename", "dob"),
    [
        ("Brown", "Caley", "2010-03-12"),
        ("Bronw", "Kayliegh", "2010-03-12"),
        ("Kayleigh", "Brown", "2010-12-03"),
        ("Brown", "Kayleigh", "2010-03-21"),
        ("Brown", "Kayleigh", "2010-02-12"),
    ],
)
def test_slips_in_names_and_dates_still_show_the_child_first(surname, forename, dob):
    assert _likely(surname, forename, dob)[0][0] == "KAYLEIGH"


def test_a_child_of_the_same_date_and_one_same_name_is_shown():
    assert ("NEW NAME", "similar") in _likely("Brown", "Kayleigh")


def test_a_child_of_unknown_date_is_shown():
    assert ("NO DATE", "similar") in _likely("Brown", "Kayleigh")


def test_a_stranger_is_not_shown_even_if_born_on_the_day():
    assert not {"SAME DAY", "OTHER"} & {child for child, _ in _likely("Brown", "Kayleigh")}
    assert _likely("Okafor", "Chidi", "2015-05-05") == []
    assert _likely("", "", "2010-03-12") == []


def test_a_line_shows_the_whole_name_and_date():
    hit = likely_matches(INDEX, "Brown", "Kayleigh", "2010-03-12", TODAY)[0]
    assert (hit.field, hit.matched) == ("name, date of birth", "Kayleigh Brown, 2010-03-12")
