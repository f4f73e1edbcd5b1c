"""Names are compared without case, accents, apostrophes and hyphens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.names.folding import LONGEST_WORD, fold, joined, words


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("O'Neill", "oneill"),
        ("O’NEILL", "oneill"),
        ("Seán", "sean"),
        ("Zoë", "zoe"),
        ("Łukasz", "lukasz"),
        ("Müller-Groß", "muller gross"),
        ("  Kayleigh--Anne  ", "kayleigh anne"),
        ("Ștefan", "stefan"),
        ("ＫＡＹ", "kay"),
        ("", ""),
        ("-'.", ""),
    ],
)
def test_one_plain_form_for_every_way_of_writing_a_name(written, plain):
    assert fold(written) == plain


def test_parts_of_a_name_are_also_one_word():
    assert joined(words("Ellie-Mae Rose")) == ["elliemae", "maerose"]
    assert joined(words("Mc Donald")) == ["mcdonald"]
    assert joined(words("Smith")) == []


def test_a_pasted_page_is_no_name():
    assert words("x" * 5000) == ["x" * LONGEST_WORD]


@given(st.text())
def test_folding_is_settled_and_leaves_only_letters_digits_and_single_spaces(text):
    plain = fold(text)
    assert fold(plain) == plain
    assert all(c.isalnum() or c == " " for c in plain)
    assert "  " not in plain and plain == plain.strip()
