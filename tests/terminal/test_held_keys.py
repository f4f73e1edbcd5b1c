"""Keys typed before the board is there: kept for it, shown by nobody, and the terminal given back as it was."""

from __future__ import annotations

import os
import pty
import subprocess
import termios
import time
from pathlib import Path

import pytest

from tests.terminal.harness import PYTHON, REPOSITORY, Terminal, _environment
from tui.held_keys import as_found, hold, release

ECHO, ICANON = termios.ECHO, termios.ICANON


@pytest.fixture
def line():
    """Both ends of a terminal."""
    ends = pty.openpty()
    yield ends
    for end in ends:
        os.close(end)


def typed(slave: int, count: int) -> bytes:
    """What can be read without an Enter; the system hands it over a piece at a time."""
    found = b""
    while len(found) < count:
        found += os.read(slave, 10)
    return found


def test_what_is_typed_meanwhile_is_not_shown_and_can_be_read_at_once(line):
    master, slave = line
    hold(slave)
    os.write(master, b"kay")
    assert typed(slave, 3) == b"kay"
    os.set_blocking(master, False)
    with pytest.raises(BlockingIOError):
        os.read(master, 10)
    release(slave)


def test_keys_typed_before_it_are_kept_too(line):
    master, slave = line
    os.write(master, b"k")
    hold(slave)
    os.write(master, b"ay")
    assert typed(slave, 3) == b"kay"
    release(slave)


def test_the_modes_that_are_given_back_are_those_that_were_found(line):
    _, slave = line
    before = termios.tcgetattr(slave)
    hold(slave)
    hold(slave)
    now = termios.tcgetattr(slave)
    assert not now[3] & (ECHO | ICANON)
    assert now[3] & termios.ISIG
    assert as_found(slave, now) == before
    release(slave)
    assert termios.tcgetattr(slave) == before
    assert as_found(slave, now) is now


def test_without_a_terminal_nothing_happens():
    reading, writing = os.pipe()
    hold(reading)
    release(reading)
    os.close(reading)
    os.close(writing)


@pytest.mark.terminal
def test_a_letter_typed_while_the_board_opens_reaches_it_and_leaves_no_trace(tmp_path: Path):
    store = str(tmp_path / "store")
    command = [PYTHON, "-m", "tui", "demo", store]
    subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY, env=_environment({}), timeout=120)
    with Terminal([PYTHON, "-m", "tui", "--store", store]) as terminal:
        while termios.tcgetattr(terminal.master)[3] & ECHO:
            assert terminal.process.poll() is None
            time.sleep(0.001)  # the process has not come to its first line yet
        terminal.send("d")
        terminal.wait_for("DUTIES owed", 30)
        assert bytes(terminal.sent).startswith(b"\x1b")
        terminal.send("\x1b")
        terminal.wait_for("F10 Quit")
        terminal.send("\x1b[21~")
        assert terminal.wait_end(20) == 0
        assert termios.tcgetattr(terminal.master) == terminal.modes_before
