"""Reading the derived index of positions: part by part, believing none of it without its check."""

from __future__ import annotations

import json
from _thread import allocate_lock
from array import array
from binascii import crc32
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from struct import unpack

from data.io import READ
from data.ledger import files
from data.ledger.errors import Damaged
from data.ledger.layout import BLOCK, BUCKETS, ENTRY, MAGIC, NAME, PREFIX, Covered, Unsound, key, seed
from data.ledger.place import Place

_MOST = 1 << 31


class Positions:
    """An open index. Every method raises Unsound when what it needs is not as it was written, or cannot be read."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._one_at_a_time = allocate_lock()
        self._kept: dict[int, array[int]] | None = None
        self._fd = -1
        try:
            self._fd = place.io.open(f"{place.derived}/{NAME}", READ)
            self._read_header()
        except (OSError, ValueError, KeyError, TypeError, IndexError, OverflowError) as problem:
            self.close()
            raise Unsound(str(problem)) from problem
        except Unsound:
            self.close()
            raise

    def keep_ends(self) -> None:
        """Keeps where lines end once that is read (4 MB for half a million): for whoever reads thousands of them."""
        self._kept = self._kept if self._kept is not None else {}

    def close(self) -> None:
        """Gives the file back."""
        if self._fd >= 0:
            fd, self._fd = self._fd, -1
            self._place.io.close(fd)
        self._place.close()

    def own_place(self) -> Place:
        """Descriptors of their own for a reader who goes through everything."""
        return Place(self._place.store, self._place.io, writable=False)

    def _read_header(self) -> None:
        prefix = self._bytes(0, PREFIX)
        length, check = unpack("<II", prefix[4:])
        header = self._bytes(PREFIX, min(length, _MOST))
        if prefix[:4] != MAGIC or crc32(header) != check:
            raise Unsound("header")
        fields = json.loads(header)
        listed = tuple((str(file), int(size)) for file, size in fields["files"])
        self.covered = Covered(int(fields["seq"]), fields["hash"], fields["file"], int(fields["size"]), listed)
        self.sections: dict[str, tuple[int, int, int]] = {}
        at = PREFIX + length
        for name, size, crc in fields["sections"]:
            self.sections[name] = (at, int(size), int(crc))
            at += int(size)
        self._read_directory()

    def _read_directory(self) -> None:
        numbers = array("I", self.section("directory"))
        if len(numbers) != 4 * BUCKETS + -(-self.covered.seq // BLOCK):
            raise Unsound("directory")
        self._tables: dict[str, tuple[list[int], array[int]]] = {}
        for part, name in enumerate(("subjects", "references")):
            lengths = numbers[2 * part * BUCKETS : (2 * part + 1) * BUCKETS]
            starts = list(accumulate(lengths, initial=0))
            self._tables[name] = (starts, numbers[(2 * part + 1) * BUCKETS : (2 * part + 2) * BUCKETS])
        self._blocks = numbers[4 * BUCKETS :]

    def section(self, name: str) -> bytes:
        """A whole section, checked."""
        at, size, crc = self.sections[name]
        raw = self._bytes(at, size)
        if crc32(raw) != crc:
            raise Unsound(name)
        return raw

    def content(self) -> bytes:
        """The whole file."""
        return self._bytes(0, self._place.io.size(self._fd))

    def _bytes(self, at: int, length: int) -> bytes:
        try:
            found = self._place.io.pread(self._fd, length, at)
            while len(found) < length:
                chunk = self._place.io.pread(self._fd, length - len(found), at + len(found))
                if not chunk:
                    raise Unsound("cut off")
                found += chunk
        except OSError as problem:
            raise Unsound(str(problem)) from problem
        return found

    def check_ground(self) -> None:
        """Checks that the ledger's files still are those that were indexed."""
        try:
            there = self._place.files()
            indexed = [*self.covered.files, (self.covered.file, self.covered.size)]
            if there[: len(indexed)] != [file for file, _ in indexed]:
                raise Unsound("files")
            for file, size in self.covered.files:
                if self._place.io.size_at(f"{self._place.folder}/{file}{files.ENDING}") != size:
                    raise Unsound(file)
        except (OSError, Damaged) as problem:
            raise Unsound(str(problem)) from problem

    def raws(self, seqs: Sequence[int]) -> Iterator[bytes]:
        """The bytes of each event's line, as they stand in the ledger; unchecked."""
        for file, start, end in self.spans(seqs):
            if not 0 < file <= len(self.covered.files) + 1 or end <= start:
                raise Unsound("ends")
            name = self.covered.files[file - 1][0] if file <= len(self.covered.files) else self.covered.file
            try:
                with self._one_at_a_time:
                    raw = self._place.io.pread(self._place.data_fd(name, looked=True), end - start, start)
            except (OSError, Damaged) as problem:
                raise Unsound(str(problem)) from problem
            yield raw

    def spans(self, seqs: Iterable[int]) -> list[tuple[int, int, int]]:
        """For each event: the number of its file, where its line begins and ends."""
        blocks = {} if self._kept is None else self._kept
        found = []
        for seq in seqs:
            file, end = self._end(seq, blocks)
            before, start = self._end(seq - 1, blocks) if seq > 1 else (0, 0)
            found.append((file, start if before == file else 0, end))
        return found

    def _end(self, seq: int, blocks: dict[int, array[int]]) -> tuple[int, int]:
        block, at = divmod(seq - 1, BLOCK)
        if block not in blocks:
            begin, size, _ = self.sections["ends"]
            offset = block * BLOCK * ENTRY
            raw = self._bytes(begin + offset, min(BLOCK * ENTRY, size - offset))
            if crc32(raw, seed(self.covered, block)) != self._blocks[block]:
                raise Unsound("ends")
            blocks[block] = array("I", raw)
        return blocks[block][2 * at], blocks[block][2 * at + 1]

    def numbers(self, table: str, text: str) -> list[int]:
        """The events filed under a subject or a reference, in order; some may be another's with the same key."""
        filed = key(text)
        raw, wanted = self.bucket(table, filed % BUCKETS), array("I", [filed]).tobytes()
        found: list[int] = []
        at = raw.find(wanted)
        while at >= 0:
            if at % ENTRY == 0:
                found += array("I", raw[at + ENTRY // 2 : at + ENTRY])
            at = raw.find(wanted, at + 1)
        return found

    def bucket(self, table: str, number: int) -> bytes:
        """One bucket of a table, checked."""
        starts, checks = self._tables[table]
        begin = self.sections[table][0] + starts[number] * ENTRY
        raw = self._bytes(begin, (starts[number + 1] - starts[number]) * ENTRY)
        if crc32(raw, seed(self.covered, number)) != checks[number]:
            raise Unsound(table)
        return raw
