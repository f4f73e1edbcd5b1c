"""A child is found by the name as it is said, typed, misheard and mistyped; the label says how surely."""

from datetime import date

import pytest

from data.find.findable import Findable
from data.find.index import FindIndex

TODAY = date(2026, 11, 22)

FIRST = [
    ("kayleigh brown", "Kayleigh-Anne", "exact"),
    ("Brown, Kayleigh", "Kayleigh-Anne", "exact"),
    ("BROWN KAYLEIGH ANNE", "Kayleigh-Anne", "exact"),
    ("kayleighanne", "Kayleigh-Anne", "exact"),
    ("kayl", "Kayleigh-Anne", "prefix"),
    ("brown kay", "Kayleigh-Anne", "prefix"),
    ("kayliegh brown", "Kayleigh-Anne", "similar"),
    ("caley brown", "Kayleigh-Anne", "similar"),
    ("kaleigh brwon", "Kayleigh-Anne", "similar"),
    ("kayleighbrown", "Kayleigh-Anne", "similar"),
    ("kayleigh thornley", "Kayleigh-Anne", "exact"),
    ("kb", "Kayleigh-Anne", "exact"),
    ("shivon", "Siobhan", "similar"),
    ("chevonne oneil", "Siobhan", "similar"),
    ("siobhan oneill", "Siobhan", "exact"),
    ("o'neill", "Siobhan", "exact"),
    ("o neill", "Siobhan", "exact"),
    ("oneill siobhan", "Siobhan", "exact"),
    ("muhammad khan", "Mohammed Ali", "similar"),
    ("mohamed", "Mohammed Ali", "similar"),
    ("khan ali", "Mohammed Ali", "exact"),
    ("sean mcdonald", "Seán", "exact"),
    ("shaun macdonald", "Seán", "similar"),
    ("mc donald price", "Seán", "exact"),
    ("price-mcdonald", "Seán", "exact"),
    ("SEÁN", "Seán", "exact"),
]


@pytest.mark.parametrize(("said", "forename", "how"), FIRST)
def test_the_child_meant_comes_first_and_the_label_says_how(found, said, forename, how):
    assert found(said)[0] == (forename, how)


def test_every_beginning_of_a_name_finds_the_child_while_it_is_spelt(found):
    for end in range(1, len("kayleigh brown") + 1):
        assert "Kayleigh-Anne" in [name for name, _ in found("kayleigh brown"[:end])]


def test_exact_comes_before_prefix_and_prefix_before_similar(found):
    labels = [how for _, how in found("brown")]
    assert found("brown")[:2] == [("Kayleigh-Anne", "exact"), ("Kayla", "prefix")]
    assert labels == sorted(labels, key=["exact", "prefix", "similar"].index)


def test_a_name_that_nobody_has_or_may_have_finds_nobody(found):
    assert found("wxqzv") == []
    assert found("") == []


def test_equal_names_need_no_likeness():
    """Sandy and Alexander are many slips apart and sound different: only the tables know."""
    alexander = FindIndex.build([Findable(child="C1", surname="Price", forename="Alexander")])
    known = alexander.search("sandy price", TODAY)[0].score
    alexander.equal_names = False
    assert alexander.search("sandy", TODAY) == []
    assert alexander.search("sandy price", TODAY)[0].score < known
