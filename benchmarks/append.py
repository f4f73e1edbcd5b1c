"""What an append costs, at 1,000 and at 500,000 events, against a raw write and sync of the same bytes.

`python -m benchmarks.append [--events N,N,…] [--appends N]` prints a table and writes benchmarks/results/append.json.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.io import Io
from data.ledger import Draft, Ledger, open_ledger
from data.ledger.files import name
from data.ledger.head import Head, slot_bytes
from data.ledger.line import write

RESULTS = Path(__file__).parent / "results" / "append.json"
BY = {"name": "J Okafor", "role": "duty worker", "account": "jokafor", "tty": "/dev/pts/3"}
BEGAN = datetime(2016, 1, 1, tzinfo=UTC)
YEARS = 10


def build(store: Path, events: int, seed: int = 1) -> None:
    """A sound store of so many events over ten years, as if they had been appended one by one."""
    choose = random.Random(seed)
    open_ledger(store, Io(), sid="bench", create=True).close()
    head, number, month = Head(), 0, ""
    lines: list[bytes] = []
    step = timedelta(days=365 * YEARS) / events
    for seq in range(1, events + 1):
        at = (BEGAN + seq * step).strftime("%Y-%m-%dT%H:%M:%SZ")
        if at[:7] != month:
            _put(store, number, month, lines)
            number, month, lines, head = number + 1, at[:7], [], head.but(size=0)
        child = f"C{choose.randrange(max(10, events // 25)):06d}"
        draft = Draft(f"e{seq:09d}-{choose.getrandbits(40):010x}", child, "NoteAdded", 1, {"text": "x" * 120})
        lines.append(write(draft, seq, None, at, BY, "bench", head.hash))
        head = Head(seq, lines[-1][-67:-3].decode(), name(number, month), head.size + len(lines[-1]))
    _put(store, number, month, lines)
    (store / "HEAD").write_bytes(2 * slot_bytes(head))


def _put(store: Path, number: int, month: str, lines: list[bytes]) -> None:
    if lines:
        (store / "ledger" / f"{name(number, month)}.jsonl").write_bytes(b"".join(lines))


def appends(ledger: Ledger, folder: Path, count: int) -> tuple[list[float], list[float]]:
    """Seconds that each of so many appends took; and in turn with them, a write and sync of as many bytes.

    Taken in turn, both meet the same disk and the same neighbours.
    """
    taken, least = [], []
    length = len(_last_line(folder / "store"))
    fd = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT)
    for number in range(count):
        draft = Draft(f"bench-{os.getpid()}-{number}", f"C{number:06d}", "NoteAdded", 1, {"text": "x" * 120})
        expect = {draft.subject: ledger.version(draft.subject)}
        begun = time.perf_counter()
        ledger.append([draft], BY, expect)
        taken.append(time.perf_counter() - begun)
        content = os.urandom(length)
        begun = time.perf_counter()
        os.pwrite(fd, content, number * length)
        os.fdatasync(fd)
        least.append(time.perf_counter() - begun)
    os.close(fd)
    return taken, least


def measure(events: int, count: int) -> dict[str, float]:
    """All figures at one size, in milliseconds."""
    base = Path(tempfile.mkdtemp(prefix="append-"))
    try:
        store = base / "store"
        build(store, events)
        opened = time.perf_counter()
        ledger = open_ledger(store, Io(), sid="bench")
        first = time.perf_counter() - opened
        begun = time.perf_counter()
        ledger.keep_index(always=True)
        kept = time.perf_counter() - begun
        ledger.close()
        del ledger
        os.sync()  # the index just written is not to be waited for below
        opened = time.perf_counter()
        ledger = open_ledger(store, Io(), sid="bench")
        again = time.perf_counter() - opened
        begun = time.perf_counter()
        of_one = len(ledger.of_subject("C000007"))
        read = time.perf_counter() - begun
        taken, least = appends(ledger, base, count)
        ledger.close()
    finally:
        shutil.rmtree(base, ignore_errors=True)
    floor = statistics.median(least)
    figures = {
        "events": events,
        "open without index": first,
        "make the index": kept,
        "open with index": again,
        f"one child ({of_one} events)": read,
        "append p50": statistics.median(taken),
        "append p99": sorted(taken)[int(len(taken) * 0.99)],
        "raw write+sync p50": floor,
    }
    found = {what: round(value * 1000, 3) if what != "events" else value for what, value in figures.items()}
    return found | {"append / raw": round(statistics.median(taken) / floor, 2)}


def _last_line(store: Path) -> bytes:
    return max((store / "ledger").iterdir()).read_bytes().splitlines()[-1]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.append", description=__doc__)
    parser.add_argument("--events", default="1000,10000,100000,500000")
    parser.add_argument("--appends", type=int, default=300)
    given = parser.parse_args()
    found = [measure(int(events), given.appends) for events in given.events.split(",")]
    for row in found:
        print("  ".join(f"{what} {value}" for what, value in row.items()))
    growth = found[-1]["append p50"] / found[0]["append p50"]
    print(f"append at {found[-1]['events']} / at {found[0]['events']}: {growth:.2f}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
