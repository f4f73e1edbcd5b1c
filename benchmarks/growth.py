"""The board while its store grows by ten thousand entries, and while its window is dragged to other sizes.

    python -m benchmarks.growth [--quick]

Another process records as fast as it can, ten entries at a time, about anybody there is, as an import does; meanwhile
the cursor is moved, and each key is timed until the bytes of its answer arrive. The same keys on a store at rest are
the floor, in the same run. Writes benchmarks/results/growth.json; ends by itself within three minutes.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.board_sessions import board, cursor_keys, leave, percentile
from benchmarks.long_store import long_store
from benchmarks.processes import environment, run
from tests.terminal.harness import REPOSITORY, Terminal

RESULTS = Path(__file__).parent / "results" / "growth.json"
ENTRIES, BATCH = 10_000, 10
ROUND = 6
"""Keys after which the cursor is where it was: at the end of the list it would not move."""
LONGEST_S = 45.0
"""Seconds in which keys are pressed; what is not taken in by then follows without."""
SIZES = ((80, 24), (120, 30), (20, 5), (250, 70), (79, 24), (100, 40))
WANTED = {
    "a key is delayed by at most, ms, p99, while 10,000 entries come": 16.0,
    "seconds from the last of sixty resizings to the whole board": 1.0,
}
RECORD = """
import random, sys
from data.desk import Desk
from data.ledger import Draft
desk, chance = Desk.open(sys.argv[1]), random.Random(4)
children, total, batch = [child for child in desk.register.subjects() if child != "desk"], *map(int, sys.argv[2:])
data = {"happened_at": desk.now().strftime("%Y-%m-%dT%H:%M:%SZ"), "text": "Spoke to the home: nothing new."}
for first in range(0, total, batch):
    drafts = [Draft(f"grow-{first + n}", chance.choice(children), "NoteAdded", 1, data) for n in range(batch)]
    desk._ledger.append(drafts, desk.author())
print(desk._ledger.head.seq)
"""


def prepared(folder: Path) -> Path:
    """A store of forty thousand entries whose derived files are there."""
    store = folder / "store"
    shutil.copytree(long_store(4000, 4000, 40_000), store)
    run(["-c", "import sys; from data.behind import run; run(sys.argv[1])", str(store)])
    return store


def grown(store: Path, entries: int, presses: int) -> dict[str, float]:
    """The keys at rest and while the store grows, and how soon the last entry is shown."""
    with board(store) as terminal:
        terminal.wait_for("F10 Quit", 120)
        terminal.settle(1.0, 5)
        rest = cursor_keys(terminal, presses)
        with subprocess.Popen(
            [sys.executable, "-c", RECORD, str(store), str(entries), str(BATCH)],
            env=environment(), cwd=REPOSITORY, stdout=subprocess.PIPE,
        ) as recorder:  # fmt: skip
            began, busy, last, recorded = time.perf_counter(), [], "", 0.0
            while not (last and f"{last}:" in terminal.lines[0]) and time.perf_counter() < began + LONGEST_S:
                busy += cursor_keys(terminal, ROUND)
                if not last and recorder.poll() is not None:
                    last = (recorder.stdout.read() if recorder.stdout else b"").decode().strip()
                    recorded = time.perf_counter() - began
        terminal.wait_for(lambda: f"{last}:" in terminal.lines[0], 60)
        shown = time.perf_counter() - began - recorded
        leave(terminal)
    return {
        "at rest, key p50 ms": percentile(rest, 0.5),
        "at rest, key p99 ms": percentile(rest, 0.99),
        "growing, key p50 ms": percentile(busy, 0.5),
        "growing, key p99 ms": percentile(busy, 0.99),
        "growing, keys": len(busy),
        "a key is delayed by at most, ms, p99, while 10,000 entries come": percentile(busy, 0.99)
        - percentile(rest, 0.5),
        "seconds until all is taken in, after the last": max(shown, 0.0),
        "seconds in which they were recorded": recorded,
    }


def dragged(store: Path) -> dict[str, float]:
    """Sixty sizes in three seconds, some far too small; then the usual one."""
    with board(store) as terminal:
        terminal.wait_for("F10 Quit", 120)
        for number in range(60):
            terminal.resize(*SIZES[number % len(SIZES)])
            _meanwhile(terminal, 0.05)
        terminal.resize(80, 24)
        began = time.perf_counter()
        terminal.wait_for(lambda: "F10 Quit" in terminal.lines[-1] and "MISSING ---" in terminal.text, 30)
        took = time.perf_counter() - began
        leave(terminal)
    return {"seconds from the last of sixty resizings to the whole board": took}


def _meanwhile(terminal: Terminal, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        terminal.read(0.01)


def main(quick: bool) -> int:
    """Measure, print, keep."""
    with tempfile.TemporaryDirectory() as name:
        store = prepared(Path(name))
        found = grown(store, ENTRIES // 10 if quick else ENTRIES, 42 if quick else 198) | dragged(store)
    for what, bound in WANTED.items():
        print(f"{'ok ' if found[what] <= bound else 'BAD'} {what}, at most {bound}: {found[what]:.2f}")
    print("   ".join(f"{what} {value:.1f}" for what, value in found.items() if what not in WANTED))
    judged = [[what, bound, round(found[what], 3)] for what, bound in WANTED.items()]
    others = {what: round(value, 2) for what, value in found.items() if what not in WANTED}
    RESULTS.parent.mkdir(exist_ok=True)
    load = round(os.getloadavg()[0], 1)
    RESULTS.write_text(json.dumps({"v": 1, "load": load, "judged": judged, "others": others}, indent=1) + "\n")
    return int(any(found[what] > bound for what, bound in WANTED.items()))


if __name__ == "__main__":
    sys.exit(main("--quick" in sys.argv))
