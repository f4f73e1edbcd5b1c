"""Reads ten years' history behind a screen, in a process of its own at the lowest priority.

`python -m data.behind STORE [NOW]` (a folder, or a server's address) makes whatever is missing under `derived` (the
index of positions, who is on the board, the find index), then checks the whole ledger if nobody has today. One at a
time works on a store. It says on its output what a screen wants to know, a line each: `bytes N OF`, `children N OF`,
`live ID`, `board`, `find`, `checked N OF`, `sound`, `damage WORDS`.
"""

from __future__ import annotations

import fcntl
import os
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from data.day_alerts import DayAlerts
from data.desk import Desk
from data.io import Io, TrainingClock
from data.ledger.background import check
from data.stores import folder_of
from models.history.history import ChildHistory
from models.times.zone import from_iso

LOCK, CHECKED = "behind.lock", "checked"
AGAIN_S = 20 * 3600
"""Seconds after which the whole ledger is checked again."""
PACE = 200
"""Children, or blocks read, from one word about them to the next."""


class CountingIo(Io):
    """Reads as `Io` does, and says how much of the ledger it has read."""

    def __init__(self, whole: int) -> None:
        super().__init__()
        self._whole, self._read, self._said = whole, 0, 0

    def pread(self, fd: int, length: int, offset: int) -> bytes:
        """The bytes asked for."""
        found = super().pread(fd, length, offset)
        self._read += len(found)
        if self._read - self._said > 1_000_000:
            self._said = self._read
            say("bytes", min(self._read, self._whole), self._whole)
        return found


def say(*words: object) -> None:
    """A line for the screen. A screen that is gone ends this: BrokenPipeError."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def ledger_bytes(store: str) -> int:
    """How much there is to read. Raises: OSError."""
    return sum(entry.stat().st_size for entry in os.scandir(f"{store}/ledger"))


def run(store: str, now: datetime | None = None) -> None:
    """Everything, in the order in which it is missed. Raises: LedgerError, OSError."""
    folder = folder_of(store)
    io = TrainingClock(now, 1.0) if now else CountingIo(ledger_bytes(folder))
    desk = Desk.open(store, io)
    try:
        desk.keep_derived()
        desk.reopen()  # by the index that there is now: a long record is not held in memory any longer
        desk.living.trusting = _checked_today(folder)
        for case in desk.cases(along=lambda histories: _told(histories, len(desk.living.subjects()))):
            say("live", case.child.id)
        DayAlerts(desk).at(desk.now())
        desk.keep_derived()
        say("board")
        desk.found("a", 1)
        desk.keep_find_index()
        say("find")
    finally:
        desk.close()
    if not _checked_today(folder):
        _check(folder)


def _told(histories: Iterable[ChildHistory], of: int) -> Iterator[ChildHistory]:
    """The children, with a word now and then about how far we are."""
    for number, history in enumerate(histories):
        if number % PACE == 0:
            say("children", number, of)
        yield history


def _checked_today(store: str) -> bool:
    try:
        return time.time() - os.stat(f"{store}/derived/{CHECKED}").st_mtime < AGAIN_S
    except OSError:
        return False


def _check(store: str) -> None:
    report = check(Path(store), Io(), lambda done, of: say("checked", done, of))
    if report.sound:
        Path(store, "derived", CHECKED).write_text(f"{report.head.fingerprint}\n")
        say("sound")
    else:
        first = report.problems[0]
        say("damage", f"{first.file or 'HEAD'}, line {first.line}: {first.what}")


def main(arguments: list[str]) -> int:
    """Runs at the lowest priority, alone on this store."""
    os.nice(19)
    os.umask(0o007)
    store, folder = arguments[0], folder_of(arguments[0])
    os.makedirs(f"{folder}/derived", exist_ok=True)
    lock = os.open(f"{folder}/derived/{LOCK}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o660)
    fcntl.flock(lock, fcntl.LOCK_EX)
    run(store, from_iso(arguments[1]) if len(arguments) > 1 else None)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
