"""A sentence pasted or read out: whoever most of it speaks for, whatever else is in it."""

from datetime import date

import pytest

from data.find.findable import SIMILAR, Findable
from data.find.index import FindIndex
from data.find.query import read_query
from tests.data.find.conftest import TODAY


@pytest.mark.parametrize(
    "text",
    [
        "Kayleigh Brown born 12/3/10 from Zebra Villas",
        "Kayleigh Brown born 12/3/10 from Elm Lodge",
        "Missing child Kayleigh Brown dob 12/03/2010 last seen at Moor Lane wearing a red coat",
        "hello, it is Ash House, Kayliegh Bronw has gone missing, she is 16",
        "please report: Kayleigh Thornley, born 12 mar 2010, not home, mother rang police",
    ],
)
def test_a_child_of_whom_most_is_said_comes_first(found, text):
    assert found(text)[0][0] == "Kayleigh-Anne"


def test_whoever_fits_only_in_part_is_labelled_as_similar(found):
    assert {how for _, how in found("Kayleigh Brown born 12/3/10 from Zebra Villas")} == {SIMILAR}


def test_one_word_of_many_is_not_enough(found):
    assert found("brown plugh xyzzy frobnitz quux") == []


def test_rare_words_say_more_than_common_ones():
    common = [Findable(child=f"C{n}", surname="Mills", forename="Tom", placement="Ash House") for n in range(200)]
    meant = Findable(child="D1", surname="Zbrzezny", forename="Olek", dob="2010-03-12", placement="Oak Lodge")
    index = FindIndex.build([*common, meant])
    assert index.search("olek zbrzezny mills ash house", TODAY)[0].child == "D1"


def test_a_word_of_reporting_may_be_the_beginning_of_a_name():
    assert [term.text for term in read_query("kayleigh he", 2026).terms] == ["kayleigh", "he"]
    assert [term.text for term in read_query("she is missing kayleigh", 2026).terms] == ["kayleigh"]


def test_every_child_of_a_sentence_is_found_in_a_whole_county(county):
    """Name, date and a place that is wrong: what is pasted when a child has moved."""
    index, today = FindIndex.build(county), date(2026, 11, 22)
    told = [one for one in county if one.dob and one.placement][:60]
    missed = [
        one.child
        for one in told
        if one.child
        not in [
            hit.child for hit in index.search(f"{one.forename} {one.surname} born {one.dob} from Zebra Villas", today)
        ]
    ]
    assert missed == []
