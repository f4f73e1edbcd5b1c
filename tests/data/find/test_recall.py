"""No name is found only by luck: recall on a set drawn as the published one is, kind by kind."""

from datetime import date

import pytest

from benchmarks.find import findables, recall
from benchmarks.find_queries import PUBLISHED, SIZES, published_text, queries
from data.find.index import FindIndex

LEAST = {"heard": 0.93, "two slips": 0.95, "heard + 4 letters": 0.95}


@pytest.fixture(scope="module")
def sample(county):
    asked = queries(county, seed=5)
    return FindIndex.build(county), [one for kind in SIZES for one in [a for a in asked if a.kind == kind][:60]]


def test_the_child_meant_is_among_the_first_ten(sample):
    found = recall(*sample)
    assert found["all"] >= 0.985, found
    assert {kind: share for kind, share in found.items() if share < LEAST.get(kind, 0.98)} == {}


def test_sounds_and_slips_find_nearly_as_much_without_any_table_of_equal_names(sample):
    index, asked = sample
    without = FindIndex(index._base)
    without.equal_names = False
    assert recall(without, asked)["all"] >= 0.96


def test_the_same_seed_asks_the_same_and_another_does_not(county):
    assert queries(county, 3) == queries(county, 3) != queries(county, 4)


def test_a_keystroke_gives_the_same_answer_whatever_was_typed_before(sample, county):
    """What is remembered from one keystroke to the next must never change an answer."""
    index, asked = sample
    fresh = FindIndex.build(county)
    today = date(2026, 11, 22)
    for one in asked[::40]:
        fresh._base.remembered.clear()
        typed = [index.search(one.text[:end], today) for end in range(1, len(one.text) + 1)]
        assert typed[-1] == fresh.search(one.text, today)


@pytest.mark.slow
def test_the_published_set_is_the_one_that_is_measured():
    assert PUBLISHED.read_text("utf-8") == published_text(findables()), "run: python -m benchmarks.find"
