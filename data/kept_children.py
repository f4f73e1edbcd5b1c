"""The live children as a session worked them out, kept for the next start: `STORE/derived/board`.

A start then reads and works out only the children about whom something was entered since, or for whom a moment has
come at which time alone changes something. Bound to the entry up to which it holds, to the rules and to the program.
It may be deleted at any time; missing, stale or spoilt, it is not used.
"""

from __future__ import annotations

import json
import os
from binascii import crc32
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO

from data.case_shapes import NotKept, Shapes
from models.duties.rulebook import Rulebook
from models.duties.watch import Kept, Watch
from models.history.history import ChildHistory
from models.history.register import Register

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from data.ledger.contract import AnyLedger

NAME = "board"
MODE = 0o660
FORMAT = 3
"""To be raised when the rows of the file mean something else."""
FEW_LINES = 200
"""Entries since the file was made beyond which it is made anew: each is looked at by every start."""
FEW_STALE = 8
"""Of so many live children one may be out of date before it is made anew."""


class KeptChildren:
    """What one session takes from the file, and what it leaves there."""

    def __init__(self, store: str, ledger: AnyLedger) -> None:
        self._path, self._ledger = f"{store}/derived/{NAME}", ledger
        self._mark: list[str] = []
        self._seq = 0
        """Up to which entry the file goes; 0 where there is none that can be used."""
        self._good: dict[str, datetime] = {}
        """The children whose cases in the file hold as far as this session knows, and when they were worked out."""

    def give(self, register: Register, watch: Watch, rulebook: Rulebook, rules: str, now: datetime) -> None:
        """Puts what holds now into a register and a watch; once for each set of rules."""
        if not self._is_new(rulebook, rules):
            return
        try:
            self._seq, rows = self._read() or (0, ())
            changed = {line.subject for line in self._ledger.lines()[self._seq :]} if rows else set()
            shapes = Shapes(rulebook)
            for child, since, until, plain in map(json.loads, rows):
                begin, end = _moment(since), _moment(until)
                if child not in changed and begin <= now < end:
                    history, cases = shapes.read(plain, begin, Whole(register, child, self._seq))
                    register.take_in(history)
                    watch.remember(Kept(history, rulebook, tuple(cases), begin, end))
                    self._good[child] = begin
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):
            return  # nobody wrote that here: whoever is not in it is worked out

    def begin_anew(self, rulebook: Rulebook, rules: str) -> None:
        """Believes nothing on the disk; what is worked out will take its place."""
        self._is_new(rulebook, rules)

    def _is_new(self, rulebook: Rulebook, rules: str) -> bool:
        mark = [rules, _mark(rulebook)]
        if mark == self._mark:
            return False
        self._mark, self._good, self._seq = mark, {}, 0
        return True

    def changed(self, subject: str) -> None:
        """A new entry came: what the file says of this child holds no longer."""
        self._good.pop(subject, None)

    def keep(self, watch: Watch, rulebook: Rulebook, live: Iterable[str]) -> None:
        """Puts the live children on the disk, where what is there is too far behind; a disk that refuses is let be."""
        head = self._ledger.head
        kept = {child: found for child in live if (found := watch.remembered(child))}
        stale = sum(self._good.get(child) != each.since for child, each in kept.items())
        if not self._mark or (self._seq and stale * FEW_STALE <= len(kept) and head.seq - self._seq <= FEW_LINES):
            return
        rows = list(_rows(kept, Shapes(rulebook)))
        header = {"seq": head.seq, "hash": head.hash, "mark": self._mark}
        try:
            lines = (json.dumps(each, separators=(",", ":")) for each in (header, *rows))
            _write(self._path, "\n".join(lines).encode())
        except OSError:
            return
        self._seq, self._good = head.seq, {row[0]: kept[row[0]].since for row in rows}

    def _read(self) -> tuple[int, Iterable[bytes]] | None:
        """How far the file goes and its rows; None where it is not of this ledger, these rules and this program."""
        try:
            with open(self._path, "rb", buffering=0) as file:
                check, _, body = file.readall().partition(b"\n")
        except OSError:
            return None
        if check != _check(body):
            return None
        lines = BytesIO(body)
        header = json.loads(lines.readline())
        seq, last = int(header["seq"]), self._ledger.head.seq
        if header["mark"] != self._mark or not 0 < seq <= last <= seq + FEW_LINES:
            return None
        return (seq, lines) if self._ledger.lines()[seq - 1].hash == header["hash"] else None


def _rows(kept: dict[str, Kept], shapes: Shapes) -> Iterator[list[Any]]:
    """Each child with the moments between which its cases hold; who cannot be written down is left out."""
    for child, each in kept.items():
        try:
            yield [child, each.since.isoformat(), each.until.isoformat(), shapes.plain(each.history, each.cases)]
        except NotKept:
            continue


class Whole:
    """Folds a child's entries up to one of them, once, when asked."""

    __slots__ = ("_child", "_found", "_register", "_seq")

    def __init__(self, register: Register, child: str, seq: int) -> None:
        self._register, self._child, self._seq = register, child, seq
        self._found: ChildHistory | None = None

    def __call__(self) -> ChildHistory:
        """The history as it was then."""
        if self._found is None:
            from models.history.fold import fold

            entries = self._register.entries_of(self._child)
            self._found = fold(self._child, [entry for entry in entries if entry.seq <= self._seq])
        return self._found


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _mark(rulebook: Rulebook) -> str:
    """What the cases rest on besides the rules' texts: closed days, and how far the daytime is known."""
    closed = sorted(day.isoformat() for day in rulebook.days.closures)
    spans = [(since.isoformat(), until.isoformat()) for since, until in rulebook.daytime.spans]
    return f"{FORMAT} {crc32(repr((closed, spans)).encode()):08x}"


def _write(path: str, body: bytes) -> None:
    beside = f"{path}.{os.getpid()}.new"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_check(body) + b"\n" + body)
        os.replace(beside, path)
    except OSError:
        os.unlink(beside)
        raise


def _check(body: bytes) -> bytes:
    return f"{crc32(body):08x}".encode()
