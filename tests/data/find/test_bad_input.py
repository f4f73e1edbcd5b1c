"""Whatever is typed or pasted is a question: it is never run, never a pattern, and never an error."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.find.findable import Findable
from data.find.index import FindIndex
from data.find.likely import likely_matches

TODAY = date(2026, 11, 22)
INDEX = FindIndex.build(
    [
        Findable(child="C1", surname="Brown", forename="Kayleigh", dob="2010-03-12", placement="Ash House"),
        Findable(child="C2", surname=".*", forename="[bold]", aliases=("%s", "{0}"), dob="not a date", phones=("",)),
        Findable(child="C3", surname="", forename="", lcs="\x1b[31m\x1f\x1e", address="\x00\u2028\ud800"),
    ]
)


@pytest.mark.parametrize(
    "text", ["", " ", "   \t\n", "\x00", "\x1b[2J", ".*", "^$", "(", "[a-z]+", "\\", "'; --", "%", "="]
)
def test_text_that_says_nothing_finds_nobody(text):
    assert INDEX.search(text, TODAY) == []


def test_a_pattern_is_taken_letter_by_letter():
    assert INDEX.search("k.*", TODAY) == INDEX.search("k", TODAY)
    assert [hit.child for hit in INDEX.search("[bold]", TODAY)] == ["C2"]


@pytest.mark.parametrize("text", ["x" * 5000, "brown " * 900, "1" * 5000, "1 " * 2500, "é" * 5000, "12/3/10 " * 600])
def test_five_thousand_characters_are_answered(text):
    INDEX.search(text, TODAY)


def test_control_characters_part_words_and_do_nothing_else():
    assert INDEX.search("kayleigh\x00brown\x1b", TODAY) == INDEX.search("kayleigh brown", TODAY)


def test_a_record_with_control_characters_is_read_back_without_them():
    assert INDEX.child("C3").lcs == " [31m  "
    assert INDEX.child("C2").surname == ".*"


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_no_text_is_an_error(text):
    for hit in INDEX.search(text, TODAY):
        assert hit.how in ("exact", "prefix", "similar")
        assert 0 <= hit.score <= 1


@given(st.text(alphabet="0123456789/-. abcdmary~", max_size=24))
@settings(max_examples=300)
def test_no_jumble_of_digits_and_letters_is_an_error(text):
    INDEX.search(text, TODAY)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=12))
def test_nothing_that_may_be_registered_is_an_error(surname, forename, dob):
    likely_matches(INDEX, surname, forename, dob, TODAY)
