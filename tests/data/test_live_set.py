"""Who is live is remembered on the disk; whatever is wrong with that memory, the board shows the same."""

from __future__ import annotations

from binascii import crc32
from datetime import timedelta
from pathlib import Path

import pytest

from data.desk import Desk
from data.live_file import read_live
from data.live_set import LiveSet
from models.commands.child import AddNote, SaySameChild
from models.commands.duty import RecordLcs, RecordTold
from models.commands.episode import RecordReturn
from tests.screens.stage import NOW, Place


def settled(place: Place, forename: str) -> tuple[str, str]:
    """A child whose absence is over, with nothing left to do."""
    child = place.child(forename)
    episode = place.absent(child)
    place.done(RecordTold, episode=episode, role="police", at="now", how="phone")
    place.done(RecordReturn, episode=episode, at="now")
    place.done(RecordLcs, episode=episode, at="now")
    return child, episode


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path)
    yield made
    made.close()


def shown(place: Place) -> list[str]:
    """The episodes on the board of a session that has just been opened, and what it leaves behind."""
    desk = place.session()
    found = [case.episode.id for case in desk.cases()]
    desk.keep_derived()
    return found


def kept(place: Place) -> Path:
    return place.folder / "derived" / "live"


def test_the_next_session_looks_at_the_live_ones_alone(place):
    settled(place, "Kayleigh")
    away = place.away(place.child("Dean", "Pickersgill"))
    assert shown(place) == [away]
    desk = place.session()
    assert [case.episode.id for case in desk.cases()] == [away]
    assert len(desk.living.subjects()) == 1


@pytest.mark.parametrize("lost", ["missing", "cut", "changed", "empty", "other rules", "beyond", "another ledger"])
def test_a_memory_that_is_wrong_changes_no_answer(place, lost):
    settled(place, "Kayleigh")
    away = place.away(place.child("Dean", "Pickersgill"))
    shown(place)
    spoil(place, lost)
    assert shown(place) == [away]


def spoil(place: Place, how: str) -> None:
    path = kept(place)
    body = path.read_bytes().partition(b"\n")[2]
    if how == "missing":
        path.unlink()
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-9])
    elif how == "changed":
        path.write_bytes(path.read_bytes().replace(b'"live": ["', b'"live": ["X'))
    else:
        stored = read_live(str(place.folder))
        assert stored is not None
        lies = {
            "other rules": body.replace(stored.rules.encode(), b"00000000"),
            "beyond": body.replace(f'"seq": {stored.seq}'.encode(), b'"seq": 99999'),
            "another ledger": body.replace(stored.hash.encode(), b"0" * 64),
        }
        lie = lies[how].replace(b'"live": [', b'"live": [], "was": [')
        path.write_bytes(f"{crc32(lie):08x}\n".encode() + lie)


def test_what_was_entered_since_is_looked_at(place):
    child, _ = settled(place, "Kayleigh")
    assert shown(place) == []
    again = place.away(child, since="now")
    assert shown(place) == [again]


def test_a_note_on_a_settled_child_brings_no_row(place):
    _, episode = settled(place, "Kayleigh")
    shown(place)
    place.done(AddNote, subject=episode, text="carer rang")
    assert shown(place) == []


def test_two_records_of_one_child_stand_under_the_older_one_with_and_without_a_memory(place):
    older, _ = settled(place, "Kayleigh")
    newer = place.child("Kaylie")
    place.done(SaySameChild, child=newer, other=older, reason="same mother")
    shown(place)
    place.away(newer, since="now")
    with_memory = [case.child.id for case in place.session().cases()]
    kept(place).unlink()
    assert with_memory == [case.child.id for case in place.session().cases()] != []


def test_a_settled_child_comes_back_when_time_alone_may_have_changed_something():
    live = LiveSet(["C1"])
    live.settle("C1", NOW + timedelta(hours=1), NOW)
    live.wake(NOW + timedelta(minutes=59))
    assert live.subjects() == []
    live.wake(NOW + timedelta(hours=1))
    assert live.subjects() == ["C1"]


def test_a_clock_set_back_makes_nothing_certain():
    live = LiveSet(["C1"])
    live.settle("C1", NOW + timedelta(days=1), NOW)
    assert live.wake(NOW)
    assert not live.wake(NOW - timedelta(hours=2))


def test_a_clock_set_back_shows_what_was_owed_then(place):
    settled(place, "Kayleigh")
    desk = place.session()
    assert desk.cases() == []
    earlier = NOW - timedelta(hours=3)
    assert [c.episode.id for c in desk.cases(now=earlier)] == [c.episode.id for c in place.session().cases(now=earlier)]


def test_nothing_is_kept_of_a_record_that_is_damaged(place):
    place.away(place.child())
    for desk in place.desks:
        desk.close()
    place.desks.clear()
    [file] = (place.folder / "ledger").iterdir()
    file.write_bytes(file.read_bytes()[:-20])
    place.desks.append(Desk.open(place.folder, place.clock))
    place.desks[0].cases()
    place.desks[0].keep_derived()
    assert not kept(place).exists()
