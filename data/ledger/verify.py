"""The full verification: every byte from the first event to HEAD, without the lock, while others write."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from operator import itemgetter
from typing import TYPE_CHECKING

from data.io import Io
from data.ledger import files
from data.ledger.bulk import in_bulk
from data.ledger.errors import Damaged
from data.ledger.head import SLOT, Head, read_slots
from data.ledger.line import FIRST_PREV, LONGEST, SEAL_LENGTH, Line, parse, read
from data.ledger.place import Place
from data.ledger.reader import pieces_of
from models.record import Record

if TYPE_CHECKING:
    from pathlib import Path

_SEAL = SEAL_LENGTH - len(b"\n")
_FIELDS = ("seq", "v", "id", "at", "by", "sid", "subject", "type", "data", "prev", "h")
_fields = itemgetter(*_FIELDS)


class Problem(Record):
    """Something that is not as it was acknowledged: the file (empty: HEAD), the line (from 1; 0: none), the words."""

    file: str
    line: int
    what: str


class VerifyReport(Record):
    """What a verification found. `beyond` counts bytes after HEAD: a write under way, or one that broke off."""

    events: int
    files: int
    size: int
    head: Head
    problems: tuple[Problem, ...]
    beyond: int

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def verify(
    store: Path,
    io: Io,
    *,
    anchor: tuple[int, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> VerifyReport:
    """Checks everything and finds every problem, not only the first.

    `anchor` is a head kept elsewhere (its number and the beginning of its hash): what shows that an older copy,
    or a rewritten one, was put in place. `progress` is told the bytes done and the bytes there are.
    Raises: OSError when the store cannot be read.
    """
    place = Place(store, io, writable=False)
    try:
        with in_bulk():
            return _Verification(place, anchor, progress or (lambda done, of: None)).run()
    finally:
        place.close()


class _Verification:
    def __init__(self, place: Place, anchor: tuple[int, str] | None, progress: Callable[[int, int], None]) -> None:
        self._place = place
        self._anchor = anchor
        self._progress = progress
        self._problems: list[Problem] = []
        self._seq, self._hash = 0, FIRST_PREV
        self._batch: tuple[int, int] | None = None
        self._ids: set[int] = set()
        self._done = self._total = self._events = self._beyond = 0
        self._wanted = anchor[0] if anchor else 0
        self._anchored = self._wanted == 0

    def run(self) -> VerifyReport:
        head = self._head()
        there = self._files()
        sizes = {file: self._place.io.size(self._place.data_fd(file)) for file in there}
        self._total = sum(sizes.values())
        for file in there:
            end = self._end_of(file, sizes[file], head)
            self._beyond += sizes[file] - min(end, sizes[file])
            self._check_file(file, end)
        self._check_end(head, there)
        self._progress(self._total, self._total)
        found = head or Head(self._seq, self._hash)
        return VerifyReport(self._events, len(there), self._total, found, tuple(self._problems), self._beyond)

    def _head(self) -> Head | None:
        try:
            raw = self._place.head_bytes()
        except FileNotFoundError:
            self._note("", 0, "HEAD is missing")
            return None
        slots = read_slots(raw)
        sound = [slot for slot in slots if slot is not None]
        if not sound:
            self._note("", 0, "both slots of HEAD are unreadable")
            return None
        for slot, written in zip(slots, (raw[:SLOT], raw[SLOT:]), strict=True):
            if slot is None and written.strip():  # blank: not needed yet
                self._note("", 0, "one slot of HEAD is unreadable; the next entries mend it")
        return max(sound, key=lambda slot: slot.seq)

    def _files(self) -> list[str]:
        try:
            entries = self._place.io.listdir(self._place.folder)
        except FileNotFoundError:
            self._note("", 0, "the ledger's folder is missing")
            return []
        try:
            return files.in_order(entries)
        except Damaged as damage:
            self._note(damage.file, 0, damage.what)
            return files.names(entries)

    def _end_of(self, file: str, size: int, head: Head | None) -> int:
        if head is None or file < head.file:
            return size
        return head.size if file == head.file else 0

    def _check_file(self, file: str, end: int) -> None:
        number = 0
        try:
            for lines, at in pieces_of(self._place, file, 0, end):
                self._check_lines(file, number, lines)
                number += len(lines)
                self._progress(self._done + at, self._total)
        except Damaged as damage:
            self._note(file, number + 1, damage.what)
        self._done += end

    def _check_lines(self, file: str, number: int, lines: list[bytes]) -> None:
        at = 0
        while at < len(lines):
            if self._batch is None:
                at = self._take_plain(lines, at)
            if at < len(lines):
                self._look_closely(file, number + at + 1, lines[at] + b"\n")
                at += 1

    def _take_plain(self, lines: list[bytes], begin: int) -> int:
        """Takes sound events of their own that follow from the one before: nearly all are. The first other one's place.

        The hash that JSON finds under `h` can stand in the last 74 bytes only, for no text holds its own hash.
        """
        last, before, ids = self._seq, self._hash, self._ids
        for place in range(begin, len(lines)):
            raw = lines[place]
            try:
                table = parse(raw)
                seq, v, id, at, by, sid, subject, type_, data, prev, h = _fields(table)
                "".join((id, at, sid, subject, type_))  # texts, or a TypeError
            except (ValueError, KeyError, TypeError):
                break
            key, follows = hash(id), prev == before and seq == last + 1
            framed = type(by) is type(data) is dict and type(v) is int and len(table) == len(_FIELDS)
            special = seq == self._wanted or len(raw) >= LONGEST or key in ids
            if not follows or not framed or special or h != sha256(raw[:-_SEAL]).hexdigest():
                break
            ids.add(key)
            last, before = seq, h
        else:
            place = len(lines)
        self._events += last - self._seq
        self._seq, self._hash = last, before
        return place

    def _look_closely(self, file: str, number: int, raw: bytes) -> None:
        try:
            line, prev = read(raw)
        except ValueError as problem:
            self._note(file, number, str(problem))
            self._seq += 1
            self._hash, self._batch = "", None
            return
        self._events += 1
        self._check_place(file, number, line, prev)
        self._check_batch(file, number, line)
        self._check_anchor(file, number, line)
        whole = line.batch is None or line.batch[0] == line.batch[1]
        self._seq, self._hash, self._batch = line.seq, line.hash, None if whole else line.batch

    def _check_place(self, file: str, number: int, line: Line, prev: str) -> None:
        if line.seq != self._seq + 1:
            self._note(file, number, f"event {self._seq + 1} is missing: event {line.seq} stands here")
        elif self._hash and prev != self._hash:
            self._note(file, number, f"event {line.seq} does not follow from the one before")
        key = hash(line.id)
        if key in self._ids:
            self._note(file, number, f"event {line.seq} carries an id that another event has")
        self._ids.add(key)

    def _check_batch(self, file: str, number: int, line: Line) -> None:
        before, now = self._batch, line.batch
        expected = (before[0] + 1, before[1]) if before else None
        first = now is None or now[0] == 1
        if self._hash and (now != expected if before else not first):
            self._note(file, number, f"the batch of event {line.seq} is not whole")

    def _check_anchor(self, file: str, number: int, line: Line) -> None:
        if self._anchor is None or line.seq != self._anchor[0]:
            return
        self._anchored = True
        if not self._anchor[1] or not line.hash.startswith(self._anchor[1].lower()):
            self._note(file, number, f"event {line.seq} is not the one whose fingerprint was kept")

    def _check_end(self, head: Head | None, there: list[str]) -> None:
        if head is not None and head.file and head.file not in there:
            self._note(head.file, 0, "the ledger file that HEAD names is missing")
        if head is not None and (self._seq, self._hash) != (head.seq, head.hash):
            self._note("", 0, f"the last event is not number {head.seq}, which HEAD says was acknowledged")
        if self._batch is not None:
            self._note(there[-1], 0, "the last batch is not whole")
        if not self._anchored and self._anchor is not None:
            self._note("", 0, f"the record ends before event {self._anchor[0]}, whose fingerprint was kept")

    def _note(self, file: str, line: int, what: str) -> None:
        self._problems.append(Problem(file, line, what))
