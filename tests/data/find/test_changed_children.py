"""Children who changed since the index was made are found as they are now, exactly as if it were made anew."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from data.find.findable import MISSING_NOW, Findable
from data.find.index import FindIndex

TODAY = date(2026, 11, 22)
NAMES = ("Kayleigh", "Caley", "Siobhan", "Shivon", "Jack", "Jak", "Mohammed", "Khan", "Brown", "Browne", "Ash")
ASKED = ["kayleigh", "caley brown", "shivon", "jak khan", "br", "ash", "2010", "about 16", "brown mohamed", "x"]

children = st.builds(
    Findable,
    child=st.sampled_from([f"C{n}" for n in range(8)]),
    surname=st.sampled_from(NAMES),
    forename=st.sampled_from(NAMES),
    dob=st.sampled_from(["", "2010-03-12", "2011-12-03"]),
    missing_now=st.sampled_from([*MISSING_NOW, ""]),
    last_seq=st.integers(0, 20),
)


def _as_told(index):
    return [[(hit.child, hit.how, hit.matched, hit.score) for hit in index.search(text, TODAY)] for text in ASKED]


@given(st.lists(children, max_size=8), st.lists(children | st.sampled_from([f"C{n}" for n in range(8)]), max_size=6))
@settings(max_examples=60)
def test_changes_laid_over_an_index_answer_as_an_index_made_anew(before, changes):
    known = {one.child: one for one in before}
    index = FindIndex.build(known.values())
    for change in changes:
        if isinstance(change, str):
            known.pop(change, None)
            index.remove(change)
        else:
            known[change.child] = change
            index.update(change)
    anew = FindIndex.build(known.values())
    assert _sure(index) == _sure(anew)
    assert {one.child: one for one in index.children()} == known
    assert all(index.child(child) == one for child, one in known.items())


def _sure(index):
    """Exact and prefix matches. (Similar ones are looked for only while there is room, in each part by itself.)"""
    return [[answer for answer in answers if answer[1] != "similar"] for answers in _as_told(index)]


def test_a_changed_name_is_found_at_once_and_the_old_one_no_more():
    index = FindIndex.build([Findable(child="C1", surname="Brown", forename="Kayleigh")])
    index.update(Findable(child="C1", surname="Green", forename="Kayleigh"))
    assert [hit.child for hit in index.search("green", TODAY)] == ["C1"]
    assert index.search("brown", TODAY) == []
    assert index.changed == 1


def test_a_child_who_goes_missing_comes_first_from_the_next_search_on():
    index = FindIndex.build([Findable(child=f"C{n}", surname="Brown", forename="Jo", last_seq=n) for n in range(3)])
    assert index.search("brown", TODAY)[0].child == "C2"
    index.update(Findable(child="C0", surname="Brown", forename="Jo", missing_now="missing", last_seq=9))
    assert index.search("brown", TODAY)[0].child == "C0"
