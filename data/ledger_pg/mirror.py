"""This host's copy of the server's record: the same lines in ledger files, read quickly and when the line is cut.

It is derived: it may be deleted at any time, and is made again from the server. Nothing is ever recorded in it; lines
come in after those that are there, each checked to follow from the one before. Where a file ends and the next begins
depends on the lines alone, so that two copies of one record are alike.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import groupby

from data.io import CREATE, Io
from data.ledger import files
from data.ledger.chain import Chain
from data.ledger.errors import Damaged
from data.ledger.head import Head, newest, slot_bytes, slot_offset
from data.ledger.line import Line
from data.ledger.lock import held
from data.ledger.making import is_made, make
from data.ledger.opening import COPY_MARK
from data.ledger.place import Place, write_all

PATIENCE = 10.0
"""Seconds to wait for another session of this account that is writing."""
_DERIVED = ("ledger", "derived")
_SHARED = 0o2070
"""The mode of a folder that a group shares: it may write, and what is made there is the group's too."""


class Astray(Damaged):
    """The server's lines do not go on from those this host knows."""

    def __init__(self, seq: int, what: str) -> None:
        super().__init__("the server", 0, what)
        self.seq = seq


class Mirror:
    """The files of one copy, as one session writes them."""

    def __init__(self, folder: str, io: Io, source: str = "") -> None:
        """`source`: the address it is a copy of; without one the files become a store in their own right."""
        self.place = Place(folder, io, writable=True)
        self._source = source

    def make(self) -> None:
        """Makes the folder and its files, as far as they are not there. Raises: LedgerError, OSError."""
        if self._source:
            self._make_private()
        if not is_made(self.place):
            make(self.place, PATIENCE)
        if self._source:
            self._mark()

    def _make_private(self) -> None:
        """For this account alone, unless the folder around it is a group's, as behind a door: then `make` does it."""
        store = self.place.store
        try:
            shared = os.stat(os.path.dirname(store)).st_mode & _SHARED == _SHARED
        except OSError:
            shared = False
        if not shared:
            os.makedirs(store, mode=0o700, exist_ok=True)

    def _mark(self) -> None:
        path = f"{self.place.store}/{COPY_MARK}"
        if not self.place.io.is_there(path):
            fd = self.place.io.open(path, CREATE)
            write_all(self.place.io, fd, f"{self._source}\n".encode(), 0)
            self.place.io.close(fd)

    def head(self) -> Head:
        """How far the copy goes. Raises: Damaged, OSError."""
        found = newest(self.place.head_bytes())
        if found is None:
            raise Damaged("", 0, "HEAD of this host's copy is unreadable")
        return found

    def take(self, raws: Iterable[bytes]) -> Head:
        """Adds lines, passing over those that another session has added already, and tells how far the copy goes now.

        A batch at the end that is not whole is left out: the rest of it comes with the next lines.
        Raises: Astray; Damaged; Busy; OSError.
        """
        with held(self.place, "", PATIENCE), self.place.io.signals_held():
            head = self.head()
            for file, lines in groupby(_whole(_placed(raws, head)), key=lambda placed: placed[0].file):
                head = self._write(head, file, list(lines))
            return head

    def _write(self, before: Head, file: str, lines: Sequence[tuple[Head, bytes]]) -> Head:
        """Data first, then HEAD; what a session that died left beyond HEAD is written over.

        A store in its own right waits for the disk in between. A copy does not: what a power cut spoils comes anew.
        """
        io, start = self.place.io, before.size if before.file == file else 0
        fd = self.place.data_fd(file, write=True)
        content = b"".join(line for _, line in lines)
        if io.size(fd) > start:
            io.ftruncate(fd, start)
        write_all(io, fd, content, start)
        if not self._source:
            io.fdatasync(fd)
        if not self._source and before.file != file:
            self.place.sync_folder(self.place.folder)
        after = lines[-1][0]
        write_all(io, self.place.head_fd, slot_bytes(after), slot_offset(after))
        if not self._source:
            io.fdatasync(self.place.head_fd)
        return after

    def wipe(self) -> None:
        """Forgets everything, to be made again from the server. Raises: OSError, LedgerError."""
        io = self.place.io
        self.place.close()
        for path in [self.place.head_path, *(f"{self.place.store}/{each}" for each in _inside(io, self.place.store))]:
            if io.is_there(path):
                io.unlink(path)
        self.make()

    def close(self) -> None:
        """Gives the descriptors back."""
        self.place.close()


def _inside(io: Io, store: str) -> list[str]:
    found = []
    for folder in _DERIVED:
        if io.is_there(f"{store}/{folder}"):
            found += [f"{folder}/{name}" for name in io.listdir(f"{store}/{folder}")]
    return found


def _whole(placed: Iterable[tuple[Head, bytes, bool]]) -> list[tuple[Head, bytes]]:
    """The lines up to the end of the last whole batch."""
    lines, end = [], 0
    for head, raw, ends_batch in placed:
        lines.append((head, raw))
        end = len(lines) if ends_batch else end
    return lines[:end]


def _placed(raws: Iterable[bytes], head: Head) -> Iterable[tuple[Head, bytes, bool]]:
    """Each line with where it ends, and whether a batch ends with it; a month's first line begins a file.

    Raises: Astray.
    """
    chain, file, size = Chain(head.seq, head.hash), head.file, head.size
    for raw in raws:
        if number_of(raw) <= chain.seq:
            check_known(raw, chain)
            continue
        line = _next(chain, raw)
        if files.month_of(file) != line.at[:7] and (line.batch is None or line.batch[0] == 1):
            file, size = files.name(files.number_of(file) + 1, line.at[:7]), 0
        size += len(raw)
        yield Head(line.seq, line.hash, file, size), raw, chain.whole


def check_known(raw: bytes, head: Head | Chain) -> None:
    """The last line that is here must be the same on the server: that shows a record that was cut or rewritten."""
    if number_of(raw) == head.seq and not raw.endswith(f',"h":"{head.hash}"}}\n'.encode()):
        raise Astray(head.seq, f"entry {head.seq} is another one than the one this host knows")


def _next(chain: Chain, raw: bytes) -> Line:
    try:
        return chain.take(raw)
    except ValueError as problem:
        raise Astray(chain.seq + 1, f"{problem} (entry {chain.seq + 1})") from problem


def number_of(raw: bytes) -> int:
    """The number that a line says it has; one beyond all numbers where it says none."""
    digits = raw[len(b'{"seq":') :].partition(b",")[0]
    return int(digits) if raw.startswith(b'{"seq":') and digits.isdigit() else 1 << 62
