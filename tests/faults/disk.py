"""A model of a disk with a cache before it: what was synced is there after a power cut, the rest may be.

After a cut each unsynced write may be lost, kept, torn at any byte or sector, or leave zeros or garbage where the
file grew; each unsynced name may be there or not. A failed sync drops what was to be written while the cache goes
on showing it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

SECTOR = 512
_NOT_THE_SAME = re.compile(rb"[^\0]")
Operation = tuple[str, int, bytes]  # ("write", offset, bytes) or ("cut", size, b"")


class File:
    """One file: the bytes on the disk, what was done since, and what the cache shows."""

    def __init__(self, content: bytes = b"") -> None:
        self.durable = content
        self.pending: list[Operation] = []
        self.cache = content

    def do(self, operation: Operation) -> None:
        self.pending.append(operation)
        self.cache = applied(self.cache, operation)

    def synced(self) -> None:
        for operation in self.pending:
            self.durable = applied(self.durable, operation)
        self.pending = []

    def dropped(self, choose: random.Random) -> None:
        """A sync that failed: some of it may have come to the disk, and the cache counts as clean from now on."""
        for operation in self.pending[: choose.choice((0, 0, len(self.pending)))]:
            self.durable = applied(self.durable, operation)
        self.pending = []

    def after_a_cut(self, how: str, choose: random.Random) -> bytes:
        if how == "mixed":
            how = choose.choice(("lost", "kept", "begun", "torn", "sectors", "zeros", "garbage", "some"))
        found = self.durable
        chosen = {"lost": 0, "kept": len(self.pending)}.get(how, choose.randint(0, len(self.pending)))
        for operation in self.pending[:chosen]:
            if how != "some" or choose.random() < 0.5:
                found = applied(found, operation)
        if chosen < len(self.pending) and how not in ("lost", "begun", "some"):
            found = half_done(found, self.pending[chosen], how, choose)
        return found


def applied(content: bytes, operation: Operation) -> bytes:
    what, at, data = operation
    if what == "cut":
        return content[:at].ljust(at, b"\0")
    return content[:at].ljust(at, b"\0") + data + content[at + len(data) :]


def half_done(content: bytes, operation: Operation, how: str, choose: random.Random) -> bytes:
    what, at, data = operation
    if what == "cut" or not data:
        return content
    if how == "torn":
        return applied(content, ("write", at, data[: cut_of(content[at : at + len(data)], data, choose)]))
    if how == "sectors":
        for begin in range(0, len(data), SECTOR):
            if choose.random() < 0.5:
                content = applied(content, ("write", at + begin, data[begin : begin + SECTOR]))
        return content
    grown = max(0, at + len(data) - len(content))
    return content + (bytes(grown) if how == "zeros" else choose.randbytes(grown))


def cut_of(old: bytes, new: bytes, choose: random.Random) -> int:
    """Where a write is torn: anywhere, or where the old bytes and the new ones differ."""
    old = old.ljust(len(new), b"\0")
    if choose.random() >= 0.7:
        return choose.randrange(len(new))
    for _ in range(4):  # in what grew, nearly every byte differs
        if old[at := choose.randrange(len(new))] != new[at]:
            return at
    both = int.from_bytes(old) ^ int.from_bytes(new)
    differ = [found.start() for found in _NOT_THE_SAME.finditer(both.to_bytes(len(new)))]
    return choose.choice(differ) if differ else choose.randrange(len(new))


class Disk:
    """Files and folders by path. A folder is a name only; it is None in the two tables."""

    def __init__(self, names: dict[str, File | None] | None = None) -> None:
        self.names: dict[str, File | None] = dict(names or {})
        self.durable_names: dict[str, File | None] = dict(self.names)

    def sync_folder(self, folder: str) -> None:
        for path in self.names.keys() | self.durable_names.keys():
            if path.rpartition("/")[0] == folder:
                if path in self.names:
                    self.durable_names[path] = self.names[path]
                else:
                    del self.durable_names[path]

    def after_a_cut(self, bytes_are: str, names_are: str, choose: random.Random) -> Disk:
        """One of the disks that a power cut at this moment may leave."""
        kept: dict[str, File | None] = {}
        for path in sorted(self.names.keys() | self.durable_names.keys()):
            newer = names_are == "kept" or (names_are == "mixed" and choose.random() < 0.5)
            table = self.names if newer else self.durable_names
            parent = path.rpartition("/")[0]
            if path in table and (not path or parent in kept or parent not in self.names):
                kept[path] = table[path]
        content = {path: file and File(file.after_a_cut(bytes_are, choose)) for path, file in kept.items()}
        return Disk(content)

    def states(self, choose: random.Random, mixed: int) -> Iterator[tuple[str, Disk]]:
        """Disks a cut may leave: the four extremes, then as many as asked for by chance."""
        for bytes_are in ("lost", "kept"):
            for names_are in ("lost", "kept"):
                yield f"bytes {bytes_are}, names {names_are}", self.after_a_cut(bytes_are, names_are, choose)
        for number in range(mixed):
            names_are = choose.choice(("kept", "kept", "mixed"))
            yield f"mixed {number}", self.after_a_cut("mixed", names_are, choose)

    def content(self) -> tuple[tuple[str, bytes | None], ...]:
        """All there is to see, for telling two disks apart."""
        return tuple(sorted((path, file.cache if file else None) for path, file in self.names.items()))
