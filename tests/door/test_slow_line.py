"""The board over a real sshd at the end of a line of two thousand bytes a second."""

from __future__ import annotations

import re
import time

import pytest

from tests.door.slow_line import SlowLine
from tests.door.sshd import Sshd

pytestmark = pytest.mark.serial
BYTES_S = 2000
CHILD = slice(33, 51)
"""The columns of the board that say who it is."""
AGE = re.compile(r"\w \d\d ")


@pytest.fixture
def slow(door: Sshd):
    """The door at the end of such a line, once somebody is through it."""
    line, port = SlowLine(door.port), door.port
    door.port = line.port
    yield line
    door.port = port
    line.stop()


def marked(terminal) -> int:
    return next((y for y in range(24) if terminal.cell(0, y).data == ">"), -1)


def children(terminal) -> list[str]:
    """As the board names them, from above: a row itself may move by a line when what is said above it is shorter."""
    return [line[CHILD] for line in terminal.lines if AGE.search(line[CHILD])]


def on_the_board(terminal) -> bool:
    """It stands there whole, its first child marked."""
    return "Enter Detail" in terminal.text and terminal.lines[marked(terminal) - 1].startswith(" MISSING ---")


def test_keys_are_answered_one_by_one_and_never_queue_behind_the_clock(door, slow):
    with door.board() as terminal:
        terminal.wait_for(lambda: on_the_board(terminal))
        slow.bytes_s = BYTES_S
        began, carried = time.monotonic(), slow.carried
        for child in children(terminal)[1:4]:
            terminal.send("\x1b[B")
            terminal.wait_for(lambda child=child: terminal.lines[marked(terminal)][CHILD] == child)
        assert slow.carried - carried <= BYTES_S * (time.monotonic() - began) + BYTES_S  # it was as slow as it says


def test_a_burst_of_keys_on_a_slow_line_ends_where_they_lead(door, slow):
    with door.board() as terminal:
        terminal.wait_for(lambda: on_the_board(terminal))
        first = marked(terminal)
        slow.bytes_s = BYTES_S
        terminal.send("\x1b[B" * 10 + "\x1b[A" * 10)
        terminal.send("p")
        terminal.wait_for("F2 Save")
        terminal.send("\x1b")
        terminal.wait_for("Enter Detail")
        terminal.wait_for(lambda: marked(terminal) == first)
