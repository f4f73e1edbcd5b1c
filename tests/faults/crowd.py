"""Eight sessions that record at once, one after another killed at a random moment and begun anew."""

from __future__ import annotations

import os
import random
import select
import subprocess
import sys
from collections import Counter
from pathlib import Path

from data.io import Io
from data.ledger.verify import verify
from tests.faults.reading import read_stores
from tests.faults.trace import ENVIRONMENT
from tests.faults.verdict import Tally

SESSIONS = 8
KILLS = 400
LONGEST_S = 60.0
APPENDER = [sys.executable, "-m", "tests.data.ledger.appender"]


class Seat:
    """One session after another; what all of them acknowledged."""

    def __init__(self, store: Path, number: int, acked: list[str]) -> None:
        self._store, self._number, self._acked = store, number, acked
        self._begun = 0
        self.begin()

    def begin(self) -> None:
        self._begun += 1
        self._rest = b""
        words = [*APPENDER, str(self._store), f"s{self._number}b{self._begun}", "100000"]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, env=ENVIRONMENT)

    @property
    def out(self) -> int:
        assert self.process.stdout is not None
        return self.process.stdout.fileno()

    def hear(self) -> int:
        """Takes in what was said; how many lines."""
        *lines, self._rest = (self._rest + os.read(self.out, 1 << 16)).split(b"\n")
        self._acked += [line.split()[1].decode() for line in lines]
        return len(lines)

    def kill(self) -> None:
        """Ends the session in the middle of whatever it does, and takes in what it still had said."""
        self.process.kill()
        rest, _ = self.process.communicate()
        self._acked += [line.split()[1].decode() for line in (self._rest + rest).split(b"\n")[:-1]]


def run(base: Path, sample: int | None, choose: random.Random) -> Tally:
    """So many kills; then everything that was acknowledged must be there once, and the chain be whole."""
    tally = Tally("eight sessions killed")
    store, acked = base / "crowd", list[str]()
    seats = [Seat(store, number, acked) for number in range(SESSIONS)]
    try:
        for _ in range(KILLS if sample is None else sample):
            _listen(seats, choose.randrange(1, 12))
            seat = choose.choice(seats)
            seat.kill()
            seat.begin()
            tally.counts["runs"] += 1
    finally:
        for seat in seats:
            seat.kill()
    (found,) = read_stores([store])
    tally.counts["runs"] -= 1  # the judging counts itself
    tally.judge(f"{SESSIONS} sessions", dict.fromkeys(acked, "ACK"), found)
    if (said_twice := [id for id, times in Counter(acked).items() if times > 1]) or not verify(store, Io()).sound:
        tally.wrong.append(f"{tally.kind}: acknowledged twice {said_twice[:3]}, or the record does not verify")
    return tally


def _listen(seats: list[Seat], lines: int) -> None:
    """Waits until so many more events were acknowledged by anybody."""
    while lines > 0:
        ready, _, _ = select.select([seat.out for seat in seats], [], [], LONGEST_S)
        if not ready:
            raise AssertionError("eight sessions and none records anything")
        lines -= sum(seat.hear() for seat in seats if seat.out in ready)
