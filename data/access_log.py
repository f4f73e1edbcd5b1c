"""The security log: who looked at whom, what was exported, what was refused.

Its own files and its own life: kept for months, not for decades, and never part of a child's record.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from data.io import APPEND, READ, Io
from models.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_ENDING = ".jsonl"


class AccessNotLogged(Exception):
    """The entry could not be written; `str()` is fit for the screen."""


class Access(Record):
    """One entry. `what` is the act (view, export, refusal …), `subject` a child's id or a file, `at` in UTC."""

    at: str
    account: str
    name: str
    role: str
    what: str
    subject: str
    result: str


class AccessLog:
    """The access folder of one store: a file a month, only ever appended to, or purged as a whole."""

    def __init__(self, store: Path, io: Io) -> None:
        self._folder = f"{store}/access"
        self._io = io

    def record(self, *, account: str, name: str, role: str, what: str, subject: str, result: str = "done") -> Access:
        """Writes an entry, durably, and returns it.

        Raises: AccessNotLogged.
        """
        at = self._io.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        entry = Access(at, account, name, role, what, subject, result)
        fields = {field: getattr(entry, field) for field in Access.kinds()}
        try:
            self._append(f"{self._folder}/{at[:7]}{_ENDING}", json.dumps(fields).encode() + b"\n")
        except OSError as problem:
            raise AccessNotLogged(f"The access log could not be written: {problem.strerror}.") from problem
        return entry

    def _append(self, path: str, line: bytes) -> None:
        fd = self._io.open(path, APPEND)
        try:
            size = self._io.size(fd)
            if size and self._io.pread(fd, 1, size - 1) != b"\n":
                line = b"\n" + line  # an entry before this one was cut off; this one stands on a line of its own
            done = 0
            while done < len(line):
                done += self._io.write(fd, line[done:])
            self._io.fdatasync(fd)
        finally:
            self._io.close(fd)

    def entries(self) -> Iterator[Access]:
        """Every entry that can be read, the oldest first. Raises: OSError when a file cannot be read."""
        for month in self._months():
            for line in self._content(month).split(b"\n"):
                entry = _entry(line)
                if entry is not None:
                    yield entry

    def who_looked_at(self, child: str) -> list[Access]:
        """The entries about one child."""
        return [entry for entry in self.entries() if entry.subject == child]

    def purge(self, older_than: datetime) -> list[str]:
        """Removes the months that ended before a time; returns them, as `2026-04`. Raises: OSError."""
        limit = older_than.strftime("%Y-%m")
        gone = [month for month in self._months() if month < limit]
        for month in gone:
            self._io.unlink(f"{self._folder}/{month}{_ENDING}")
        return gone

    def _months(self) -> list[str]:
        try:
            names = self._io.listdir(self._folder)
        except FileNotFoundError:
            return []
        return sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING))

    def _content(self, month: str) -> bytes:
        fd = self._io.open(f"{self._folder}/{month}{_ENDING}", READ)
        try:
            return self._io.pread(fd, self._io.size(fd), 0)
        finally:
            self._io.close(fd)


def _entry(line: bytes) -> Access | None:
    try:
        fields = json.loads(line)
        return Access(**{field: str(fields[field]) for field in Access.kinds()})
    except (ValueError, KeyError, TypeError):
        return None
