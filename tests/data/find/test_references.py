"""Numbers a child is known by, with and without the dashes, whole and in the parts people give."""

import pytest


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ("LCS-1234567", "exact"), ("lcs1234567", "exact"), ("LCS-12345", "prefix"),
        ("GMP-0412-22112026", "exact"), ("gmp041222112026", "exact"), ("0412", "prefix"), ("log 0412", "prefix"),
        ("07700 900123", "exact"), ("07700900123", "exact"), ("+44 7700 900123", "exact"), ("(07700) 900 123", "exact"),
        ("07700", "prefix"), ("900123", "prefix"), ("C00000A1", "exact"), ("c000-00a1", "exact"), ("COOOOOAl", "exact"),
        ("E00000B7", "exact"), ("07700 900132", "similar"), ("0770 900123", "similar"),
    ],
)  # fmt: skip
def test_a_reference_finds_its_child(found, typed, how):
    assert found(typed)[0] == ("Kayleigh-Anne", how)


def test_an_international_number_is_the_same_number(found):
    assert found("01632 960111")[0] == ("Seán", "exact")


def test_a_number_and_a_name_narrow_each_other(found):
    assert found("kayleigh 0412")[0] == ("Kayleigh-Anne", "prefix")
    assert found("siobhan lcs-7654321")[0] == ("Siobhan", "exact")
