"""Who was away lately, at a desk with a real ledger: its newest entries and its live set say so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from data.lately_away import lately_away
from data.ledger import Line
from data.shelf import IN_A_ROW
from models.commands.child import AddNote, TakeCall
from models.commands.duty import RecordLcs, RecordTold
from models.commands.episode import RecordReturn
from models.duties.short_of import begins, one_short
from tests.screens.stage import NOW, Place


@pytest.fixture
def place(tmp_path: Path):
    made = Place(tmp_path)
    yield made
    made.close()


def been(place: Place, child: str) -> None:
    """Away and back within hours, and all that was owed for it done."""
    episode = place.absent(child, since="2h ago", limit="1h")
    place.done(RecordTold, episode=episode, role="police", at="now", how="phone")
    place.done(RecordReturn, episode=episode, at="now")
    place.done(RecordLcs, episode=episode, at="now")


def lately(place: Place) -> list[str]:
    """In a session that opens now, on what one before it left behind."""
    before = place.session()
    before.cases()
    before.keep_derived()
    desk = place.session()
    return [s for s in lately_away(desk, desk.register, begins(desk.rulebook, desk.now())) if s.startswith("C")]


def test_who_came_back_before_the_windows_begin_is_left_out(place: Place) -> None:
    long_ago, away = place.child("Kayleigh"), place.child("Dean", "Pickersgill")
    been(place, long_ago)
    place.away(away)
    place.clock.forward(days=100)
    lately_back = place.child("Tariq", "Malik")
    been(place, lately_back)
    assert sorted(lately(place)) == sorted([away, lately_back])


def test_before_it_is_known_who_is_live_everybody_is_looked_at(place: Place) -> None:
    been(place, place.child("Kayleigh"))
    place.clock.forward(days=100)
    desk = place.session()
    assert lately_away(desk, desk.register, desk.now()) == [s for s in desk.register.subjects() if s.startswith("C")]


def test_the_answer_is_that_of_everybody_at_every_step_of_some_months(place: Place) -> None:
    children = [place.child(name) for name in ("Kayleigh", "Dean")]
    for days in (0, 5, 9, 20, 40, 90, 1, 3):
        place.clock.forward(days=days)
        been(place, children[days % 2])
        desk = place.session()
        everybody = one_short(desk.register.children(), desk.rulebook, desk.now())
        whom = desk.register.of(lately(place))
        assert one_short(whom, desk.rulebook, desk.now()) == everybody


def test_a_clock_that_was_years_back_for_a_night_hides_nothing_entered_before(place: Place) -> None:
    place.clock.forward(minutes=5)
    for text, days in (("one", 0), ("years back", -2000), ("two", 2000)):
        place.clock.forward(days=days, minutes=1)
        place.done(TakeCall, caller="neighbour", text=text)
    found = [entry.data["text"] for entry in place.desk.register.entered_since(NOW)]
    assert found == ["one", "two"]


class Counted(list[Line]):
    """Lines that know how many were read."""

    read = 0

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        self.read += len(found) if isinstance(at, slice) else 1
        return found


def test_of_what_is_older_no_more_is_read_than_it_takes(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    child = place.child()
    for text in range(3 * IN_A_ROW):
        place.done(AddNote, subject=child, text=f"{text}")
    place.clock.forward(days=9)
    place.done(AddNote, subject=child, text="new")
    lines = Counted(place.desk._ledger.lines())
    monkeypatch.setattr(place.desk._ledger, "lines", lambda: lines)
    found = place.desk.register.entered_since(place.desk.now() - timedelta(days=2))
    assert [entry.data["text"] for entry in found] == ["new"] and 1 + IN_A_ROW <= lines.read <= 2 * IN_A_ROW
