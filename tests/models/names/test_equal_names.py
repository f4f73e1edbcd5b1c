"""The tables of equal names: symmetric, folded, and without a name that stands alone."""

import pytest

from models.names.equal_names import equal_to
from models.names.equal_tables import TABLES
from models.names.folding import fold

GROUPS = [group.split() for table in TABLES for group in table.split(",")]


@pytest.mark.parametrize(
    ("said", "registered"),
    [
        ("caley", "kayleigh"),
        ("shivon", "siobhan"),
        ("muhammad", "mohammed"),
        ("alex", "alexander"),
        ("sasha", "alexander"),
        ("kuba", "jakub"),
        ("gosia", "malgorzata"),
        ("bill", "william"),
        ("oneill", "oneal"),
        ("billy", "liam"),
        ("voytek", "wojciech"),
        ("nuyen", "nguyen"),
    ],
)
def test_a_name_as_said_stands_for_the_name_as_registered_and_the_other_way_round(said, registered):
    assert registered in equal_to(said)
    assert said in equal_to(registered)


def test_a_name_never_stands_for_itself_and_an_unknown_one_for_none():
    assert "kayleigh" not in equal_to("kayleigh")
    assert equal_to("xyzzy") == ()
    assert equal_to("") == ()


def test_every_set_has_at_least_two_names_all_of_them_as_searches_compare_them():
    for group in GROUPS:
        assert len(group) == len(set(group)) >= 2, group
        assert all(name == fold(name) and " " not in name for name in group), group


def test_the_tables_are_searched_by_whole_words():
    """`ann` must not be found inside `annabel`'s set only because its letters are there."""
    for group in GROUPS:
        for name in group:
            assert set(group) - {name} <= set(equal_to(name))
    everyone = {
        name: {n for g in GROUPS if name in g for n in g} - {name} for name in ("ann", "lee", "li", "jo", "max")
    }
    assert everyone == {name: set(equal_to(name)) for name in everyone}
