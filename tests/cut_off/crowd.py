"""Eight sessions at work, and now and then one is killed, wherever it stands; another takes its place."""

from __future__ import annotations

import json
import random
import subprocess
import time
from pathlib import Path

from data.io import Io
from data.ledger.verify import verify
from models.record import Record
from tests.cut_off.ground import make_ground
from tests.cut_off.seat import Store
from tests.terminal.harness import PYTHON, REPOSITORY, _environment

SESSIONS = 8
LONGEST_LIFE_S = 0.6
"""A session lives so long at most after its first answer."""


class Came(Record):
    """What came of it."""

    kills: int
    acknowledged: int
    lost: int
    doubled: int
    refused_but_there: int
    sound: bool


def crowd(base: Path, kills: int, seed: int) -> Came:
    """Makes a store in `base` and kills so many sessions on it."""
    lots, store = random.Random(seed), base / "store"
    make_ground(store)
    episode = json.loads((base / "openings.json").read_text())["openings"]["note"]["episode"]
    clerks = [Clerk(base, episode, number) for number in range(SESSIONS)]
    try:
        for number in range(kills):
            at = lots.randrange(SESSIONS)
            clerks[at].wait_for_answer()
            time.sleep(lots.uniform(0, LONGEST_LIFE_S))
            clerks[at].kill()
            clerks[at] = Clerk(base, episode, SESSIONS + number)
    finally:
        for each in clerks:
            each.kill()
    return _verdict(base, store, kills)


class Clerk:
    """One of the sessions, and the file of what it said."""

    def __init__(self, base: Path, episode: str, number: int) -> None:
        self._said = base / f"said-{number}"
        words = [PYTHON, "-m", "tests.cut_off.clerk", str(base / "store"), episode, f"clerk {number}"]
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(words, stdout=said, stderr=said, cwd=REPOSITORY, env=_environment({}))

    def wait_for_answer(self) -> None:
        """Until its first entry has been acknowledged."""
        end = time.monotonic() + 60
        while b"ACK" not in self._said.read_bytes():
            assert self._process.poll() is None and time.monotonic() < end, self._said.read_text()
            time.sleep(0.01)

    def kill(self) -> None:
        """Wherever it stands."""
        self._process.kill()
        self._process.wait()


def _verdict(base: Path, store: Path, kills: int) -> Came:
    said = [line.split() for path in base.glob("said-*") for line in path.read_text().splitlines() if " " in line]
    acknowledged = {words[1] for words in said if words[0] == "ACK"}
    refused = {words[1] for words in said if words[0] in ("NotRecorded", "Busy", "Conflict", "DiskFull")}
    there = [line["id"] for line in Store(store).lines()]
    return Came(
        kills=kills,
        acknowledged=len(acknowledged),
        lost=len(acknowledged - set(there)),
        doubled=len(there) - len(set(there)),
        refused_but_there=len(refused & set(there)),
        sound=verify(store, Io()).sound,
    )
