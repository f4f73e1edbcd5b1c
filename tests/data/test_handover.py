"""What a handover is built from at a desk: the shift's entries, and how far the counts are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.handover import last_handover, make_handover
from models.commands.child import TakeCall
from models.commands.desk import HandOver
from tests.screens.stage import NOW, Place


@pytest.fixture
def place(tmp_path: Path):
    made = Place(tmp_path)
    yield made
    made.close()


def calls(place: Place) -> list[str]:
    return [entry.data["text"] for entry in place.desk.register.entered_since(NOW)]


def test_entries_since_a_moment_are_those_entered_after_it_in_their_order(place: Place) -> None:
    place.done(TakeCall, caller="neighbour", text="at that very moment")
    for text in ("one", "two"):
        place.clock.forward(minutes=5)
        place.done(TakeCall, caller="neighbour", text=text)
    assert calls(place) == ["one", "two"]


def test_a_clock_that_was_set_back_hides_no_entry_of_the_shift(place: Place) -> None:
    for text, minutes in (("one", 60), ("set back", -120), ("two", 90)):
        place.clock.forward(minutes=minutes)
        place.done(TakeCall, caller="neighbour", text=text)
    assert calls(place) == ["one", "two"]


def test_a_session_that_opens_later_sees_the_same_shift(place: Place) -> None:
    place.clock.forward(minutes=5)
    place.done(TakeCall, caller="neighbour", text="one")
    later = place.session()
    assert [entry.data["text"] for entry in later.register.entered_since(NOW)] == ["one"]


def test_the_shift_begins_at_the_last_handover_that_had_been_signed_by_then(place: Place) -> None:
    desk = place.desk
    assert (desk.now() - last_handover(desk.register, desk.now())).days == 1
    place.done(HandOver, text="x")
    signed = desk.now()
    place.clock.forward(hours=3)
    assert last_handover(desk.register, desk.now()) == signed
    assert last_handover(desk.register, NOW.replace(hour=1)) < NOW.replace(hour=0)


def test_the_heading_says_how_far_the_counts_are_known_and_where_the_ledger_stands(place: Place) -> None:
    made = make_handover(place.desk, place.desk.register, place.desk.now())
    assert made.counts == "Counts: INCOMPLETE: no daytime history imported."
    assert made.fingerprint == place.desk.head.fingerprint and made.training
    assert made.worker.name == "J Okafor" and made.authority == "Bury"
