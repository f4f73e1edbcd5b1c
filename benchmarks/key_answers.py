"""How soon a key is answered on the terminal, on a line of any speed, while rows tick."""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable

from benchmarks.peers import content
from tests.terminal.harness import Terminal

Figures = dict[str, float]
Read = Callable[[], bytes]
Answered = Callable[[int], bool]
"""Whether the screen says that the cursor is on this row, counted from the first."""
UP, DOWN = "\x1bOA", "\x1bOB"


def status_says(terminal: Terminal) -> Answered:
    """The peers say it in the last line but one, whose words end with a space."""

    def said(at: int) -> bool:
        row = terminal.screen.buffer[terminal.height - 2]
        return f"{content.STATUS}{at} " in "".join(row[x].data for x in range(40))

    return said


def mark_stands(terminal: Terminal) -> Answered:
    """The desk: the cursor's mark is that many lines of children below where it was."""
    lines = [y for y, line in enumerate(terminal.lines) if line[:1] in " >" and " LAC " in line]
    first = next(place for place, y in enumerate(lines) if terminal.cell(0, y).data == ">")
    return lambda at: terminal.cell(0, lines[first + at]).data == ">"


def quickly(terminal: Terminal) -> Read:
    """A line that takes all at once."""
    return lambda: terminal.read(0.01)


def slowly(terminal: Terminal, bytes_s: int) -> Read:
    """A terminal at the end of a slow line: it takes so many bytes a second and no more."""
    state = {"at": time.perf_counter()}

    def read() -> bytes:
        now = time.perf_counter()
        room = int((now - state["at"]) * bytes_s)
        if room < 8:
            time.sleep(0.002)
            return b""
        state["at"] = now if room > bytes_s // 20 else state["at"] + room / bytes_s
        return terminal.read(0, room)

    return read


def answer_ms(terminal: Terminal, key: str, answered: Callable[[], bool], read: Read, timeout_s: float) -> float:
    """Milliseconds from a key to the arrival of the bytes with which the screen answers it."""
    began = time.perf_counter()
    os.write(terminal.master, key.encode())
    while time.perf_counter() - began < timeout_s:
        if read() and answered():
            return 1000 * (terminal.arrived - began)
    return 1000 * timeout_s


def keys(terminal: Terminal, count: int, answered: Answered, read: Read | None = None, most_s: float = 60) -> Figures:
    """The median and the slowest of a hundred answers, at random moments between the ticks.

    Five rows down and five up again, so that the cursor stays in sight. It ends after `most_s` seconds with the
    answers there are, an unanswered key counting as long as was waited for it.
    """
    read = read or quickly(terminal)
    choice, at, times, began = random.Random(4), 0, list[float](), time.perf_counter()
    for number in range(count):
        pause_until = time.perf_counter() + choice.uniform(0.04, 0.2)
        while time.perf_counter() < pause_until:
            read()
        down = number // 5 % 2 == 0
        at += 1 if down else -1
        left = most_s - (time.perf_counter() - began)
        if left <= 0:
            break
        times.append(answer_ms(terminal, DOWN if down else UP, lambda: answered(at), read, left))  # noqa: B023
    times.sort()
    return {"key_p50_ms": statistics.median(times), "key_p99_ms": times[min(int(len(times) * 0.99), len(times) - 1)]}
