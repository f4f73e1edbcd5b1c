"""What an append costs, at 1,000 and at 500,000 events, against SQLite and against a raw write of the same bytes.

SQLite as it is asked to be as safe: WAL, synchronous FULL, one connection kept open, one INSERT a commit into a table
that holds as many events of the same bytes, with the id unique and the subject indexed, because that is what an
append here looks up. It is given the line ready-made. For comparison: SQLite doing all that an append does, which is to
look up the subject's version and the last hash, and to write the line from the draft, inside the transaction; and an
INSERT into a table without indexes. All take their turns in one loop.

`python -m benchmarks.append [--events N,N,…] [--appends N]` prints a table and writes benchmarks/results/append.json.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sqlite3
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


class Rival:
    """SQLite with the same events in it."""

    def __init__(self, path: Path, store: Path, *, indexed: bool) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        kind = "TEXT UNIQUE" if indexed else "TEXT"
        self._db.execute(f"CREATE TABLE event (seq INTEGER PRIMARY KEY, id {kind}, subject TEXT, line TEXT)")
        self._db.execute("BEGIN")
        for file in sorted((store / "ledger").iterdir()):
            for line in file.read_text().split("\n")[:-1]:
                fields = json.loads(line)
                self._insert(fields["id"], fields["subject"], line)
        if indexed:
            self._db.execute("CREATE INDEX of_subject ON event (subject)")
        self._db.execute("COMMIT")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.execute("PRAGMA synchronous = FULL")

    def _insert(self, id: str, subject: str, line: str) -> None:
        self._db.execute("INSERT INTO event (id, subject, line) VALUES (?, ?, ?)", (id, subject, line))

    def append(self, draft: Draft, line: str) -> float:
        """Seconds that one durable insert took."""
        begun = time.perf_counter()
        self._insert(draft.id, draft.subject, line)
        return time.perf_counter() - begun

    def append_checked(self, draft: Draft, expect: int) -> float:
        """The same, with everything that an append of the ledger does before it writes."""
        begun = time.perf_counter()
        self._db.execute("BEGIN IMMEDIATE")
        version = self._db.execute("SELECT max(seq) FROM event WHERE subject = ?", (draft.subject,)).fetchone()[0] or 0
        seq, last = self._db.execute("SELECT seq, line FROM event ORDER BY seq DESC LIMIT 1").fetchone()
        if version != expect:
            raise RuntimeError("another event came before")
        at = datetime.now(UTC).isoformat(timespec="seconds")[:19] + "Z"
        line = write(draft, seq + 1, None, at, BY, "bench", last.rstrip()[-66:-2])
        self._insert(draft.id, draft.subject, line.decode())
        self._db.execute("COMMIT")
        return time.perf_counter() - begun

    def version(self, subject: str) -> int:
        """The number of the subject's last event."""
        found: int | None = self._db.execute("SELECT max(seq) FROM event WHERE subject = ?", (subject,)).fetchone()[0]
        return found or 0

    def close(self) -> None:
        self._db.close()


def appends(ledger: Ledger, folder: Path, count: int) -> dict[str, list[float]]:
    """Seconds that each of so many appends took; in turn with them SQLite's, and a write and sync of as many bytes.

    Taken in turn, all meet the same disk and the same neighbours.
    """
    names = ("append", "SQLite", "SQLite, all that an append does", "SQLite without indexes", "raw")
    taken: dict[str, list[float]] = {name: [] for name in names}
    rivals = [Rival(folder / name, folder / "store", indexed=name != "bare") for name in ("with", "checks", "bare")]
    line = _last_line(folder / "store").decode()
    os.sync()  # what was just made is not to be waited for below
    fd = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT)
    for number in range(count):
        draft = Draft(f"bench-{os.getpid()}-{number}", f"C{number:06d}", "NoteAdded", 1, {"text": "x" * 120})
        expect = {draft.subject: ledger.version(draft.subject)}
        begun = time.perf_counter()
        ledger.append([draft], BY, expect)
        taken["append"].append(time.perf_counter() - begun)
        taken["SQLite"].append(rivals[0].append(draft, line))
        taken["SQLite, all that an append does"].append(
            rivals[1].append_checked(draft, rivals[1].version(draft.subject))
        )
        taken["SQLite without indexes"].append(rivals[2].append(draft, line))
        begun = time.perf_counter()
        os.pwrite(fd, line.encode(), number * len(line))
        os.fdatasync(fd)
        taken["raw"].append(time.perf_counter() - begun)
    os.close(fd)
    for rival in rivals:
        rival.close()
    return taken


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
        taken = appends(ledger, base, count)
        ledger.close()
    finally:
        shutil.rmtree(base, ignore_errors=True)
    middle = {what: statistics.median(seconds) for what, seconds in taken.items()}
    figures = {
        "events": events,
        "open without index": first,
        "make the index": kept,
        "open with index": again,
        f"one child ({of_one} events)": read,
        "append p50": middle["append"],
        "append p99": sorted(taken["append"])[int(count * 0.99)],
        "SQLite p50": middle["SQLite"],
        "SQLite, all that an append does, p50": middle["SQLite, all that an append does"],
        "SQLite without indexes p50": middle["SQLite without indexes"],
        "raw write+sync p50": middle["raw"],
    }
    found = {what: round(value * 1000, 3) if what != "events" else value for what, value in figures.items()}
    ratios = {f"append / {what}": round(middle["append"] / middle[what], 2) for what in middle if what != "append"}
    return found | ratios


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
    last, growth = found[-1], found[-1]["append p50"] / found[0]["append p50"]
    judged = [
        [f"an entry at {last['events']:,} events, times SQLite's insert", 2, last["append / SQLite"]],
        [f"an entry at {last['events']:,} events, times a raw write and sync", 3, last["append / raw"]],
        [f"an entry at {last['events']:,} events, times one at {found[0]['events']:,}", 1.6, round(growth, 2)],
    ]
    for what, bound, value in judged:
        print(f"{what}: {value} (at most {bound})")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"load": os.getloadavg()[0], "judged": judged, "others": found}, indent=1) + "\n")


if __name__ == "__main__":
    main()
