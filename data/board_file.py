"""The file of the live children, `STORE/derived/board`: a line for each, an index of them, and where the index begins.

Each line has a checksum of its own, so that a start reads the index alone, and a line when somebody looks at that
child. The file is replaced in one step and never changed: what was opened stays what it was.
"""

from __future__ import annotations

import json
import os
from binascii import crc32
from collections.abc import Iterable, Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MODE = 0o660
TAIL = 22
"""Bytes of the last line: checksum of the index, and where it begins."""
CHECK = 9
"""Bytes of a line's checksum and the blank after it."""
PIECE = 1 << 13
"""Bytes read at once of a line: more than most have."""
PART = 1 << 15
"""And of the index."""


class BoardFile:
    """The file of one store, as one session has it open."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._handle: int | None = None

    def open(self) -> Iterator[bytes]:
        """The lines of the index, each read when it is asked for. Raises: OSError, ValueError."""
        self.close()
        self._handle = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        size = os.fstat(self._handle).st_size
        check, _, begin = os.pread(self._handle, TAIL, max(size - TAIL, 0)).partition(b" ")
        found, handle = 0, self._handle
        for piece in _pieces(handle, int(begin), size - TAIL):
            found = crc32(piece, found)
        if check != b"%08x" % found:
            raise ValueError("not as it was written")
        return _lines(_pieces(handle, int(begin), size - TAIL))

    def row(self, place: int | None) -> bytes | None:
        """A child's line; None where there is none, or not as it was written."""
        if self._handle is None or place is None:
            return None
        found = b""
        try:
            while b"\n" not in found:
                more = os.pread(self._handle, PIECE, place + len(found))
                if not more:
                    return None
                found += more
        except OSError:
            return None
        line = found[: found.index(b"\n")]
        return line[CHECK:] if line[: CHECK - 1] == _check(line[CHECK:]) else None

    def write(self, header: object, rows: Iterable[tuple[list[Any], bytes]]) -> list[int]:
        """Puts a file in the place of the one before, of each child in brief and its line; where each line is.

        Raises: OSError.
        """
        beside = f"{self._path}.{os.getpid()}.new"
        os.makedirs(os.path.dirname(self._path), exist_ok=True)
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, MODE)
        try:
            with os.fdopen(os.dup(handle), "wb") as file:
                places, index, at = [], [_plain(header)], 0
                for brief, row in rows:
                    file.write(_check(row) + b" " + row + b"\n")
                    places.append(at)
                    index.append(_plain([at, *brief]))
                    at += CHECK + len(row) + 1
                body = b"".join(line + b"\n" for line in index)
                file.write(body + _check(body) + b" %012d\n" % at)
            os.replace(beside, self._path)
        except OSError:
            os.close(handle)
            os.unlink(beside)
            raise
        self.close()
        self._handle = handle
        return places

    def close(self) -> None:
        """Lets it go."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __del__(self) -> None:
        self.close()  # a desk may be forgotten without having been closed: its other files do so by themselves


def _plain(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _pieces(handle: int, begin: int, end: int) -> Iterator[bytes]:
    """Bytes of a file, never so many at once that the memory for them is not given back to what comes after."""
    while begin < end and (piece := os.pread(handle, min(PART, end - begin), begin)):
        yield piece
        begin += len(piece)


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines


def _check(body: bytes) -> bytes:
    return b"%08x" % crc32(body)
