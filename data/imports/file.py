"""A file that somebody brings: which encoding it is in, its hash, and whether it can be read at all."""

from __future__ import annotations

import codecs
import hashlib
import os
import stat
from collections.abc import Callable
from typing import BinaryIO

from models.record import Record

LARGEST = 1024 * 1024 * 1024
"""Bytes: ten years of the busiest county's episodes are a hundredth of it."""
PIECE = 1024 * 1024
Progress = Callable[[int], bool]
"""Told how far it is, in bytes or in rows; answers whether to go on."""
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Unreadable(Exception):
    """A file that cannot be imported; `str()` says why, fit for the screen."""


class Stopped(Unreadable):
    """Somebody ended the reading; nothing was imported."""


class Brought(Record):
    """A file that was read once, from its first byte to its last."""

    path: str
    encoding: str
    digest: str
    """SHA-256 of its bytes."""
    size: int
    lines: int
    """About as many rows, for a bar that shows how far it is."""


def look_at(path: str, progress: Progress = lambda _: True) -> Brought:
    """Reads a file in pieces: its hash, and the encoding in which every byte of it makes sense.

    Raises: Unreadable: it is none, too large, or in no encoding that is read here. Stopped.
    """
    try:
        with open(path, "rb", opener=_never_waiting) as file:
            size = _size(path, file)
            return _read(path, file, size, progress)
    except OSError as why:
        raise Unreadable(f"{path} cannot be read: {why.strerror}") from why


def _never_waiting(path: str, flags: int) -> int:
    """A pipe that nobody writes to would be waited for."""
    return os.open(path, flags | os.O_NONBLOCK)


def _size(path: str, file: BinaryIO) -> int:
    status = os.fstat(file.fileno())
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(f"{path} is not a file")
    if status.st_size > LARGEST:
        raise Unreadable(
            f"{path} is too large: {status.st_size / 2**20:.0f} MB, and {LARGEST // 2**20} MB is the most. "
            "Nothing was imported; split it, with the heading in each part."
        )
    if status.st_size == 0:
        raise Unreadable(f"{path} is empty")
    return status.st_size


def size_of(path: str) -> int:
    """Bytes to be read, for a bar; 0 where that cannot be said yet."""
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _read(path: str, file: BinaryIO, size: int, progress: Progress) -> Brought:
    first = file.read(PIECE)
    named = next((name for mark, name in BOMS if first.startswith(mark)), "") or _utf_16_without_mark(first)
    trying = {name: codecs.getincrementaldecoder(name)() for name in ([named] if named else ["utf-8", "cp1252"])}
    counted, taken, lines, piece = hashlib.sha256(), 0, 0, first
    while piece and trying:
        taken += len(piece)
        if taken > LARGEST:
            raise Unreadable(f"{path} grew while it was read; nothing was imported")
        if not progress(taken):
            raise Stopped(f"Stopped while {path} was read; nothing was imported")
        counted.update(piece)
        lines += max(piece.count(b"\n"), piece.count(b"\r"))
        following = file.read(PIECE)
        for name, decoder in list(trying.items()):
            if not _decodes(decoder, piece, not following):
                del trying[name]
        piece = following
    if not trying:
        tried = "its mark says UTF-16 or UTF-8" if named else "neither UTF-8 nor Windows-1252"
        raise Unreadable(
            f"{path} is in no encoding that is read here ({tried}, and the bytes do not fit); save as UTF-8"
        )
    return Brought(path, next(iter(trying)), counted.hexdigest(), size, lines)


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes, last: bool) -> bool:
    try:
        return "\0" not in decoder.decode(piece, last)
    except UnicodeDecodeError:
        return False


def _utf_16_without_mark(first: bytes) -> str:
    """Western text in UTF-16 has a NUL in every second byte."""
    start = first[:400]
    if len(start) < 4 or start.count(0) < len(start) // 3:
        return ""
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
