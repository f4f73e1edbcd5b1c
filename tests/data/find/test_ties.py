"""Equally good matches: who is missing now first, then the child of the latest entry."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from data.find.findable import MISSING_NOW, Findable
from data.find.index import FindIndex

TODAY = date(2026, 11, 22)


def _namesakes(*facts):
    return [
        Findable(child=f"C{n}", surname="Smith", forename="Jack", missing_now=now, last_seq=seq)
        for n, (now, seq) in enumerate(facts)
    ]


def test_missing_then_absent_then_found_then_the_latest():
    index = FindIndex.build(_namesakes(("", 900), ("found", 1), ("", 950), ("absence", 2), ("missing", 3)))
    assert [hit.child for hit in index.search("jack smith", TODAY)] == ["C4", "C3", "C1", "C2", "C0"]


def test_a_better_match_comes_before_a_child_who_is_missing():
    other = Findable(child="X", surname="Smithson", forename="Jack", missing_now="missing", last_seq=9)
    index = FindIndex.build([*_namesakes(("", 1)), other])
    assert [(hit.child, hit.how) for hit in index.search("jack smith", TODAY)] == [("C0", "exact"), ("X", "prefix")]


@given(st.lists(st.tuples(st.sampled_from([*MISSING_NOW, ""]), st.integers(0, 99)), max_size=30), st.integers(1, 12))
def test_ties_are_settled_for_any_number_of_namesakes(facts, limit):
    children = _namesakes(*facts)
    hits = FindIndex.build(children).search("smith", TODAY, limit)
    order = sorted(children, key=lambda one: ([*MISSING_NOW, ""].index(one.missing_now), -one.last_seq, one.child))
    assert [hit.child for hit in hits] == [one.child for one in order[:limit]]
