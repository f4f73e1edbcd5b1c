"""The bytes of an index: named sections behind a checked header, read where they lie.

Layout: 4096 bytes of header (magic with the version, byte order, number of children, the ledger's head, a table
of sections, a checksum), then the sections. Each section has a checksum of its own, checked when it is first
used, so that a plain command reads only the pages it needs. The same children give the same bytes.
"""

from __future__ import annotations

import struct
from zlib import crc32

MAGIC = b"NDFIND02"
HEADER = 4096
_FRONT = struct.Struct("=8sIIQ64sI")
_ENTRY = struct.Struct("=16sQQI4x")
_ORDER_MARK = 0x01020304


class BrokenIndex(ValueError):
    """The index is damaged, truncated or of another version: delete it and build it again."""


class Sections:
    """A read-only view of an index's sections, each verified before its first use."""

    def __init__(self, buffer: memoryview) -> None:
        if len(buffer) < HEADER or crc32(buffer[: HEADER - 4]) != int.from_bytes(buffer[HEADER - 4 : HEADER], "little"):
            raise BrokenIndex("header")
        magic, order, count, head_seq, head_hash, children = _FRONT.unpack_from(buffer)
        if magic != MAGIC or order != _ORDER_MARK:
            raise BrokenIndex("version")
        self.children: int = children
        self.head_seq: int = head_seq
        self.head_hash: str = head_hash.rstrip(b"\0").decode("ascii", "replace")
        self._buffer = buffer
        self._table = _table(buffer, count)
        self._checked: dict[str, memoryview] = {}

    def has(self, name: str) -> bool:
        """Whether the index has this section."""
        return name in self._table

    def bytes_of(self, name: str) -> memoryview:
        """One section's bytes.

        Raises BrokenIndex when they are not what was written.
        """
        part = self._checked.get(name)
        if part is None:
            if name not in self._table:
                raise BrokenIndex(name)
            start, size, check = self._table[name]
            part = self._buffer[start : start + size]
            if len(part) != size or crc32(part) != check:
                raise BrokenIndex(name)
            self._checked[name] = part
        return part

    def unchecked(self, name: str) -> memoryview:
        """A section whose records carry checksums of their own."""
        start, size, _ = self._table.get(name, (0, 0, 0))
        return self._buffer[start : start + size]

    def numbers(self, name: str, kind: str = "I") -> memoryview:
        """A section as 32-bit (`I`) or 64-bit (`Q`) numbers."""
        part = self.bytes_of(name)
        if len(part) % (8 if kind == "Q" else 4):
            raise BrokenIndex(name)
        return part.cast(kind)  # type: ignore[call-overload, no-any-return]


def _table(buffer: memoryview, count: int) -> dict[str, tuple[int, int, int]]:
    if _FRONT.size + count * _ENTRY.size > HEADER - 4:
        raise BrokenIndex("table")
    table = {}
    for place in range(count):
        name, start, size, check = _ENTRY.unpack_from(buffer, _FRONT.size + place * _ENTRY.size)
        if start < HEADER or start % 8 or start + size > len(buffer):
            raise BrokenIndex("table")
        table[name.rstrip(b"\0").decode("ascii", "replace")] = (start, size, check)
    return table


def laid_out(sections: dict[str, bytes], children: int, head_seq: int, head_hash: str) -> bytes:
    """The whole file: header, then the sections in the order given, each on a multiple of 8 bytes."""
    body: list[bytes] = []
    entries: list[bytes] = []
    at = HEADER
    for name, content in sections.items():
        entries.append(_ENTRY.pack(name.encode(), at, len(content), crc32(content)))
        padded = content + bytes(-len(content) % 8)
        body.append(padded)
        at += len(padded)
    front = _FRONT.pack(MAGIC, _ORDER_MARK, len(sections), head_seq, head_hash.encode("ascii", "replace"), children)
    header = (front + b"".join(entries)).ljust(HEADER - 4, b"\0")
    return b"".join([header, crc32(header).to_bytes(4, "little"), *body])
