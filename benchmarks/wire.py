"""What the board costs on the line and in the processor, and how soon a key is answered.

    python -m benchmarks.wire [--quick]

Forty rows tick each second on a real pseudo-terminal (TERM=xterm, sixteen colours), drawn by Nightdesk's own
parts, by a stock Textual `DataTable` and by curses. A key's time runs from the write of the key to the arrival of
the bytes that change the status line, with rows ticking meanwhile. On the slow line the terminal takes only so
many bytes a second. Writes benchmarks/results/wire.json; the figures depend on the machine, the ratios less.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.peers import content
from tests.terminal.harness import PYTHON, Terminal

RESULTS = Path(__file__).parent / "results" / "wire.json"
OURS, EMPTY = ["benchmarks.peers.ours", "40"], ["benchmarks.peers.empty"]
PEERS = {
    "nightdesk": OURS,
    "DataTable": ["benchmarks.peers.table", "40"],
    "curses": ["benchmarks.peers.curses_board", "40"],
}
SIZES = ((80, 24), (200, 60))
WANTED = {
    "bytes a second, 80x24, at most": 250,
    "times the bytes of curses, at most": 1.6,
    "share of DataTable's processor time, at most": 0.2,
    "key to screen p50 ms, at most": 8,
    "key to screen p99 ms, at most": 25,
    "seconds from hang-up to end, at most": 1,
    "first board of forty rows against an empty Textual application, at most": 1.15,
    "first board of the desk itself against it, at most": 1.6,
}
Figures = dict[str, float]


def started(words: list[str], size: tuple[int, int]) -> tuple[Terminal, float]:
    """A module on a terminal, and the milliseconds from its start to its first screen."""
    began = time.perf_counter()
    terminal = Terminal([PYTHON, "-m", *words], size=size)
    terminal.wait_for("F10", 60)
    return terminal, 1000 * (time.perf_counter() - began)


def processor_ms(terminal: Terminal) -> float:
    """Milliseconds of processor time of all the peer's threads, by the scheduler's own clock."""
    tasks = Path(f"/proc/{terminal.process.pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6


def ticking(terminal: Terminal, seconds: float) -> Figures:
    """Bytes and processor time a second while nobody types."""
    terminal.settle(0.3, 3)
    sent, used, began = len(terminal.sent), processor_ms(terminal), time.perf_counter()
    while time.perf_counter() - began < seconds:
        terminal.read(0.05)
    took = time.perf_counter() - began
    return {
        "bytes_s": (len(terminal.sent) - sent) / took,
        "cpu_ms_s": (processor_ms(terminal) - used) / took,
    }


def answer_ms(terminal: Terminal, key: str, words: str, read: Callable[[], bytes], timeout: float = 30) -> float:
    """Milliseconds from a key to the arrival of the bytes that put these words on the screen."""
    began = time.perf_counter()
    os.write(terminal.master, key.encode())
    while time.perf_counter() - began < timeout:
        if read() and words in status_line(terminal):
            return 1000 * (terminal.arrived - began)
    return 1000 * timeout


def status_line(terminal: Terminal) -> str:
    """The last row but one, whose words end with a space."""
    row = terminal.screen.buffer[terminal.height - 2]
    return "".join(row[x].data for x in range(40))


def keys(terminal: Terminal, count: int, read: Callable[[], bytes], timeout: float = 30) -> Figures:
    """The median and the slowest of a hundred answers, at random moments between the ticks."""
    choice, at, times = random.Random(4), 0, []
    for n in range(count):
        pause_until = time.perf_counter() + choice.uniform(0.05, 0.25)
        while time.perf_counter() < pause_until:
            read()
        at += 1 if (n // 10) % 2 == 0 else -1
        times.append(
            answer_ms(terminal, "\x1bOB" if (n // 10) % 2 == 0 else "\x1bOA", f"{content.STATUS}{at} ", read, timeout)
        )
        if times[-1] >= 1000 * timeout:
            break
    times.sort()
    return {"key_p50_ms": statistics.median(times), "key_p99_ms": times[min(int(len(times) * 0.99), len(times) - 1)]}


def slow_reader(terminal: Terminal, bytes_s: int) -> Callable[[], bytes]:
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


def hang_up_s(terminal: Terminal) -> float:
    """Seconds from the loss of the terminal to the end of the program."""
    terminal.settle(0.1, 1)
    terminal.hang_up()
    began = time.perf_counter()
    terminal.process.wait(10)
    return time.perf_counter() - began


def starts_ms(count: int, desk: list[str]) -> Figures:
    """The medians of several starts to the first screen, taken in turn so that all bear the same load."""
    times: dict[str, list[float]] = {"board": [], "empty": [], "desk": []}
    for _ in range(count):
        for name, words in (("board", OURS), ("empty", EMPTY), ("desk", desk)):
            terminal, took = started(words, (80, 24))
            times[name].append(took)
            terminal.__exit__()
    return {name: statistics.median(taken) for name, taken in times.items()}


def demonstration(folder: str) -> list[str]:
    """The words that open the real desk on a demonstration night made in a folder."""
    store, night = str(Path(folder) / "store"), "2026-11-22T02:14:07Z"
    terminal = Terminal([PYTHON, "-m", "tui", "demo", store, "--clock", night])
    assert terminal.wait_end(120) == 0
    terminal.__exit__()
    return ["tui", "--store", store, "--clock", night]


def measure(quick: bool) -> dict[str, Figures]:
    """All figures, by peer and size."""
    seconds, presses, starts = (5.0, 40, 3) if quick else (20.0, 200, 9)
    found: dict[str, Figures] = {}
    for name, peer in PEERS.items():
        for size in SIZES:
            with started(peer, size)[0] as terminal:
                figures = ticking(terminal, seconds)
                figures |= keys(terminal, presses, lambda t=terminal: t.read(0.01))  # type: ignore[misc]
                found[f"{name} {size[0]}x{size[1]}"] = figures
        with started(peer, (80, 24))[0] as terminal:
            slow = keys(terminal, presses // 4, slow_reader(terminal, 2000), 10)
            found[f"{name} 80x24"] |= {f"slow_{key}": value for key, value in slow.items()}
    with started(["benchmarks.peers.ours", "2000"], (80, 24))[0] as terminal:
        found["nightdesk 2000 rows"] = ticking(terminal, seconds)
    with TemporaryDirectory() as folder:
        desk = demonstration(folder)
        with started(desk, (80, 24))[0] as terminal:
            found["the desk itself"] = ticking(terminal, seconds)
            found["the desk itself"]["hang_up_s"] = hang_up_s(terminal)
        found["start"] = starts_ms(starts, desk)
    return found


def verdicts(found: dict[str, Figures]) -> list[tuple[str, float, float]]:
    """What is wanted, what was found, and the bound."""
    ours, table, curses = (found[f"{name} 80x24"] for name in PEERS)
    values = [
        ours["bytes_s"],
        ours["bytes_s"] / curses["bytes_s"],
        ours["cpu_ms_s"] / table["cpu_ms_s"],
        ours["key_p50_ms"],
        ours["key_p99_ms"],
        found["the desk itself"]["hang_up_s"],
        found["start"]["board"] / found["start"]["empty"],
        found["start"]["desk"] / found["start"]["empty"],
    ]
    return [(name, value, bound) for (name, bound), value in zip(WANTED.items(), values, strict=True)]


def main() -> int:
    """Measure, print, write; 1 when something is worse than wanted."""
    found = measure("--quick" in sys.argv)
    columns = ["bytes_s", "cpu_ms_s", "key_p50_ms", "key_p99_ms", "slow_key_p50_ms", "slow_key_p99_ms"]
    print(f"{'':22}" + "".join(f"{column:>17}" for column in columns))
    for name, figures in found.items():
        if name != "start":
            print(f"{name:22}" + "".join(f"{figures[c]:17.1f}" if c in figures else f"{'':17}" for c in columns))
    print("first screen, ms:", {name: round(value) for name, value in found["start"].items()})
    judged = verdicts(found)
    for name, value, bound in judged:
        print(f"{'ok ' if value <= bound else 'BAD'} {name} {bound}: {value:.2f}")
    RESULTS.parent.mkdir(exist_ok=True)
    load = round(os.getloadavg()[0], 1)
    rounded = {name: {key: round(value, 2) for key, value in figures.items()} for name, figures in found.items()}
    RESULTS.write_text(json.dumps({"v": 1, "load": load, "found": rounded}, indent=1) + "\n")
    return 0 if all(value <= bound for _, value, bound in judged) else 1


if __name__ == "__main__":
    sys.exit(main())
