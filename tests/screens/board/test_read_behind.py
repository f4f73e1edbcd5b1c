"""A long record whose live children nobody knows yet: the board is there at once, and says what is missing."""

from __future__ import annotations

import pytest

from data import living
from screens.board.trouble import trouble_words
from tests.screens.stage import SIZE, Place
from tui.behind import STARTING, Behind


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(living, "FEW", 2)
    monkeypatch.setattr(living, "NEWEST", 1)
    made = Place(tmp_path)
    for forename in ("Kayleigh", "Dean", "Tariq"):
        made.away(made.child(forename))
    yield made
    made.close()


class Unhurried(Behind):
    """Begins nothing: the test says what is heard."""

    heard: list[str]

    def start(self) -> None:
        self.heard = []

    def say(self, *lines: str) -> None:
        for line in lines:
            word, _, rest = line.partition(" ")
            {"children": self._children, "live": self._live, "board": self._board}[word](rest)


def test_the_newest_stand_on_the_board_at_once_and_the_rest_is_said_to_be_missing(place):
    behind = Unhurried(place.desk)
    place.desk.living.elsewhere = behind.start
    assert len(place.desk.cases()) == 1
    behind.say("children 200 20000")
    assert "INCOMPLETE: 200 of 20,000" in behind.words


def test_whoever_is_found_joins_the_board_and_then_it_is_complete(place):
    behind = Unhurried(place.desk)
    place.desk.living.elsewhere = behind.start
    place.desk.cases()
    other = place.session()
    found = [case.child.id for case in other.cases()]
    behind.say("children 0 3", f"live {found[0]}")
    assert len(place.desk.cases()) == 2
    other.keep_derived()
    behind.say("board")
    assert len(place.desk.cases()) == 3
    assert behind.words == ""


@pytest.mark.asyncio
async def test_the_board_itself_has_it_read_and_shows_all_in_the_end(place):
    app = place.app()
    assert "INCOMPLETE" in " ".join(trouble_words(app.night, 80))
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(600):
            await pilot.pause(0.05)
            if not app.night.reading and len(app.night.cases) == 3:
                break
        assert len(app.night.cases) == 3
        assert "INCOMPLETE" not in " ".join(trouble_words(app.night, 80))
        app.behind.stop()


def test_nothing_is_left_behind_of_a_board_that_does_not_know_everything(place):
    place.desk.living.elsewhere = lambda: None
    place.desk.cases()
    place.desk.keep_derived()
    assert not (place.folder / "derived" / "live").exists()


def test_a_reading_that_fails_is_said_and_tried_again(place, monkeypatch):
    behind = Behind(place.desk)
    place.desk.living.elsewhere = behind.start
    monkeypatch.setattr("sys.executable", "/bin/false")
    place.desk.cases()
    while behind.words == STARTING:
        behind.listen()
    assert "could not be read" in behind.words
    monkeypatch.undo()
    monkeypatch.setattr("tui.behind.AGAIN_S", -1.0)
    while behind.words:
        behind.listen()
    behind.stop()
    assert len(place.desk.cases()) == 3
