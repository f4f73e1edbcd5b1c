"""A board on which everybody has to be looked at says so on a terminal, and can be stopped."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator

import pytest

from tests.screens.stage import Place
from tui.plain import long_look, progress
from tui.plain.long_look import looked_through


class Seat:
    """A session, as far as the look needs one."""

    def __init__(self, place: Place) -> None:
        self.desk, self.register = place.desk, place.desk.register


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "EVERY_S", 0)
    made = Place(tmp_path)
    for forename in ("Kayleigh", "Dean"):
        made.away(made.child(forename))
    yield made
    made.close()


def test_forty_children_go_through_without_a_word(place, capsys):
    assert len(place.desk.cases(along=looked_through(Seat(place)))) == 2
    assert capsys.readouterr().err == ""


def test_a_county_has_a_bar(place, capsys, monkeypatch):
    monkeypatch.setattr(long_look, "LONG", 2)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert len(place.desk.cases(along=looked_through(Seat(place)))) == 2
    assert "100 % 2 children, Ctrl-C stops" in capsys.readouterr().err


def test_ctrl_c_ends_it(place, monkeypatch):
    monkeypatch.setattr(long_look, "LONG", 2)

    def pressed(histories) -> Iterator[object]:
        for history in looked_through(Seat(place))(histories):
            signal.raise_signal(signal.SIGINT)
            yield history

    with pytest.raises(KeyboardInterrupt):
        place.desk.cases(along=pressed)
