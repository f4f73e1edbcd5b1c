"""The live children as a session worked them out, kept for the next start: `STORE/derived/board`.

A start then works out only the children about whom something was entered since, or for whom a moment has come at
which time alone changes something; of the others it reads what they are in brief, and the rest when it is looked at.
Bound to the entry up to which it holds, to the rules and to the program. It may be deleted at any time; missing, stale
or spoilt, it is not used.
"""

from __future__ import annotations

import json
from binascii import crc32
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from data.board_file import BoardFile
from data.brief_rows import BriefReader, brief_out
from data.case_shapes import NotKept, Shapes
from models.duties.brief import Live
from models.duties.rulebook import Rulebook
from models.duties.watch import Kept, Watch
from models.history.history import ChildHistory
from models.history.register import Register

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from data.ledger.contract import AnyLedger

NAME = "board"
FORMAT = 4
"""To be raised when the rows of the file mean something else."""
FEW_LINES = 200
"""Entries since the file was made beyond which it is made anew: each is looked at by every start."""
FEW_STALE = 8
"""Of so many live children one may be out of date before it is made anew."""


class KeptChildren:
    """What one session takes from the file, and what it leaves there."""

    def __init__(self, store: str, ledger: AnyLedger) -> None:
        self._ledger, self._file = ledger, BoardFile(f"{store}/derived/{NAME}")
        self._mark: list[str] = []
        self._seq = 0
        """Up to which entry the file goes; 0 where there is none that can be used."""
        self._shapes: Shapes

    def give(
        self, watch: Watch, rulebook: Rulebook, rules: str, now: datetime, subjects: Callable[[], Iterable[str]]
    ) -> None:
        """Lets a watch know of whom the file says what holds now; once for each set of rules."""
        if not self._is_new(rulebook, rules):
            return
        try:
            index = self._index()
            changed = {line.subject for line in self._ledger.lines()[self._seq :]} if self._seq else set()
            reader = BriefReader(subjects())
            for live in map(reader.read, map(json.loads, index)):
                if live.id not in changed and live.holds(now):
                    watch.remember(live, rulebook)
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
            return  # nobody wrote that here: whoever is not in it is worked out

    def begin_anew(self, rulebook: Rulebook, rules: str) -> None:
        """Believes nothing on the disk; what is worked out will take its place."""
        self._is_new(rulebook, rules)

    def _is_new(self, rulebook: Rulebook, rules: str) -> bool:
        mark = [rules, _mark(rulebook)]
        if mark == self._mark:
            return False
        self._mark, self._seq, self._shapes = mark, 0, Shapes(rulebook)
        self._file.close()
        return True

    def read(self, live: Live, register: Register) -> Kept | None:
        """A child's cases as the file has them; None where it has not, and they are to be worked out."""
        row = self._file.row(live.place)
        if row is None:
            return None
        self._shapes.forget_many()
        try:
            history, cases = self._shapes.read(json.loads(row), live.since, Whole(register, live.id, self._seq))
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):
            return None
        return Kept(history, tuple(cases), live.since, live.until) if history.child.id == live.id else None

    def keep(self, watch: Watch, subjects: Iterable[str]) -> None:
        """Puts the live children on the disk, where what is there is too far behind; a disk that refuses is let be."""
        head = self._ledger.head
        kept = [live for subject in subjects if (live := watch.remembered(subject)) and not live.records]
        stale = sum(live.place is None for live in kept)
        if not self._mark or (self._seq and stale * FEW_STALE <= len(kept) and head.seq - self._seq <= FEW_LINES):
            return
        header, written = {"seq": head.seq, "hash": head.hash, "mark": self._mark}, list[Live]()
        try:
            places = self._file.write(header, self._rows(kept, watch, written))
        except OSError:
            return
        self._seq = head.seq
        for live in kept:
            live.place = None
        for live, place in zip(written, places, strict=True):
            live.place = place

    def _rows(self, kept: Iterable[Live], watch: Watch, written: list[Live]) -> Iterator[tuple[list[Any], bytes]]:
        """Each child in brief, and whole; who cannot be written down is left out."""
        for live in kept:
            row = self._file.row(live.place) or self._row(watch.whole(live.id, live.since))
            if row:
                written.append(live)
                yield brief_out(live), row

    def _row(self, whole: Kept | None) -> bytes | None:
        try:
            plain = self._shapes.plain(whole.history, whole.cases) if whole else None
        except NotKept:
            return None
        return json.dumps(plain, separators=(",", ":")).encode() if plain else None

    def close(self) -> None:
        """Lets the file go."""
        self._file.close()

    def _index(self) -> Iterable[bytes]:
        """The children's lines; none where the file is not of this ledger, these rules and this program."""
        index = self._file.open()
        header = json.loads(next(index))
        seq, last = int(header["seq"]), self._ledger.head.seq
        if header["mark"] != self._mark or not 0 < seq <= last <= seq + FEW_LINES:
            return ()
        if self._ledger.lines()[seq - 1].hash != header["hash"]:
            return ()
        self._seq = seq
        return index


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


def _mark(rulebook: Rulebook) -> str:
    """What the cases rest on besides the rules' texts: closed days, and how far the daytime is known."""
    closed = sorted(day.isoformat() for day in rulebook.days.closures)
    spans = [(since.isoformat(), until.isoformat()) for since, until in rulebook.daytime.spans]
    return f"{FORMAT} {crc32(repr((closed, spans)).encode()):08x}"
