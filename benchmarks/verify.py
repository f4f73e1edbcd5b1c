"""What a full verification costs against `sha256sum` over the same bytes, and whether a worker's keys notice it.

`python -m benchmarks.verify [--times N]` prints a table and writes benchmarks/results/verify.json. The record is that
of ten years. The keys move the cursor of a real board on a real terminal: first while nothing else goes on, then while
the process that every board starts a minute after itself, once a day, checks the whole record.
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
from tests.terminal.harness import REPOSITORY, Terminal
from tui.app import CHECK_AFTER_S

RESULTS = Path(__file__).parent / "results" / "verify.json"
VERIFY = "import sys; from pathlib import Path; from data.io import Io; from data.ledger.verify import verify; "
VERIFY += "sys.exit(not verify(Path(sys.argv[1]), Io()).sound)"
KEYS_AT_ONCE = 12


def costs(command: Sequence[str]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor, of one process that ends well."""
    began, used = time.perf_counter(), os.times()
    subprocess.run(command, env=environment(), cwd=REPOSITORY, stdout=subprocess.DEVNULL, check=True)
    took, now = time.perf_counter() - began, os.times()
    return took, now.children_user + now.children_system - used.children_user - used.children_system


def keys_on_a_board(store: Path) -> tuple[list[float], list[float]]:
    """Milliseconds that the board took to answer keys: before it begins to check the record, and while it does."""
    run(["-c", "import sys; from data.behind import run; run(sys.argv[1])", str(store)])
    (store / "derived" / "checked").unlink()  # so that there is nothing else to do behind the board
    with board(store) as terminal:
        terminal.wait_for("MISSING ---", 120)
        terminal.settle(1.0, 8)
        began, alone, meanwhile = time.monotonic(), [], []
        while not _checking(terminal):
            if time.monotonic() - began > 2 * CHECK_AFTER_S:
                raise RuntimeError("the board does not check its record")
            found = cursor_keys(terminal, KEYS_AT_ONCE)
            alone += [] if _checking(terminal) else found
        while _checking(terminal):
            meanwhile += cursor_keys(terminal, KEYS_AT_ONCE)
        leave(terminal)
    if not (store / "derived" / "checked").exists():
        raise RuntimeError("the record was not found sound")
    return sorted(alone), sorted(meanwhile)


def _checking(terminal: Terminal) -> bool:
    """Whether the board has the process that reads behind it."""
    pid = terminal.process.pid
    return bool(Path(f"/proc/{pid}/task/{pid}/children").read_text())


def measure(times: int) -> dict[str, object]:
    """All figures, the rivals taken in turn."""
    base = Path(tempfile.mkdtemp(prefix="verify-"))
    try:
        shutil.copytree(long_store(), base / "store")
        os.sync()  # what was just made is not to be waited for below
        files = [str(path) for path in sorted((base / "store" / "ledger").iterdir())]
        rivals = {"sha256sum": ["sha256sum", *files], "verify": [sys.executable, "-c", VERIFY, str(base / "store")]}
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in rivals}
        for _ in range(times):
            for name, command in rivals.items():
                taken[name].append(costs(command))
        alone, meanwhile = keys_on_a_board(base / "store")
    finally:
        shutil.rmtree(base, ignore_errors=True)
    best = {name: (min(took for took, _ in runs), min(used for _, used in runs)) for name, runs in taken.items()}
    ratio = [best["verify"][n] / best["sha256sum"][n] for n in (0, 1)]
    later = max(0.0, meanwhile[-1] - alone[-1])
    judged = [
        [f"verification of {EVENTS:,} events, times sha256sum, processor", 3, round(ratio[1], 2)],
        ["a key's answer later while the board checks its record, worst, ms", 16, round(later, 2)],
    ]
    others: dict[str, float] = {"verification, times sha256sum, by the clock": round(ratio[0], 2)}
    others |= {f"{name}, seconds of processor": round(used, 3) for name, (_, used) in best.items()}
    for name, found in (("before", alone), ("while it checks", meanwhile)):
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
