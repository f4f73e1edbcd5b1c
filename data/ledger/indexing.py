"""Making the derived index of positions: from nothing, or from the one before and the events since."""

from __future__ import annotations

import json
from array import array
from binascii import crc32
from collections.abc import Iterable
from json.encoder import encode_basestring_ascii
from struct import pack

from data.io import CREATE_NEW
from data.ledger import files
from data.ledger.layout import BLOCK, BUCKETS, ENTRY, MAGIC, NAME, Covered, key, references, seed
from data.ledger.line import Line
from data.ledger.place import Place, write_all
from data.ledger.positions import Positions

TABLES = ("subjects", "references")


class Indexing:
    """An index in the making; the bytes are the same whether it goes on from an older one or begins anew."""

    def __init__(self, older: Positions | None = None) -> None:
        self._ends = array("I", older.section("ends") if older else b"")
        self._tables = {name: [array("I") for _ in range(BUCKETS)] for name in TABLES}
        self._names: dict[str, None] = dict.fromkeys(json.loads(older.section("names")) if older else ())
        self._ids = [older.section("ids")] if older else []
        self._files = [*older.covered.files] if older else []
        self._seq, self._hash, self._file_now, self._size = 0, "", "", 0
        self._number = files.number_of(older.covered.file) if older else 0
        if older:
            for name in TABLES:
                for number, bucket in enumerate(self._tables[name]):
                    bucket.frombytes(older.bucket(name, number))
            last = older.covered
            self._seq, self._hash, self._file_now, self._size = last.seq, last.hash, last.file, last.size

    def add(self, events: Iterable[tuple[Line, str, int]]) -> None:
        """Takes in events in order, each with its file and where its line ends there."""
        for line, file, end in events:
            if file != self._file_now:
                if self._file_now:
                    self._files.append((self._file_now, self._size))
                self._number = files.number_of(file)
            self._seq, self._hash, self._file_now, self._size = line.seq, line.hash, file, end
            self._ends.extend((self._number, end))
            self._file(TABLES[0], line.subject, line.seq)
            self._names.setdefault(line.subject)
            for reference in references(line):
                self._file(TABLES[1], reference, line.seq)
                self._ids.append(encode_basestring_ascii(reference).encode() + b"\n")

    def _file(self, table: str, text: str, seq: int) -> None:
        filed = key(text)
        self._tables[table][filed % BUCKETS].extend((filed, seq))

    def content(self) -> bytes:
        """The whole file."""
        covered = Covered(self._seq, self._hash, self._file_now, self._size, tuple(self._files))
        tables = {name: [bucket.tobytes() for bucket in self._tables[name]] for name in TABLES}
        ends = self._ends.tobytes()
        sections = {
            "directory": _directory(covered, tables, ends),
            "ends": ends,
            **{name: b"".join(tables[name]) for name in TABLES},
            "names": json.dumps(list(self._names)).encode(),
            "ids": b"".join(self._ids),
        }
        listed = [(name, len(content), crc32(content)) for name, content in sections.items()]
        fields = {"seq": self._seq, "hash": self._hash, "file": self._file_now, "size": self._size}
        header = json.dumps({**fields, "files": self._files, "sections": listed}).encode()
        return MAGIC + pack("<II", len(header), crc32(header)) + header + b"".join(sections.values())


def _directory(covered: Covered, tables: dict[str, list[bytes]], ends: bytes) -> bytes:
    numbers = array("I")
    for name in TABLES:
        numbers.extend(len(bucket) // ENTRY for bucket in tables[name])
        numbers.extend(crc32(bucket, seed(covered, number)) for number, bucket in enumerate(tables[name]))
    for number, begin in enumerate(range(0, len(ends), BLOCK * ENTRY)):
        numbers.append(crc32(ends[begin : begin + BLOCK * ENTRY], seed(covered, number)))
    return numbers.tobytes()


def keep(place: Place, content: bytes) -> None:
    """Puts an index in the place of the one before, in one step. Raises: OSError."""
    if not place.io.is_there(place.derived):
        place.io.mkdir(place.derived)
    beside = f"{place.derived}/{NAME}.{place.io.random_bytes(4).hex()}.new"
    fd = place.io.open(beside, CREATE_NEW)
    try:
        write_all(place.io, fd, content, 0)
        place.io.rename(beside, f"{place.derived}/{NAME}")
    except OSError:
        place.io.unlink(beside)
        raise
    finally:
        place.io.close(fd)
