"""What the board costs on the line and in the processor, and how soon a key is answered.

    python -m benchmarks.wire [--quick]

`as shipped` is the desk itself on a real store with forty live episodes, thirteen of them within the hour: those count
seconds, the others minutes. `nightdesk` is the same list and painting in a bare application where every row in sight
changes each second, as on no night; `DataTable` (stock Textual) and `curses` show those very rows, for comparison.

All run on real pseudo-terminals (TERM=xterm, sixteen colours). A key's time runs from the write of the key to the
arrival of the bytes that answer it, with rows ticking meanwhile. The slow line takes 2,000 bytes a second. `over ssh`
is the desk as shipped behind a real sshd on loopback: its bytes are those on the wire. Writes
benchmarks/results/wire.json; the figures depend on the machine, the ratios less.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.busy_night import busy_night
from benchmarks.key_answers import keys, mark_stands, slowly, status_says
from benchmarks.over_ssh import can_be_measured, over_ssh
from benchmarks.ticking import counting_seconds, ticking
from tests.terminal.harness import PYTHON, Terminal

RESULTS = Path(__file__).parent / "results" / "wire.json"
EMPTY = ["benchmarks.peers.empty"]
PEERS = {
    "nightdesk": ["benchmarks.peers.ours", "40"],
    "DataTable": ["benchmarks.peers.table", "40"],
    "curses": ["benchmarks.peers.curses_board", "40"],
}
SIZES = ((80, 24), (200, 60))
SLOW_BYTES_S = 2000
WANTED = {
    "bytes a second as shipped, forty live rows, 80x24": 100,
    "bytes a second as shipped, forty live rows, 200x60": 100,
    "every row ticking, bytes a second, 80x24": 250,
    "every row ticking, times the bytes of curses, 80x24": 1.6,
    "every row ticking, times the bytes of curses, 200x60": 1.6,
    "every row ticking, share of DataTable's processor time, 80x24": 0.2,
    "every row ticking, share of DataTable's processor time, 200x60": 0.2,
    "key to screen p50 ms": 8,
    "key to screen p99 ms": 25,
    "as shipped, key on a line of 2,000 bytes a second, p50 ms": 200,
    "as shipped over ssh, key on a line of 2,000 bytes a second, p50 ms": 200,
    "seconds from hang-up to end": 1,
    "first board of forty rows against an empty Textual application": 1.15,
    "first board of the desk itself against it": 1.6,
}
Figures = dict[str, float]


def started(words: list[str], size: tuple[int, int] = (80, 24)) -> Terminal:
    """A module on a terminal, its first screen there."""
    terminal = Terminal([PYTHON, "-m", *words], size=size)
    terminal.wait_for("F10", 60)
    return terminal


def at_rest(desk: list[str], seconds: float) -> dict[str, Figures]:
    """Everything that ticks, side by side, and nobody types."""
    whats = {f"{name} {w}x{h}": (peer, (w, h)) for name, peer in PEERS.items() for w, h in SIZES}
    whats |= {f"as shipped {w}x{h}": (desk, (w, h)) for w, h in SIZES}
    whats["nightdesk 2000 rows"] = (["benchmarks.peers.ours", "2000"], SIZES[0])
    with ExitStack() as stack:
        terminals = {name: stack.enter_context(started(*what)) for name, what in whats.items()}
        found = ticking(terminals, seconds)
        for name, terminal in terminals.items():
            found[name]["rows_counting_seconds"] = counting_seconds(terminal)
    return found


def with_keys(desk: list[str], presses: int) -> dict[str, Figures]:
    """Keys on each of them alone, and on a slow line; a peer that does not answer there is not waited for long."""
    found: dict[str, Figures] = {}
    for name, peer in PEERS.items():
        for size in SIZES:
            with started(peer, size) as terminal:
                found[f"{name} {size[0]}x{size[1]}"] = keys(terminal, _fewer(presses, size), status_says(terminal))
        with started(peer) as terminal:
            read = slowly(terminal, SLOW_BYTES_S)
            slow = keys(terminal, presses // 3, status_says(terminal), read, most_s=20)
            found[f"{name} 80x24"] |= {f"slow_{key}": value for key, value in slow.items()}
    for size in SIZES:
        with started(desk, size) as terminal:
            found[f"as shipped {size[0]}x{size[1]}"] = keys(terminal, _fewer(presses, size), mark_stands(terminal))
    with started(desk) as terminal:
        slow = keys(terminal, presses // 3, mark_stands(terminal), slowly(terminal, SLOW_BYTES_S))
        found["as shipped 80x24"] |= {f"slow_{key}": value for key, value in slow.items()}
    return found


def _fewer(presses: int, size: tuple[int, int]) -> int:
    return presses if size == SIZES[0] else presses // 2


def hang_up_s(desk: list[str]) -> float:
    """Seconds from the loss of the terminal to the end of the program."""
    with started(desk) as terminal:
        terminal.settle(0.1, 1)
        terminal.hang_up()
        began = time.perf_counter()
        terminal.process.wait(10)
        return time.perf_counter() - began


def starts_ms(count: int, desk: list[str]) -> Figures:
    """The medians of several starts to the first screen, taken in turn so that all bear the same load."""
    times: dict[str, list[float]] = {"board": [], "empty": [], "desk": []}
    for _ in range(count):
        for name, words in (("board", PEERS["nightdesk"]), ("empty", EMPTY), ("desk", desk)):
            began = time.perf_counter()
            with started(words):
                times[name].append(1000 * (time.perf_counter() - began))
    return {name: statistics.median(taken) for name, taken in times.items()}


def demonstration(folder: str) -> list[str]:
    """The words that open the real desk on a demonstration night made in a folder."""
    store, night = str(Path(folder) / "demonstration"), "2026-11-22T02:14:07Z"
    with Terminal([PYTHON, "-m", "tui", "demo", store, "--clock", night]) as terminal:
        assert terminal.wait_end(120) == 0
    return ["tui", "--store", store, "--clock", night]


def measure(quick: bool) -> dict[str, Figures]:
    """All figures, by what and size."""
    seconds, presses, starts = (10.0, 30, 3) if quick else (25.0, 100, 9)
    with TemporaryDirectory(prefix="nightdesk-wire-") as folder:
        store = busy_night(Path(folder))
        desk = ["tui", "--store", str(store)]
        found = at_rest(desk, seconds)
        for name, figures in with_keys(desk, presses).items():
            found[name] |= figures
        if can_be_measured():
            door = Path(folder) / "door"
            door.mkdir()
            found["over ssh 80x24"] = over_ssh(door, store, seconds / 3, presses // 3, SLOW_BYTES_S)
        found["the desk itself"] = {"hang_up_s": hang_up_s(desk)}
        found["start"] = starts_ms(starts, demonstration(folder))
    return found


def verdicts(found: dict[str, Figures]) -> list[tuple[str, float, float]]:
    """What is wanted, what was found, and the bound; what this machine could not measure is left out."""

    def of(name: str, figure: str, size: str = "80x24") -> float:
        return found.get(f"{name} {size}", {}).get(figure, float("nan"))

    def times(peer: str, figure: str, size: str) -> float:
        return of("nightdesk", figure, size) / of(peer, figure, size)

    start = found["start"]
    values = [
        of("as shipped", "bytes_s"),
        of("as shipped", "bytes_s", "200x60"),
        of("nightdesk", "bytes_s"),
        times("curses", "bytes_s", "80x24"),
        times("curses", "bytes_s", "200x60"),
        times("DataTable", "cpu_ms_s", "80x24"),
        times("DataTable", "cpu_ms_s", "200x60"),
        of("nightdesk", "key_p50_ms"),
        of("nightdesk", "key_p99_ms"),
        of("as shipped", "slow_key_p50_ms"),
        of("over ssh", "slow_key_p50_ms"),
        found["the desk itself"]["hang_up_s"],
        start["board"] / start["empty"],
        start["desk"] / start["empty"],
    ]
    judged = zip(WANTED.items(), values, strict=True)
    return [(name, value, bound) for (name, bound), value in judged if value == value]


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
        print(f"{'ok ' if value <= bound else 'BAD'} {name}, at most {bound}: {value:.2f}")
    RESULTS.parent.mkdir(exist_ok=True)
    load = round(os.getloadavg()[0], 1)
    rounded = {name: {key: round(value, 2) for key, value in figures.items()} for name, figures in found.items()}
    RESULTS.write_text(json.dumps({"v": 1, "load": load, "found": rounded}, indent=1) + "\n")
    return 0 if all(value <= bound for _, value, bound in judged) else 1


if __name__ == "__main__":
    sys.exit(main())
