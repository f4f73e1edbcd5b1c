"""What a full verification costs against `sha256sum` over the same bytes, and whether a worker's keys notice it.

`python -m benchmarks.verify [--times N]` prints a table and writes benchmarks/results/verify.json. The record is that
of ten years. The keys move the cursor of a real board on a real terminal: first while nothing else goes on, then while
a process like that which a board starts once a day, at the lowest priority, checks the whole record.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.board_sessions import board, cursor_keys, leave
from benchmarks.long_store import EVENTS, long_store
from benchmarks.processes import environment, run
from tests.terminal.harness import REPOSITORY

RESULTS = Path(__file__).parent / "results" / "verify.json"
VERIFY = "import sys; from pathlib import Path; from data.io import Io; from data.ledger.verify import verify; "
VERIFY += "sys.exit(not verify(Path(sys.argv[1]), Io()).sound)"
BEHIND = "import os, sys; from pathlib import Path; from data.io import Io; from data.ledger.background import check; "
BEHIND += "os.nice(19); sys.exit(not check(Path(sys.argv[1]), Io()).sound)"
KEYS_AT_ONCE, ALONE_S = 12, 25.0
LONGEST_S = 40.0
"""Seconds of keys while it checks: at the lowest priority that takes as long as others need the machine."""


def costs(command: Sequence[str]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor, of one process that ends well."""
    began, used = time.perf_counter(), os.times()
    subprocess.run(command, env=environment(), cwd=REPOSITORY, stdout=subprocess.DEVNULL, check=True)
    took, now = time.perf_counter() - began, os.times()
    return took, now.children_user + now.children_system - used.children_user - used.children_system


def keys_on_a_board(store: Path, checked: Path) -> tuple[list[float], list[float]]:
    """Milliseconds that a board took to answer keys: alone, and while a whole record is checked behind it."""
    run(["-c", "import sys; from data.behind import run; run(sys.argv[1])", str(store)])
    with board(store) as terminal:
        terminal.wait_for("MISSING ---", 120)
        terminal.settle(1.0, 8)
        began, alone, meanwhile = time.monotonic(), [], []
        while time.monotonic() - began < ALONE_S:
            alone += cursor_keys(terminal, KEYS_AT_ONCE)
        command = [sys.executable, "-c", BEHIND, str(checked)]
        with subprocess.Popen(command, env=environment(), cwd=REPOSITORY) as behind:
            began = time.monotonic()
            while behind.poll() is None and time.monotonic() - began < LONGEST_S:
                meanwhile += cursor_keys(terminal, KEYS_AT_ONCE)
            behind.kill()
        leave(terminal)
    return sorted(alone), sorted(meanwhile)


def measure(times: int) -> dict[str, object]:
    """All figures, the rivals taken in turn."""
    base = Path(tempfile.mkdtemp(prefix="verify-"))
    try:
        record = long_store()
        shutil.copytree(long_store(4000, 4000, 40_000, 40), base / "store")
        os.sync()  # what was just made is not to be waited for below
        files = [str(path) for path in sorted((record / "ledger").iterdir())]
        rivals = {"sha256sum": ["sha256sum", *files], "verify": [sys.executable, "-c", VERIFY, str(record)]}
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in rivals}
        for _ in range(times):
            for name, command in rivals.items():
                taken[name].append(costs(command))
        alone, meanwhile = keys_on_a_board(base / "store", record)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    best = {name: (min(took for took, _ in runs), min(used for _, used in runs)) for name, runs in taken.items()}
    ratio = [best["verify"][n] / best["sha256sum"][n] for n in (0, 1)]
    later = max(0.0, meanwhile[-1] - alone[-1])
    judged = [
        [f"verification of {EVENTS:,} events, times sha256sum, processor", 3, round(ratio[1], 2)],
        ["a key's answer later while the record is checked behind the board, worst, ms", 16, round(later, 2)],
    ]
    others: dict[str, float] = {"verification, times sha256sum, by the clock": round(ratio[0], 2)}
    others |= {f"{name}, seconds of processor": round(used, 3) for name, (_, used) in best.items()}
    for name, found in (("alone", alone), ("meanwhile", meanwhile)):
        others |= {f"a key's answer {name}, {part}, ms": round(found[at], 3) for part, at in _parts(found)}
        others[f"keys {name}"] = len(found)
    return {"load": os.getloadavg()[0], "judged": judged, "others": others}


def _parts(found: list[float]) -> list[tuple[str, int]]:
    return [("p50", len(found) // 2), ("p99", int(len(found) * 0.99)), ("worst", -1)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verify", description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    found = measure(given.times)
    print(json.dumps(found, indent=1))
    RESULTS.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
