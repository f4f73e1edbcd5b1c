"""A store on PostgreSQL: what an entry costs, and how soon another session sees it.

A server of its own on a unix socket, with its usual settings. Sessions are processes, each with a copy of its own as
hosts have; they look every quarter of a second, as the board does. An entry counts as seen when `poll` gives it,
from the moment at which its writer was told that it is stored. In turn with the appends: a plain INSERT of as many
bytes over psycopg, one a commit.

`python -m benchmarks.postgres [--entries N] [--sessions N] [--record N]` prints a table and writes
benchmarks/results/postgres.json.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.append import BY, build
from data.io import Io
from data.ledger import Draft
from data.ledger_pg.carrying import copy
from data.ledger_pg.ledger import ServerLedger
from data.ledger_pg.opening import open_server_ledger
from tests import postgres

RESULTS = Path(__file__).parent / "results" / "postgres.json"
INSERT = "insert into rival (id, subject, line) values (%s, %s, %s)"
LOOK_EVERY = 0.25
THINK = 0.2
"""Seconds between two entries of one session, on average."""


def opened(address: str, folder: str) -> ServerLedger:
    """A session with a copy of its own."""
    return open_server_ledger(address, Io(), sid="bench", create=True, folder=folder)


def draft(name: str, number: int) -> Draft:
    """An entry of the usual length."""
    return Draft(f"{name}-{os.getpid()}-{number}", f"C{number:06d}", "NoteAdded", 1, {"text": "x" * 120})


def watch(address: str, folder: str) -> None:
    """What a watching session does until its input ends: says which entry it saw, and when."""
    ledger = opened(address, folder)
    ledger.follow()
    os.set_blocking(0, False)
    print("ready", flush=True)
    while not _input_ended():
        for line in ledger.poll():
            print(line.id, time.monotonic(), flush=True)
        time.sleep(LOOK_EVERY)
    ledger.close()


def _input_ended() -> bool:
    try:
        return not os.read(0, 1)
    except BlockingIOError:
        return False


def write(address: str, folder: str, name: str, count: int, think: float) -> None:
    """What a writing session does: says what each entry took, and when it was stored."""
    choose, ledger = random.Random(name), opened(address, folder)
    ledger.follow()
    for number in range(count):
        time.sleep(think * choose.uniform(0.5, 1.5))
        ledger.poll()
        begun = time.monotonic()
        line = ledger.append([draft(name, number)], BY)[0]
        done = time.monotonic()
        print(line.id, done, done - begun, flush=True)
    ledger.close()


def started(*words: str) -> subprocess.Popen[str]:
    """A session in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.postgres", *words]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def seen(address: str, base: Path, sessions: int, entries: int) -> dict[str, float]:
    """Some sessions write, one watches: milliseconds of each append, and until each entry is seen."""
    watcher = started("--watch", address, str(base / "watcher"))
    assert watcher.stdout is not None and watcher.stdin is not None
    watcher.stdout.readline()
    each = str(entries // sessions)
    writers = [started("--write", address, str(base / f"w{n}"), f"w{n}", each, str(THINK)) for n in range(sessions)]
    told = [line.split() for writer in writers for line in writer.communicate()[0].splitlines()]
    time.sleep(4 * LOOK_EVERY)
    watcher.stdin.close()
    saw = {id: float(at) for id, at in (line.split() for line in watcher.stdout.read().splitlines())}
    watcher.wait()
    watcher.stdout.close()
    taken = [1000 * float(took) for _, _, took in told]
    waits = [1000 * max(0.0, saw[id] - float(at)) for id, at, _ in told]
    return {
        "append p50": statistics.median(taken),
        "append p99": percentile(taken),
        "seen p50": statistics.median(waits),
        "seen p99": percentile(waits),
    }


def against_insert(address: str, base: Path, count: int) -> dict[str, float]:
    """Milliseconds of an append, and of a plain INSERT of as many bytes in turn with it."""
    from psycopg import connect

    ledger, taken = opened(address, str(base / "alone")), {"append": [0.0] * count, "insert": [0.0] * count}
    with connect(address, autocommit=True) as rival:
        rival.execute("create table rival (seq bigserial primary key, id text unique, subject text, line text)")
        rival.execute("create index on rival (subject)")
        for number in range(count):
            one = draft("alone", number)
            taken["append"][number] = _ms(lambda one=one: ledger.append([one], BY))  # type: ignore[misc]
            values = (one.id, one.subject, "x" * 500)
            taken["insert"][number] = _ms(lambda values=values: rival.execute(INSERT, values))  # type: ignore[misc]
    ledger.close()
    middle = {name: statistics.median(times) for name, times in taken.items()}
    return {
        "append p50": middle["append"],
        "INSERT p50": middle["insert"],
        "append / INSERT": middle["append"] / middle["insert"],
    }


def long_record(address: str, base: Path, events: int) -> dict[str, float]:
    """Milliseconds to bring a long record to the server, to open it on a new host, and there once more."""
    build(base / "long", events)
    found = {"entries": float(events), "copy to the server": _ms(lambda: copy(str(base / "long"), address, Io()))}
    for what in ("first opening on a host", "opening there again"):
        begun = time.perf_counter()
        ledger = opened(address, str(base / "host"))
        found[what] = 1000 * (time.perf_counter() - begun)
        ledger.keep_index(always=True)
        ledger.close()
    return found


def _ms(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


def percentile(times: list[float], share: float = 0.99) -> float:
    """The time that this share of them does not exceed."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.postgres", description=__doc__)
    parser.add_argument("--entries", type=int, default=400)
    parser.add_argument("--sessions", type=int, default=8)
    parser.add_argument("--record", type=int, default=100_000)
    parser.add_argument("--watch", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--write", nargs=5, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.watch:
        return watch(*given.watch)
    if given.write:
        address, folder, name, count, think = given.write
        return write(address, folder, name, int(count), float(think))
    if not postgres.is_installed():
        print(postgres.MISSING, file=sys.stderr)
        return None
    return measure(given.entries, given.sessions, given.record)


def measure(entries: int, sessions: int, record: int) -> None:
    """Everything, printed and written."""
    base, load = Path(tempfile.mkdtemp(prefix="postgres-")), os.getloadavg()[0]
    try:
        with postgres.cluster() as server:
            found = {
                f"{sessions} sessions with think time, ms": seen(server.new_database(), base, sessions, entries),
                "one session without a pause, ms": against_insert(server.new_database(), base, entries),
                "a long record, ms": long_record(server.new_database(), base, record),
            }
    finally:
        shutil.rmtree(base, ignore_errors=True)
    first = found[f"{sessions} sessions with think time, ms"]
    judged = [["another session's change seen through PostgreSQL, p99 ms", 1000, round(first["seen p99"], 1)]]
    rounded = {what: {name: round(value, 2) for name, value in each.items()} for what, each in found.items()}
    for what, each in rounded.items():
        print(what, each)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"load": round(load, 2), "judged": judged, "found": rounded}, indent=1) + "\n")


if __name__ == "__main__":
    main()
