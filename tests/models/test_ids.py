"""Ids that are read over the telephone: no slip of one letter, and no swap of two, is another id."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models import ids

KINDS = st.sampled_from([ids.CHILD, ids.EPISODE, ids.ENTRY])
RANDOM = st.binary(min_size=10, max_size=10)


@given(KINDS, RANDOM)
def test_every_slip_of_one_letter_is_caught(kind, random):
    made = ids.make(kind, random)
    assert ids.is_sound(made, kind)
    for place, letter in enumerate(made):
        for other in set(ids.ALPHABET) - {letter}:
            assert not ids.is_sound(made[:place] + other + made[place + 1 :], kind)


@given(KINDS, RANDOM)
def test_every_swap_of_neighbours_is_caught(kind, random):
    made = ids.make(kind, random)
    for place in range(len(made) - 1):
        one, other = made[place], made[place + 1]
        if one != other:
            assert not ids.is_sound(made[:place] + other + one + made[place + 2 :], kind)


@given(KINDS, RANDOM)
def test_an_id_is_read_back_however_it_is_said_or_typed(kind, random):
    made = ids.make(kind, random)
    for said in (
        ids.spoken(made),
        made.lower(),
        f" {made} ",
        made.replace("0", "o").replace("1", "l"),
        made.replace("1", "I"),
    ):
        assert ids.normal(said) == made


@given(st.text(max_size=20))
def test_any_text_is_read_without_an_error(text):
    for kind in (ids.CHILD, ids.EPISODE, ids.ENTRY):
        ids.is_sound(ids.normal(text), kind)


@given(KINDS, st.text(min_size=1, max_size=30), st.integers(0, 20))
def test_the_same_command_makes_the_same_ids_and_each_its_own(kind, key, index):
    made = ids.derived(kind, key, index)
    assert made == ids.derived(kind, key, index)
    assert ids.is_sound(made, kind)
    assert len({ids.derived(kind, key, each) for each in range(16)}) == 16


def test_no_letter_is_mistaken_for_a_figure():
    assert not set("ILOU") & set(ids.ALPHABET)
    assert len(set(ids.ALPHABET)) == 32
