"""Eight sessions that record with thought between, and how soon another session sees what one recorded.

`python -m benchmarks.sessions [--events N] [--appends N]` prints a table and writes benchmarks/results/sessions.json.
Each session is a process of its own; it thinks for a random time, half a second on average, and records. The last one
only looks, as often as the board does.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.append import BY, build
from benchmarks.processes import environment
from data.io import Io
from data.ledger import Draft, open_ledger
from tests.terminal.harness import REPOSITORY
from tui.app import POLL_S

RESULTS = Path(__file__).parent / "results" / "sessions.json"
SESSIONS = 8
THINKING_S = 0.5


def record(store: Path, name: str, count: int) -> None:
    """One session: prints a line for each entry, its id, when it was on the disk, and how long it took."""
    choose, ledger = random.Random(name), open_ledger(store, Io(), sid=name)
    for number in range(count):
        time.sleep(choose.expovariate(1 / THINKING_S))
        draft = Draft(f"{name}-{os.getpid()}-{number}", f"{name}-{number}", "NoteAdded", 1, {"text": "x" * 120})
        begun = time.monotonic()
        ledger.append([draft], BY, {draft.subject: ledger.version(draft.subject)})
        now = time.monotonic()
        print(json.dumps([draft.id, now, now - begun]), flush=True)
        ledger.poll()
    ledger.close()


def look(store: Path, until: int, running: list[subprocess.Popen[bytes]]) -> dict[str, float]:
    """When each entry of the others was seen by a session that looks as often as the board does."""
    ledger, seen = open_ledger(store, Io(), sid="looking", write=False), dict[str, float]()
    while len(seen) < until:
        if any(process.poll() for process in running):
            raise RuntimeError("a session failed")
        for line in ledger.poll():
            seen[line.id] = time.monotonic()
        time.sleep(POLL_S)
    ledger.close()
    return seen


def measure(events: int, count: int) -> dict[str, object]:
    """All figures, at one size."""
    base = Path(tempfile.mkdtemp(prefix="sessions-"))
    try:
        build(base / "store", events)
        ledger = open_ledger(base / "store", Io(), sid="first")
        ledger.keep_index(always=True)
        ledger.close()
        os.sync()  # what was just made is not to be waited for below
        command = [sys.executable, "-m", "benchmarks.sessions", "--store", str(base / "store"), "--appends", str(count)]
        running = [
            subprocess.Popen([*command, "--name", f"s{n}"], env=environment(), cwd=REPOSITORY, stdout=subprocess.PIPE)
            for n in range(SESSIONS)
        ]
        seen = look(base / "store", SESSIONS * count, running)
        said = [json.loads(line) for process in running for line in process.communicate()[0].splitlines()]
    finally:
        shutil.rmtree(base, ignore_errors=True)
    taken = sorted(1000 * took for _, _, took in said)
    later = sorted(1000 * (seen[id] - at) for id, at, _ in said)
    p99 = int(len(said) * 0.99)
    judged = [
        [f"{SESSIONS} sessions with thought between, an entry, p99 ms", 50, round(taken[p99], 2)],
        ["another session's entry seen, p99 ms", 300, round(later[p99], 1)],
    ]
    others = {"entries": len(said), "events before": events, "an entry, p50 ms": round(taken[len(said) // 2], 3)}
    others |= {"an entry, worst ms": round(taken[-1], 2), "another's seen, p50 ms": round(later[len(said) // 2], 1)}
    return {"load": os.getloadavg()[0], "judged": judged, "others": others}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sessions", description=__doc__)
    parser.add_argument("--events", type=int, default=500_000)
    parser.add_argument("--appends", type=int, default=60)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--name", default="")
    given = parser.parse_args()
    if given.store:
        record(given.store, given.name, given.appends)
        return
    found = measure(given.events, given.appends)
    print(json.dumps(found, indent=1))
    RESULTS.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
