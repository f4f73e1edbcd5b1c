"""Reading the bytes between two places in the chain, line by line, across files."""

from __future__ import annotations

from collections.abc import Iterator

from data.ledger.errors import Damaged
from data.ledger.head import Head
from data.ledger.line import LONGEST
from data.ledger.place import Place

CHUNK = 1 << 20


def lines_between(place: Place, start: Head, end: Head) -> Iterator[tuple[str, int, bytes]]:
    """Each line's file, the offset of its end, and its bytes with the newline; nothing in them is checked yet.

    Raises: Damaged when a file is missing, shorter than it was, or ends inside a line.
    """
    if end.seq <= start.seq:
        return
    for file in _files_between(place, start, end):
        begin = start.size if file == start.file else 0
        yield from lines_of(place, file, begin, end.size if file == end.file else None)


def _files_between(place: Place, start: Head, end: Head) -> Iterator[str]:
    """The files from one head's to the other's; where one is missing, those before it first. Raises: Damaged."""
    if start.file == end.file:
        yield end.file
        return
    there, gap = place.files_before_gap()
    between = [file for file in there if start.file <= file <= end.file]
    yield from between
    if end.file not in between:
        raise gap or Damaged(end.file, 0, "a ledger file is missing")


def lines_of(place: Place, file: str, begin: int, end: int | None) -> Iterator[tuple[str, int, bytes]]:
    """The lines of one file from `begin` to `end` (None: to its end), as `lines_between` gives them."""
    offset = begin
    for lines, _ in pieces_of(place, file, begin, end):
        for line in lines:
            offset += len(line) + 1
            yield file, offset, line + b"\n"


def pieces_of(place: Place, file: str, begin: int, end: int | None) -> Iterator[tuple[list[bytes], int]]:
    """The same lines, without their newlines, as many at a time as are read at once; and how far that went.

    Raises: Damaged, once the lines before the damage were given.
    """
    fd = place.data_fd(file)
    size = place.io.size(fd)
    if end is not None and size < end:
        raise Damaged(file, size, "a ledger file is shorter than it was")
    until = size if end is None else end
    at, rest = begin, b""
    while at < until:
        chunk = place.io.pread(place.data_fd(file, looked=True), min(CHUNK, until - at), at)
        if not chunk:
            raise Damaged(file, at, "a ledger file is shorter than it was")
        at += len(chunk)
        lines = (rest + chunk).split(b"\n")
        rest = lines.pop()
        yield lines, at - len(rest)
        if len(rest) > LONGEST:
            raise Damaged(file, at - len(rest), "a line is too long")
    if rest:
        raise Damaged(file, at - len(rest), "a line is cut off")
