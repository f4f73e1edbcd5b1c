"""What the ledger's tests share: drafts, a worker, a clock that is told the time, an operating system that fails."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.io import Io
from data.ledger import Draft, open_ledger
from data.ledger.contract import AnyLedger
from data.ledger_pg.ledger import ServerLedger
from data.ledger_pg.opening import open_server_ledger
from data.stores import is_server

BY = {"name": "J Okafor", "role": "duty worker", "account": "jokafor"}
AT_SERVERS: list[ServerLedger] = []
"""Sessions that the test's end closes: a server has room for so many."""
NIGHT = datetime(2026, 11, 22, 2, 14, 7, tzinfo=UTC)


class FaultyIo(Io):
    """The real thing, except that the calls named in `faults` fail: call -> (which ones, from 1; errno)."""

    def __init__(self) -> None:
        self.at = NIGHT
        self.calls: list[str] = []
        self.faults: dict[str, tuple[range, int]] = {}
        self.counted: dict[str, int] = {}
        self.short = 0

    def fail(self, call: str, *, after: int = 0, times: int = 1, error: int = errno.EIO) -> None:
        """The next calls of this name fail, but for the first `after`."""
        self.counted[call] = 0
        self.faults[call] = (range(after + 1, after + 1 + times), error)

    def _count(self, call: str) -> None:
        self.calls.append(call)
        self.counted[call] = self.counted.get(call, 0) + 1
        which, error = self.faults.get(call, (range(0), 0))
        if self.counted[call] in which:
            raise OSError(error, os.strerror(error))

    def now(self) -> datetime:
        return self.at

    def open(self, path: str, flags: int) -> int:
        self._count("open")
        return super().open(path, flags)

    def pread(self, fd: int, length: int, offset: int) -> bytes:
        self._count("pread")
        return super().pread(fd, length, offset)

    def pwrite(self, fd: int, data: bytes, offset: int) -> int:
        if self._is_note(data):
            return super().pwrite(fd, data, offset)
        self._count("pwrite")
        return super().pwrite(fd, data[: self.short] if self.short else data, offset)

    def _is_note(self, data: bytes) -> bool:
        return data.startswith(b'{"holder"')

    def fsync(self, fd: int) -> None:
        self._count("fsync")
        super().fsync(fd)

    def fdatasync(self, fd: int) -> None:
        self._count("fdatasync")
        super().fdatasync(fd)

    def ftruncate(self, fd: int, size: int) -> None:
        self._count("ftruncate")
        super().ftruncate(fd, size)


def draft(id: str, subject: str = "child-1", **data: Any) -> Draft:
    return Draft(id, subject, "NoteAdded", 1, data or {"text": f"note {id}"})


def made(store: Path | str, *ids: str, io: Io | None = None) -> AnyLedger:
    """A ledger in a new store, with one event for each id."""
    ledger = opened(store, io or FaultyIo(), sid="test", create=True)
    for id in ids:
        ledger.append([draft(id)], BY)
    return ledger


def again(store: Path | str, *, write: bool = True, io: Io | None = None) -> AnyLedger:
    return opened(store, io or FaultyIo(), sid="again", write=write)


def opened(store: Path | str, io: Io, *, sid: str, write: bool = True, create: bool = False) -> AnyLedger:
    """A session at a store in a folder or on a server."""
    if is_server(store):
        AT_SERVERS.append(open_server_ledger(str(store), io, sid=sid, write=write, create=create))
        return AT_SERVERS[-1]
    return open_ledger(store, io, sid=sid, write=write, create=create, patience=0.2)


def ids(ledger: AnyLedger) -> list[str]:
    """The ids of all events but those the ledger itself stores."""
    return [line.id for line in ledger.lines() if line.subject != "desk"]


def data_file(store: Path) -> Path:
    """The newest ledger file."""
    return max((store / "ledger").iterdir())
