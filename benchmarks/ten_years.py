"""Ten years of the busiest county: 20,000 children, 50,000 episodes, 500,000 entries.

    python -m benchmarks.ten_years [--quick] [--only plain,screen,sessions,rows] [STORE]

STORE is one that was prepared before; it is copied first. Without it one is made, which takes some minutes longer.
With `--only` the other figures stay as they were measured last.
The figures are ratios in one run on one machine: a plain command against `python -c pass`, the board against an empty
Textual application. Writes benchmarks/results/ten_years.json; exits with 1 when something is worse than wanted.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.board_sessions import at_rest, board, cursor_keys, find_keys, leave, percentile, starts
from benchmarks.long_store import long_store
from benchmarks.processes import against_bare, run

RESULTS = Path(__file__).parent / "results" / "ten_years.json"
TEXTS = ("kayleigh", "kayliegh bronw", "mohamed kahn", "siobhan", "12/3/2010", "smith jack", "oneill", "thomson")
HOW_MANY = 20
READY = "F10 Quit"
"""The last words of a whole board; what is drawn before it is loaded lacks them."""
MINUTE = 60.0
"""Seconds: with 2,000 rows something turns at most full minutes, which a shorter look may miss or meet."""
WANTED = {
    "find, exact, times python -c pass": 3.0,
    "find, misspelt, times python -c pass": 6.0,
    "board, times python -c pass": 8.0,
    "note, times python -c pass": 8.0,
    "note, times note in an empty store": 1.1,
    "board readable, times an empty Textual application": 0.25,
    "board's first full frame, times an empty Textual application": 1.15,
    "find in the app, key to screen, p50 ms": 6.0,
    "find in the app, key to screen, p99 ms": 16.0,
    "2,000 rows, processor, times 20 rows": 1.3,
    "2,000 rows, memory, times 20 rows": 1.1,
    "20 sessions, memory (PSS), MiB": 550.0,
    "20 sessions, processor, % of a core": 10.0,
    "20 sessions, key p99, times a single session's": 2.0,
}
Found = dict[str, float]


def plain(store: Path, empty: Path, times: int) -> Found:
    """The plain commands as whole processes."""
    episode, first = _episode(store), _first_episode(empty)
    commands = {
        "find, exact": ["-m", "tui", "find", "smith", "--store", str(store)],
        "find, misspelt": ["-m", "tui", "find", "kayliegh bronw", "--store", str(store)],
        "board": ["-m", "tui", "board", "--store", str(store)],
        "note": ["-m", "tui", "note", episode, "Rang again: no news.", "--store", str(store)],
        "note, empty store": ["-m", "tui", "note", first, "Rang again: no news.", "--store", str(empty)],
    }
    found = against_bare(commands, times)
    figures = {f"{name}, times python -c pass": each["times"] for name, each in found.items() if name in WANTED_PLAIN}
    figures["note, times note in an empty store"] = found["note"]["ms"] / found["note, empty store"]["ms"]
    return figures | {f"{name}, ms": each["ms"] for name, each in found.items()} | {
        f"{name}, processor ms": each["processor ms"] for name, each in found.items()
    }  # fmt: skip


WANTED_PLAIN = ("find, exact", "find, misspelt", "board", "note")


def _episode(store: Path) -> str:
    shown = json.loads(run(["-m", "tui", "board", "--json", "--store", str(store)])[2])
    return str(shown["episodes"][0]["id"])


def _first_episode(store: Path) -> str:
    words = ["-m", "tui", "--store", str(store), "--json"]
    child = json.loads(
        run([*words, "child", "add", "--surname", "Barnes", "--forename", "Kayleigh", "--age", "14"])[2]
    )["child"]
    said = ["open", child, "--status", "missing", "--since", "2h ago", "--source", "carer"]
    return str(json.loads(run([*words, *said])[2])["episode"])


def on_the_screen(store: Path, times: int) -> Found:
    """The board's start, and find in it."""
    with board(store) as terminal:  # leaves behind what the next starts draw first
        terminal.wait_for(READY, 120)
        leave(terminal)
    took = starts(store, times)
    with board(store) as terminal:
        terminal.wait_for(READY, 120)
        terminal.settle(1.0, 5)
        keys = find_keys(terminal, TEXTS)[len(TEXTS[0]) :]
        leave(terminal)
    return {
        "board readable, times an empty Textual application": took["readable"] / took["empty"],
        "board's first full frame, times an empty Textual application": took["full"] / took["empty"],
        **{f"start, {name}, ms": value for name, value in took.items()},
        "find in the app, key to screen, p50 ms": percentile(keys, 0.5),
        "find in the app, key to screen, p99 ms": percentile(keys, 0.99),
    }


def rows(folder: Path, seconds: float) -> Found:
    """Two thousand live episodes against twenty."""
    found = {}
    for live in (20, 2000):
        store = _copy(long_store(4000, 4000, 40_000, live), folder / str(live))
        _prepare(store)
        with board(store) as terminal:
            terminal.wait_for(READY, 120)
            terminal.settle(1.0, 8)
            found[live] = at_rest([terminal], seconds)
            leave(terminal)
    few, many = found[20], found[2000]
    return {
        "2,000 rows, processor, times 20 rows": many["processor ms a second"] / few["processor ms a second"],
        "2,000 rows, memory, times 20 rows": many["resident MiB"] / few["resident MiB"],
        "20 rows, processor ms a second": few["processor ms a second"],
        "20 rows, resident MiB": few["resident MiB"],
    }


def sessions(store: Path, seconds: float, presses: int) -> Found:
    """Many boards on one store."""
    with board(store) as terminal:
        terminal.wait_for(READY, 120)
        terminal.settle(1.0, 5)
        alone = cursor_keys(terminal, presses)
        leave(terminal)
    terminals = []
    try:
        for _ in range(HOW_MANY):
            terminals.append(board(store))
            terminals[-1].wait_for(READY, 120)
        for terminal in terminals:
            terminal.settle(0.05, 0.5)
        rest = at_rest(terminals, seconds)
        together = cursor_keys(terminals[0], presses)
    finally:
        for terminal in terminals:
            terminal.__exit__()
    return {
        "20 sessions, memory (PSS), MiB": rest["memory MiB"],
        "20 sessions, processor, % of a core": rest["processor ms a second"] / 10,
        "20 sessions, key p99, times a single session's": percentile(together, 0.99) / percentile(alone, 0.99),
        "one session, key p50 ms": percentile(alone, 0.5),
        "one session, key p99 ms": percentile(alone, 0.99),
    }


def _copy(store: Path, to: Path) -> Path:
    shutil.copytree(store, to)
    return to


def _prepare(store: Path) -> float:
    """What the first night makes, and every other finds: positions, who is live, the find index, the check."""
    began = time.perf_counter()
    run(["-c", "import sys; from data.behind import run; run(sys.argv[1])", str(store)])  # not at the lowest priority
    return time.perf_counter() - began


PARTS = ("plain", "screen", "sessions", "rows")


def measure(store: Path | None, folder: Path, quick: bool, parts: Sequence[str]) -> Found:
    """The parts that were asked for."""
    times, seconds, presses = (5, 8.0, 60) if quick else (15, 20.0, 198)
    found: Found = {}
    long = _copy(store or long_store(), folder / "long")
    found["everything derived, from nothing, s" if store is None else "derived anew, s"] = _prepare(long)
    steps: dict[str, Callable[[], Found]] = {
        "plain": lambda: plain(long, folder / "empty", times),
        "screen": lambda: on_the_screen(long, times),
        "sessions": lambda: sessions(long, seconds, presses),
        "rows": lambda: rows(folder, 8.0 if quick else MINUTE),
    }
    for part in parts:
        found |= steps[part]()
    return found


def _before() -> Found:
    """What was measured last."""
    if not RESULTS.exists():
        return {}
    kept = json.loads(RESULTS.read_text())
    found: Found = kept["others"] | {name: value for name, _, value in kept["judged"]}
    return found


def main(words: Sequence[str]) -> int:
    """Measure, print, keep."""
    asked = ArgumentParser(prog="python -m benchmarks.ten_years")
    asked.add_argument("store", nargs="?", type=Path)
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--only", type=lambda text: text.split(","), default=list(PARTS))
    given = asked.parse_args(words)
    with tempfile.TemporaryDirectory() as name:
        fresh = measure(given.store, Path(name), given.quick, given.only)
    for what, value in fresh.items():
        bound = WANTED.get(what)
        print(f"{'    ' if bound is None else 'ok  ' if value <= bound else 'BAD '}{what}: {value:.2f}", end="")
        print("" if bound is None else f"  at most {bound}")
    found = _before() | fresh
    judged = [[what, bound, round(found[what], 3)] for what, bound in WANTED.items() if what in found]
    others = {what: round(value, 2) for what, value in found.items() if what not in WANTED}
    load = round(os.getloadavg()[0], 1)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"v": 1, "load": load, "judged": judged, "others": others}, indent=1) + "\n")
    return 0 if all(value <= WANTED[what] for what, value in fresh.items() if what in WANTED) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
