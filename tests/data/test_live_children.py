"""Which children the board looks at: a settled one no more, until something new is entered about it."""

from __future__ import annotations

from datetime import timedelta

from models.commands.child import AddNote
from models.commands.duty import RecordLcs, RecordTold
from models.commands.episode import RecordReturn
from tests.screens.stage import NOW, Place


def settled_absence(place: Place) -> tuple[str, str]:
    """A child whose absence is over, with nothing left to do."""
    child = place.child()
    episode = place.absent(child)
    place.done(RecordTold, episode=episode, role="police", at="now", how="phone")
    place.done(RecordReturn, episode=episode, at="now")
    place.done(RecordLcs, episode=episode, at="now")
    return child, episode


def test_a_settled_child_is_not_worked_out_again(tmp_path):
    place = Place(tmp_path)
    child, _ = settled_absence(place)
    open_child = place.child("Dean", "Pickersgill")
    place.away(open_child)
    place.desk.cases()
    assert [history.child.id for history in place.desk.register.live_children()] == [open_child]
    assert child in [history.child.id for history in place.desk.register.children()]
    place.close()


def test_a_new_entry_from_any_session_makes_it_live_again(tmp_path):
    place = Place(tmp_path)
    child, episode = settled_absence(place)
    other = place.session()
    place.desk.cases()
    assert list(place.desk.register.live_children()) == []
    place.done(AddNote, other, subject=episode, text="carer rang")
    place.desk.poll()
    assert [history.child.id for history in place.desk.register.live_children()] == [child]
    place.away(child, since="now")
    assert [case.child.id for case in place.desk.cases()] == [child]
    place.close()


def test_an_earlier_moment_still_shows_what_is_settled_now(tmp_path):
    place = Place(tmp_path)
    child, _ = settled_absence(place)
    assert place.desk.cases() == []
    earlier = NOW - timedelta(hours=1)
    cases = place.desk.cases(place.desk.register.at(earlier, None), earlier)
    assert [case.child.id for case in cases] == [child]
    place.close()
