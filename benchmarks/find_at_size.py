"""Find in the desk of ten years' size: `python -m benchmarks.find_at_size`.

A letter typed into the find screen, from the moment its byte is read to the moment the bytes with its answer are
written, in the desk's own driver; `nightdesk find` as a whole process against `python -c pass`, and against
Taskwarrior filtering as many tasks in the same run. Writes benchmarks/results/find_at_size.json; exits with 1 when
something is worse than wanted.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.board_sessions import leave, percentile
from benchmarks.find import findables
from benchmarks.find_queries import queries
from benchmarks.long_store import long_store
from benchmarks.peers import taskwarrior
from benchmarks.processes import against_bare, environment, run
from data.find.findable import Findable
from tests.terminal.harness import PYTHON, Terminal

RESULTS = Path(__file__).parent / "results" / "find_at_size.json"
WANTED = {
    "a letter in find, key read to answer written, p50 ms": 6.0,
    "a letter in find, key read to answer written, p99 ms": 16.0,
    "find, exact, times python -c pass": 3.0,
    "find, misspelt, times python -c pass": 6.0,
    "find, exact, times Taskwarrior filtering as many tasks": 0.333,
    "find, misspelt, times Taskwarrior filtering as many tasks": 0.333,
}
PACE_S = (0.06, 0.14)
"""From one letter to the next: a quick typist, and ten a second."""
CLEAR = "\x15"
Found = dict[str, float]


def prepared() -> Path:
    """The ten years' store with everything derived, which is what the second night finds."""
    raw = long_store()
    ready = raw.with_name(f"{raw.name}-ready")
    if not ready.exists():
        shutil.copytree(raw, ready)
    run(["-c", "import sys; from data.behind import run; run(sys.argv[1])", str(ready)])
    return ready


def typed(children: list[Findable], asked: int) -> list[str]:
    """Texts of every kind of the published set."""
    every = queries(children)
    return [one.text for one in every[:: max(len(every) // asked, 1)]]


def letters(store: Path, texts: list[str]) -> list[float]:
    """Milliseconds from a letter's arrival in the driver to the end of the write that answers it."""
    chance = random.Random(3)
    with tempfile.NamedTemporaryFile(mode="r", encoding="ascii") as notes:
        command = [PYTHON, "-m", "benchmarks.peers.timed_keys", notes.name, "--store", str(store)]
        with Terminal(command) as terminal:
            terminal.wait_for("MISSING ---", 120)
            terminal.settle(1.0, 10)
            terminal.send("/")
            terminal.wait_for("Find:")
            terminal.settle(0.5, 3)
            _press(terminal, CLEAR, 0.2)
            for text in texts:
                for letter in text:
                    _press(terminal, letter, chance.uniform(*PACE_S))
                _press(terminal, CLEAR, 0.2)
            terminal.send("\x1b")
            terminal.wait_for("MISSING ---", 60)
            leave(terminal)
        return _answered(notes.read().splitlines())


def _press(terminal: Terminal, key: str, pause_s: float) -> None:
    os.write(terminal.master, key.encode())
    until = time.perf_counter() + pause_s
    while (left := until - time.perf_counter()) > 0:
        terminal.read(left)


def _answered(notes: list[str]) -> list[float]:
    """Each answer after the first letter that had none yet; another key, such as the one that clears, begins anew."""
    took, letter = [], 0.0
    for line in notes:
        what, _, at = line.partition(" ")
        if what == "other":
            letter = 0.0
        elif what == "letter":
            letter = letter or float(at)
        elif letter:
            took.append(1000 * (float(at) - letter))
            letter = 0.0
    return took


def whole(store: Path, times: int) -> Found:
    """The plain command."""
    asked = {"find, exact": "smith", "find, misspelt": "kayliegh bronw"}
    commands = {what: ["-m", "tui", "find", text, "--store", str(store)] for what, text in asked.items()}
    found = against_bare(commands, times)
    return {f"{what}, times python -c pass": each["times"] for what, each in found.items() if what in asked} | {
        f"{what}, ms": each["ms"] for what, each in found.items()
    }


def beside_taskwarrior(store: Path, children: list[Findable], times: int) -> Found:
    """Both as whole processes, in turn; medians. Nothing where Taskwarrior is not installed."""
    if not taskwarrior.PROGRAM:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        task = taskwarrior.filled(Path(folder) / "task", children)
        ours = [sys.executable, "-m", "tui", "find"]
        commands = {
            "task": [*task, "smith", "list"],
            "exact": [*ours, "smith", "--store", str(store)],
            "misspelt": [*ours, "kayliegh bronw", "--store", str(store)],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(times + 1):
            for name, command in commands.items():
                took = _took(command)
                taken[name] += [took] * bool(turn)
    ms = {name: median(found) for name, found in taken.items()}
    return {
        f"find, {name}, times Taskwarrior filtering as many tasks": ms[name] / ms["task"]
        for name in ("exact", "misspelt")
    } | {"Taskwarrior, list smith, ms": ms["task"]}


def _took(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return 1000 * (time.perf_counter() - began)


def measure(quick: bool, store: Path) -> Found:
    """Everything."""
    children = findables()
    found = whole(store, 8 if quick else 25)
    found |= beside_taskwarrior(store, children, 5 if quick else 15)
    took = letters(store, typed(children, 25 if quick else 80))
    names = list(WANTED)
    found |= {names[0]: percentile(took, 0.5), names[1]: percentile(took, 0.99)}
    return found | {"letters typed": float(len(took)), "the slowest letter, ms": max(took)}


def main() -> int:
    """Measure, print, keep. A folder named is a store made and prepared already."""
    named = [word for word in sys.argv[1:] if not word.startswith("-")]
    found = measure("--quick" in sys.argv, Path(named[0]) if named else prepared())
    judged = [(name, bound, round(found[name], 3)) for name, bound in WANTED.items() if name in found]
    for name, bound, value in judged:
        print(f"{'ok ' if value <= bound else 'BAD'} {name}, at most {bound}: {value:.2f}")
    others = {name: round(value, 2) for name, value in found.items() if name not in WANTED}
    print("   ".join(f"{name} {value:.1f}" for name, value in others.items()))
    load = round(os.getloadavg()[0], 1)
    RESULTS.write_text(json.dumps({"v": 1, "load": load, "judged": judged, "others": others}, indent=1) + "\n")
    return 0 if all(value <= bound for _, bound, value in judged) else 1


if __name__ == "__main__":
    sys.exit(main())
