"""Deliberate defects in the ledger, each of which the simulator must notice: proof that the proof has teeth.

`python -m tests.faults.mutants` tries them all; `--inside NAME` is how each is run, in a process of its own.
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.machinery
import importlib.util
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from tests.faults.trace import ENVIRONMENT

RUNS = 3000
NOTICED, OVERLOOKED = 3, 4


class Mutant(NamedTuple):
    """A defect: in one module of data/ledger, `old` (which must stand there once) becomes `new`."""

    name: str
    module: str
    old: str
    new: str
    also: tuple[str, str] | None = None


DATA_SYNC = "        place.io.fdatasync(fd)\n        if after.file"
_RETRIED = """\
        try:
            place.io.fdatasync(fd)
        except OSError:
            place.io.fdatasync(fd)
        if after.file"""
_UNKNOWN = """\
        raise Unconfirmed(
            f"It is not known whether this was recorded ({_words(cause)}"""
_ADOPTED = """\
        write_all(place.io, fd, raw, start)
        place.io.fdatasync(fd)
"""
_HEAD_WRITTEN = "slot_bytes(head), slot_offset(head))\n"
_UNDONE = "        place.io.ftruncate(fd, size)\n        place.io.fsync(fd)\n"
_WRITTEN = "        write_all(place.io, fd, chunk, start)\n"
_FOUND = "        if len(there) == len(ids):\n"

_BLIND = '        return self._left == self._follower.seen != b""\n'
_GLANCE = "        return known and not self._spare_lags(head) and is_settled(self._place, head)\n"

MUTANTS = (
    Mutant("no data sync", "commit", DATA_SYNC, "        if after.file"),
    Mutant("HEAD before data", "commit", _WRITTEN, "        place.write_head(after)\n" + _WRITTEN),
    Mutant("no undo", "commit", "        _undo(place, fd, start, problem)\n", ""),
    Mutant("sync tried again", "commit", DATA_SYNC, _RETRIED),
    Mutant("no folder sync", "commit", "            place.io.fsync(place.folder_fd)\n", "            pass\n"),
    Mutant("HEAD's own name not synced", "commit", "        place.sync_folder(place.store)\n", ""),
    Mutant("last month's end not synced", "commit", "        place.io.ftruncate(fd, head.size)\n", ""),
    Mutant("undo not synced", "commit", _UNDONE, "        place.io.ftruncate(fd, size)\n"),
    Mutant("failed undo told as undone", "commit", _UNKNOWN, _UNKNOWN.replace("Unconfirmed", "NotRecorded")),
    Mutant("no tail recovery", "recovery", "    adopted: list[tuple[Line, Head]] = []\n", "    return Settled(head)\n"),
    Mutant("adopted without writing again", "recovery", _ADOPTED, ""),
    Mutant("half a batch adopted", "recovery", "        if chain.whole:\n", "        if True:\n"),
    Mutant("one HEAD slot", "head", "head.seq % 2 * SLOT", "0", also=("read_slot(raw[SLOT:SIZE])", "None")),
    Mutant("slot not checked", "head", "slot_bytes(head) == raw", "len(raw) == SLOT"),
    Mutant("HEAD not synced", "place", _HEAD_WRITTEN + "        self.io.fdatasync(self.head_fd)\n", _HEAD_WRITTEN),
    Mutant("short write unnoticed", "place", "    while done < len(data):\n", "    while not done:\n"),
    Mutant("no lock", "lock", "        if place.io.flock(fd):\n", "        if True:\n"),
    Mutant(
        "what others wrote not looked at",
        "writer",
        _GLANCE,
        '        return self._left == self._follower.seen != b""\n',
    ),
    Mutant("ids not looked up", "writer", _FOUND, "        there = []\n        if not ids:\n"),
    Mutant("version not checked", "writer", "history.version(subject) != version", "history.version(subject) < 0"),
)


class _Defective(importlib.abc.SourceLoader):
    """Loads one module of the ledger with the defect in it."""

    def __init__(self, mutant: Mutant, path: str) -> None:
        self._mutant = mutant
        self._path = path

    def get_filename(self, fullname: str) -> str:
        return self._path

    def get_data(self, path: str) -> bytes:
        source = Path(path).read_text(encoding="utf-8")
        for old, new in [(self._mutant.old, self._mutant.new), *([self._mutant.also] if self._mutant.also else [])]:
            if source.count(old) != 1:
                raise AssertionError(f"{self._mutant.name}: what it changes stands {source.count(old)} times")
            source = source.replace(old, new)
        return source.encode()


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != f"data.ledger.{self._mutant.module}" or not path:
            return None
        source = f"{path[0]}/{self._mutant.module}.py"
        return importlib.util.spec_from_loader(name, _Defective(self._mutant, source))


def inside(name: str, runs: int) -> int:
    """Puts the defect in and runs the simulator until it is noticed."""
    (mutant,) = (mutant for mutant in MUTANTS if mutant.name == name)
    sys.meta_path.insert(0, _Finder(mutant))
    from tests.faults.night import Night
    from tests.faults.simulator import failure

    Night.verifying = False
    for seed in range(runs):
        wrong = failure(seed)
        if wrong:
            print(f"{wrong} (seed {seed})")
            return NOTICED
    return OVERLOOKED


def tried(mutant: Mutant) -> tuple[bool, str]:
    """Whether a mutant was noticed, and how."""
    command = [sys.executable, "-m", "tests.faults.mutants", "--inside", mutant.name]
    done = subprocess.run(command, capture_output=True, env=ENVIRONMENT, check=False)
    if done.returncode == NOTICED:
        return True, done.stdout.decode().strip()
    return False, f"OVERLOOKED {done.stderr.decode()[-300:]}"


def noticed(name: str) -> bool:
    """Whether the mutant of this name was noticed."""
    return next(tried(mutant)[0] for mutant in MUTANTS if mutant.name == name)


def campaign() -> int:
    """Tries every mutant and prints how it was noticed; how many were not."""
    overlooked = 0
    for mutant in MUTANTS:
        begun = time.monotonic()
        found, words = tried(mutant)
        overlooked += not found
        print(f"mutant: {mutant.name:<34}{words}  ({time.monotonic() - begun:.0f} s)", flush=True)
    return overlooked


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.mutants", description=__doc__)
    parser.add_argument("--inside", metavar="NAME")
    parser.add_argument("--runs", type=int, default=RUNS)
    given = parser.parse_args()
    return inside(given.inside, given.runs) if given.inside else int(campaign() > 0)


if __name__ == "__main__":
    sys.exit(main())
