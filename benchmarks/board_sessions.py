"""The board itself on real pseudo-terminals: starting it, pressing its keys, many at once."""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.processes import memory_mib, own_memory_mib, processor_ms
from tests.terminal.harness import PYTHON, Terminal
from tui.first_paint import OPENING

Figures = dict[str, float]
UP, DOWN = "\x1bOA", "\x1bOB"


def board(store: Path) -> Terminal:
    """A board on a terminal of 80x24."""
    return Terminal([PYTHON, "-m", "tui", "--store", str(store)])


def leave(terminal: Terminal) -> None:
    """F10, as a worker leaves."""
    terminal.send("\x1b[21~")
    terminal.wait_end(60)
    terminal.__exit__()


def start_ms(make: Callable[[], Terminal], shown: Callable[[Terminal], bool]) -> float:
    """Milliseconds from the start of a process to the arrival of what is to be shown."""
    began = time.perf_counter()
    terminal = make()
    while not shown(terminal):
        if not terminal.read(10):
            raise RuntimeError(f"nothing came; the screen is:\n{terminal.text}")
    took = 1000 * (terminal.arrived - began)
    terminal.__exit__()
    return took


def starts(store: Path, times: int) -> dict[str, float]:
    """Medians: an empty Textual application, the board readable, the board's first full frame."""

    def empty() -> Terminal:
        return Terminal([PYTHON, "-m", "benchmarks.peers.empty"])

    taken: dict[str, list[float]] = {"empty": [], "readable": [], "full": []}
    for _ in range(times):
        taken["empty"].append(start_ms(empty, lambda t: "F10 Quit" in t.text))
        taken["readable"].append(start_ms(lambda: board(store), lambda t: OPENING.strip() in t.text))
        taken["full"].append(start_ms(lambda: board(store), lambda t: "F10 Quit" in t.text and "MISSING ---" in t.text))
    return {name: statistics.median(found) for name, found in taken.items()}


Answer = Callable[[], Callable[[], bool]]
"""Asked just before a key is pressed: gives what tells that its answer is on the screen."""


def key_times(terminal: Terminal, keys: Sequence[tuple[str, Answer]], pause: float = 0.1) -> list[float]:
    """Milliseconds from each key to the arrival of the bytes after which its answer is on the screen."""
    choice, times = random.Random(5), []
    for key, answer in keys:
        until = time.perf_counter() + pause * choice.uniform(0.5, 1.5)
        while time.perf_counter() < until:
            terminal.read(0.01)
        answered = answer()
        if answered():
            raise RuntimeError(f"the answer is there before the key; the screen is:\n{terminal.text}")
        began = time.perf_counter()
        os.write(terminal.master, key.encode())
        while not answered():
            if time.perf_counter() - began > 20:
                raise RuntimeError(f"no answer to a key; the screen is:\n{terminal.text}")
            terminal.read(1)
        times.append(1000 * (terminal.arrived - began))
    return times


def cursor_keys(terminal: Terminal, count: int) -> list[float]:
    """The cursor down and up again: answered when its mark stands elsewhere."""

    def mark() -> int:
        return next((y for y, line in enumerate(terminal.lines) if line.startswith(">")), -1)

    def moved() -> Callable[[], bool]:
        before = mark()
        return lambda: mark() not in (before, -1)

    return key_times(terminal, [(DOWN if number // 3 % 2 == 0 else UP, moved) for number in range(count)])


def find_keys(terminal: Terminal, texts: Sequence[str]) -> list[float]:
    """Find, letter by letter: answered when what was typed so far stands on the query's line."""
    times = []
    terminal.send("/")
    terminal.wait_for("Find:")
    for text in texts:
        for at, letter in enumerate(text):
            if letter == " ":
                terminal.send(letter)  # shows as nothing: its answer cannot be told from the screen
            else:
                times += key_times(terminal, [(letter, _typed(terminal, text[: at + 1]))])
        terminal.send("\x15")
        terminal.wait_for(lambda: "Find:  " in terminal.text)
    terminal.send("\x1b")
    terminal.wait_for("MISSING ---", 120)
    return times


def _typed(terminal: Terminal, text: str) -> Answer:
    return lambda: lambda: any(line.rstrip().endswith(f"Find: {text}") for line in terminal.lines[:4])


def at_rest(terminals: Sequence[Terminal], seconds: float) -> Figures:
    """Processor and memory of boards at which nobody types."""
    pids = [terminal.process.pid for terminal in terminals]
    used, began = sum(map(processor_ms, pids)), time.perf_counter()
    while time.perf_counter() - began < seconds:
        for terminal in terminals:
            terminal.read(0.01)
    took = time.perf_counter() - began
    return {
        "processor ms a second": (sum(map(processor_ms, pids)) - used) / took,
        "memory MiB": sum(map(memory_mib, pids)),
        "resident MiB": sum(map(own_memory_mib, pids)),
    }


def percentile(times: Sequence[float], share: float) -> float:
    """The time that this share of them does not exceed."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]
