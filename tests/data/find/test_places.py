"""Everyone from one place; and what a line says about why it is there."""

from datetime import date

import pytest

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("said", ["everyone from Ash House", "ash house", "who is at Ash House", "all from ash house"])
def test_everyone_from_a_placement(found, said):
    assert found(said)[:2] == [("Kayleigh-Anne", "exact"), ("Siobhan", "exact")]


def test_a_placement_being_typed_is_a_prefix(found):
    assert found("ash hou")[:2] == [("Kayleigh-Anne", "prefix"), ("Siobhan", "prefix")]


def test_a_name_comes_before_a_place_of_that_name(found):
    """Ash is a surname, the beginning of a forename, and in two placements and a street."""
    assert found("ash")[0] == ("Ashley", "exact")


def test_an_address_a_team_and_a_placing_authority_find_their_children(found):
    assert found("14 moor lane")[0][0] == "Kayleigh-Anne"
    assert found("east team") == [("Kayleigh-Anne", "exact")]
    assert found("leeds")[0] == ("Mohammed Ali", "exact")


def test_a_place_and_a_name_narrow_each_other(found):
    assert [name for name, how in found("siobhan ash house") if how != "similar"] == ["Siobhan"]


def test_a_slip_in_a_place_is_similar(found):
    assert ("Seán", "similar") in found("elm lodeg")


@pytest.mark.parametrize(
    ("typed", "field", "matched"),
    [
        ("kayleigh brown", "name", "Kayleigh-Anne Brown"),
        ("caley brown", "name", "Kayleigh-Anne Brown"),
        ("thornley", "alias", "Kayleigh Thornley"),
        ("12/3/10", "date of birth", "2010-03-12"),
        ("kayleigh 12/3/10", "name, date of birth", "Kayleigh-Anne Brown, 2010-03-12"),
        ("0412", "police log", "GMP-0412-22112026"),
        ("lcs1234567", "LCS id", "LCS-1234567"),
        ("07700 900123", "telephone", "07700 900123"),
        ("900132", "telephone", "07700 900123"),
        ("ash house", "placement", "Ash House"),
        ("14 moor lane radcliffe", "address", "14 Moor Lane, Radcliffe"),
        ("e00000b7", "episode", "E00000B7"),
        ("c00000a1", "child", "C00000A1"),
        ("leeds", "placing authority", "Leeds"),
        ("about 14", "age", "about 14"),
    ],
)
def test_a_line_says_what_matched(index, typed, field, matched):
    hit = index.search(typed, TODAY)[0]
    assert (hit.field, hit.matched) == (field, matched)
