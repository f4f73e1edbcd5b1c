"""What the watch has raised, and where: one synced file beside the ledger, only ever appended to.

Each telling is written down before it begins and after it is done. Cut off between the two, the next watch tells it
again and says so: an alert is never missed, and never told twice as if it were new.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from data.io import APPEND, READ, Io
from models.times.zone import iso

BEGUN, TOLD, NOT_TOLD, SEEN, GONE = "begun", "told", "not told", "seen", "gone"
"""`not told`: certainly not, so that the next try is the first. `seen`: a worker had seen it before it was raised.
`gone`: there is no cause any more."""
DONE = frozenset({TOLD, SEEN, GONE})
FOLDER, FILE = "watch", "raised.jsonl"


class Memory:
    """The file and what stands in it. A disk that refuses is remembered in this process alone; `trouble` says so."""

    def __init__(self, store: str, io: Io) -> None:
        self._folder, self._io = f"{store}/{FOLDER}", io
        self.path = f"{self._folder}/{FILE}"
        self._states: dict[tuple[str, str], str] = {}
        self._fd: int | None = None
        self._read_to = 0
        self.holding_on = False
        """Something is being told beside the looks: no other watch may begin meanwhile."""
        self.trouble = ""
        """Why what is raised cannot be written down, in words; empty while it can."""

    def state(self, key: str, channel: str) -> str:
        """How far the telling of an alert has come; empty when it has not begun."""
        return self._states.get((key, channel), "")

    def note(self, key: str, channel: str, what: str) -> None:
        """Writes it down, onto the disk."""
        self._states[key, channel] = what
        if self._fd is None:
            return
        fields = {"at": iso(self._io.now()), "key": key, "channel": channel, "what": what}
        try:
            self._append(self._fd, json.dumps(fields).encode() + b"\n")
        except OSError as why:
            self.trouble = f"What was raised cannot be written down: {why.strerror}."

    def unfinished(self) -> list[tuple[str, str]]:
        """Tellings (alert, way out) that were begun or tried and are still to be done."""
        return [which for which, state in self._states.items() if state not in DONE]

    def read(self) -> None:
        """Takes in what stands in the file, to look at it only. Raises: OSError."""
        fd = self._io.open(self.path, READ)
        try:
            self._read(fd)
        finally:
            self._io.close(fd)

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Inside, no other watch raises anything; False when one is just doing so. What it wrote has been read."""
        try:
            mine = self._take()
            self.trouble = ""
        except OSError as why:
            self.trouble, mine = f"The watch's memory cannot be used: {why.strerror}.", True
        try:
            yield mine
        finally:
            if not self.holding_on:
                self._let_go()

    def close(self) -> None:
        """Gives the file back."""
        if self._fd is not None:
            self._io.close(self._fd)
            self._fd = None

    def _take(self) -> bool:
        if self._fd is not None and not self._is_there(self._fd):
            self.close()
        if self._fd is None:
            self._open()
        assert self._fd is not None
        if not self._io.flock(self._fd):
            return False
        self._read(self._fd)
        os.utime(self.path)  # the sign of life that `watch --check` looks at
        return True

    def _open(self) -> None:
        if not self._io.is_there(self._folder):
            with suppress(FileExistsError):  # another watch made it at this moment
                self._io.mkdir(self._folder)
        self._fd, self._read_to = self._io.open(self.path, APPEND), 0

    def _is_there(self, fd: int) -> bool:
        try:
            return self._io.identity(fd) == self._io.identity_at(self.path)
        except OSError:
            return False

    def _let_go(self) -> None:
        if self._fd is not None:
            self._io.unlock(self._fd)

    def _read(self, fd: int) -> None:
        """Takes in what was written since; a line cut off by the end of another watch counts as not written."""
        content = self._io.pread(fd, self._io.size(fd) - self._read_to, self._read_to)
        whole = content.rpartition(b"\n")[0]
        for line in whole.split(b"\n"):
            self._take_in(line)
        self._read_to += len(whole) + 1 if whole else 0

    def _take_in(self, line: bytes) -> None:
        try:
            fields = json.loads(line)
            self._states[str(fields["key"]), str(fields["channel"])] = str(fields["what"])
        except (ValueError, KeyError, TypeError):
            return

    def _append(self, fd: int, line: bytes) -> None:
        size = self._io.size(fd)
        if size and self._io.pread(fd, 1, size - 1) != b"\n":
            line = b"\n" + line
        done = 0
        while done < len(line):
            done += self._io.write(fd, line[done:])
        self._io.fdatasync(fd)


def last_look(store: str, io: Io) -> datetime | None:
    """When a watch last looked at a store, on the system's clock; None when none ever did."""
    try:
        return datetime.fromtimestamp(io.changed(f"{store}/{FOLDER}/{FILE}"), UTC)
    except OSError:
        return None


def untold(store: str, io: Io) -> int:
    """How many tellings a watch has begun, or tried, and not finished."""
    memory = Memory(store, io)
    try:
        memory.read()
    except OSError:
        return 0
    return len(memory.unfinished())
