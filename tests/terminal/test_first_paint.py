"""The board drawn before anything is loaded: only while it is certain to be true."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import termios
from pathlib import Path

import pytest

from models.commands.child import AddNote
from screens.board.night import Night
from tests.screens.stage import SIZE, Place
from tui import first_paint
from tui.early import read
from tui.first_paint import OPENING, paint, setting_mark
from tui.snapshot import Snapshot

MARK = "1000"


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path)
    made.episode = made.away(made.child())  # type: ignore[attr-defined]
    yield made
    made.close()


@pytest.fixture
def at(place, monkeypatch):
    """The clock of whoever paints: that of the place, put forward by so many seconds."""

    def set_to(seconds: float = 0) -> None:
        monkeypatch.setattr(first_paint.time, "time", lambda: place.clock.now().timestamp() + seconds)

    set_to()
    return set_to


def keep(place: Place) -> None:
    Snapshot(Night(place.desk), place.app().settings, MARK).keep()


def painted(place: Place, mark: str = MARK) -> str:
    """What arrives on a terminal; empty when nothing is drawn."""
    master, slave = pty.openpty()
    os.set_blocking(master, False)
    try:
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        if not paint(str(place.folder), mark, slave):
            return ""
        return os.read(master, 65536).decode()
    finally:
        os.close(master)
        os.close(slave)


def test_it_shows_rows_counts_and_that_more_is_to_come(place, at):
    keep(place)
    text = painted(place)
    assert "Kayleigh B 15 LAC" in text
    assert "1 missing" in text
    assert OPENING in text


def test_countdowns_and_time_away_are_those_of_this_moment(place, at):
    keep(place)
    assert "18h15m  24 h" in painted(place).replace("   ", "  ")
    assert "5h44m" in painted(place)
    at(600)
    assert "18h05m  24 h" in painted(place).replace("   ", "  ")
    assert "5h54m" in painted(place)


def test_an_entry_of_anybody_since_then_and_nothing_is_drawn(place, at):
    keep(place)
    place.done(AddNote, place.session(), subject=place.episode, text="carer rang")
    assert painted(place) == ""


def test_once_time_alone_may_have_changed_something_nothing_is_drawn(place, at):
    keep(place)
    at(19 * 3600)
    assert painted(place) == ""


def test_nor_for_another_account_or_configuration(place, at):
    keep(place)
    assert painted(place, "1001") == ""


@pytest.mark.parametrize("content", [b"", b"{}", b"00000000\n{}", b"\xff\xfe"])
def test_nor_from_a_file_that_is_not_whole(place, at, content):
    keep(place)
    (place.folder / "derived" / first_paint.NAME).write_bytes(content)
    assert painted(place) == ""


def test_a_changed_letter_is_noticed(place, at):
    keep(place)
    path: Path = place.folder / "derived" / first_paint.NAME
    path.write_bytes(path.read_bytes().replace(b"Kayleigh", b"Kayleugh"))
    assert painted(place) == ""


def test_with_a_clock_or_other_options_it_is_not_tried():
    assert read(["--store", "S"], {}) == {"store": "S", "config": ""}
    assert read([], {"NIGHTDESK_STORE": "T"}) == {"store": "T", "config": ""}
    assert read(["--store", "S", "--clock", "0214"], {}) is None
    assert read(["--view-only"], {}) is None
    assert read([], {"NIGHTDESK_CLOCK": "0214"}) is None


def test_another_configuration_file_is_another_setting(tmp_path):
    file = tmp_path / "nightdesk.toml"
    file.write_text("initials = true\n")
    before = setting_mark(str(file), 1)
    os.utime(file, ns=(1, 1))
    assert before != setting_mark(str(file), 1) != setting_mark("", 1)
