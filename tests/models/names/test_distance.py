"""The slips between two words, held against rapidfuzz, which measures the same thing independently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from models.names.distance import slips_between

FEW_LETTERS = st.text(alphabet="abcd", max_size=14)


@pytest.mark.parametrize(
    ("typed", "written", "slips"),
    [
        ("kayliegh", "kayleigh", 1),
        ("brwon", "brown", 1),
        ("siobahn", "siobhan", 1),
        ("mohammed", "mohamed", 1),
        ("smyth", "smith", 1),
        ("jon", "john", 1),
        ("khan", "khan", 0),
        ("", "lee", 3),
        ("lee", "", 3),
        ("ca", "abc", 3),
    ],
)
def test_a_letter_left_out_added_changed_or_swapped_is_one_slip(typed, written, slips):
    assert slips_between(typed, written) == slips


@given(FEW_LETTERS, FEW_LETTERS)
def test_the_same_as_an_independent_measure(typed, written):
    assert slips_between(typed, written) == OSA.distance(typed, written)


@given(st.text(max_size=90), st.text(max_size=90))
def test_any_text_may_be_measured(typed, written):
    assert slips_between(typed, written) == OSA.distance(typed, written)
