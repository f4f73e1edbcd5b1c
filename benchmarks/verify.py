"""What a full verification costs against `sha256sum` over the same bytes, and whether a screen notices it.

`python -m benchmarks.verify [--events N] [--times N]` prints a table and writes benchmarks/results/verify.json.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.append import build
from benchmarks.processes import environment
from tests.terminal.harness import REPOSITORY

RESULTS = Path(__file__).parent / "results" / "verify.json"
VERIFY = "import sys; from pathlib import Path; from data.io import Io; from data.ledger.verify import verify; "
VERIFY += "sys.exit(not verify(Path(sys.argv[1]), Io()).sound)"
BEHIND = "import os, sys; from pathlib import Path; from data.io import Io; from data.ledger.background import check; "
BEHIND += "os.nice(19); sys.exit(not check(Path(sys.argv[1]), Io()).sound)"
KEY_EVERY = 0.02
LISTENING = "import os\nwhile key := os.read(0, 1): os.write(1, key)"


def costs(command: Sequence[str]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor, of one process that ends well."""
    began, used = time.perf_counter(), os.times()
    subprocess.run(command, env=environment(), cwd=REPOSITORY, stdout=subprocess.DEVNULL, check=True)
    took, now = time.perf_counter() - began, os.times()
    return took, now.children_user + now.children_system - used.children_user - used.children_system


def answers(seconds: float, while_running: subprocess.Popen[bytes] | None) -> list[float]:
    """Milliseconds that another process took to answer keys, one every 20 ms, for so long or while that one runs."""
    found = []
    with subprocess.Popen([sys.executable, "-c", LISTENING], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin is not None and other.stdout is not None
        until = time.perf_counter() + seconds
        while time.perf_counter() < until and (while_running is None or while_running.poll() is None):
            select.select([], [], [], KEY_EVERY)
            pressed = time.perf_counter()
            os.write(other.stdin.fileno(), b"k")
            os.read(other.stdout.fileno(), 1)
            found.append(1000 * (time.perf_counter() - pressed))
        other.stdin.close()
    return sorted(found[5:])


def measure(events: int, times: int) -> dict[str, object]:
    """All figures, the rivals taken in turn."""
    base = Path(tempfile.mkdtemp(prefix="verify-"))
    try:
        build(base / "store", events)
        files = [str(path) for path in sorted((base / "store" / "ledger").iterdir())]
        rivals = {"sha256sum": ["sha256sum", *files], "verify": [sys.executable, "-c", VERIFY, str(base / "store")]}
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in rivals}
        for _ in range(times):
            for name, command in rivals.items():
                taken[name].append(costs(command))
        alone = answers(5.0, None)
        command = [sys.executable, "-c", BEHIND, str(base / "store")]
        with subprocess.Popen(command, env=environment(), cwd=REPOSITORY) as behind:
            meanwhile = answers(60.0, behind)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    best = {name: (min(took for took, _ in runs), min(used for _, used in runs)) for name, runs in taken.items()}
    ratio = [best["verify"][n] / best["sha256sum"][n] for n in (0, 1)]
    judged = [
        [f"verification of {events:,} events, times sha256sum, processor", 3, round(ratio[1], 2)],
        ["a key's answer later while it runs behind, worst, ms", 16, round(max(0.0, meanwhile[-1] - alone[-1]), 2)],
    ]
    others = {"verification, times sha256sum, by the clock": round(ratio[0], 2)}
    others |= {f"{name}, seconds of processor": round(used, 3) for name, (_, used) in best.items()}
    for name, found in (("alone", alone), ("while it runs", meanwhile)):
        others |= {f"a key's answer {name}, {part}, ms": round(found[at], 3) for part, at in _parts(found)}
    return {"load": os.getloadavg()[0], "judged": judged, "others": others}


def _parts(found: list[float]) -> list[tuple[str, int]]:
    return [("p50", len(found) // 2), ("p99", int(len(found) * 0.99)), ("worst", -1)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verify", description=__doc__)
    parser.add_argument("--events", type=int, default=500_000)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    found = measure(given.events, given.times)
    print(json.dumps(found, indent=1))
    RESULTS.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
