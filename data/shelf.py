"""The register's entries, taken from the ledger a subject at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from data.kept_left import KIND as LEFT
from data.kept_left import KeptLeft
from data.ledger import Line
from data.living import Living
from models.events.entry import Entry, read_entry
from models.times.zone import iso

TYPE_CHECKING = False
if TYPE_CHECKING:
    from data.ledger.contract import AnyLedger

MOST = 3000
"""Subjects whose entries are kept at once: more than any board shows, less than ten years hold."""

SET_BACK = timedelta(days=1)
"""So far a machine's clock may have been set back without an entry of the shift being overlooked."""

IN_A_ROW = 50
"""And if further: so many older entries one after the other, and those before them are older too.

What has happened is not entered while the clock says that it has not come, so at such a time few entries are.
"""


def to_entry(line: Line) -> Entry:
    """A stored line, read as an entry."""
    return read_entry(line.seq, line.id, line.at, line.by, line.subject, line.type, line.v, line.data)


class LedgerShelf:
    """A `Shelf` over the ledger: a subject's lines are read when it is asked for, and kept until new ones come."""

    def __init__(self, store: str, ledger: AnyLedger, living: Living) -> None:
        self._ledger, self._living = ledger, living
        self._left = KeptLeft(store, ledger)
        self._read: dict[str, list[Entry]] = {}

    def add(self, lines: Iterable[Line]) -> list[Entry]:
        """Takes in new lines, in order; returns them as entries."""
        entries = [to_entry(line) for line in lines]
        for entry in entries:
            before = self._read.pop(entry.subject, None)
            if before:  # it may have been read so late that this entry is among what was read
                self._read[entry.subject] = before if before[-1].seq >= entry.seq else [*before, entry]
            self._living.changed(entry.subject)
        return entries

    def entries_of(self, subject: str) -> Sequence[Entry]:
        """Every entry of one subject, in ledger order."""
        if subject not in self._read:
            if len(self._read) >= MOST:
                self._read.clear()
            self._read[subject] = [to_entry(line) for line in self._ledger.of_subject(subject)]
        return self._read[subject]

    def let_go(self, subject: str) -> None:
        """A subject's entries are read again when somebody asks."""
        self._read.pop(subject, None)

    def version_of(self, subject: str) -> int:
        """The version a decision rests on: what has been folded, not what the ledger has seen since."""
        entries = self.entries_of(subject)
        return entries[-1].seq if entries else 0

    def subjects(self) -> Iterable[str]:
        """Every subject, in the order in which they first came."""
        return self._ledger.subjects()

    def live_subjects(self) -> Iterable[str]:
        """The subjects on which something may be open or owed: all but those found settled since their last entry."""
        return self._living.subjects()

    def subject_of(self, reference: str) -> str:
        """The subject of an episode or an entry."""
        return self._ledger.subject_of(reference) if reference else ""

    def entered_since(self, moment: datetime, kind: str = "") -> Sequence[Entry]:
        """What was entered after a moment, in ledger order, of one type where that is named."""
        wanted = iso(moment)
        if kind != LEFT:
            return [to_entry(line) for line in self._since(moment) if kind in ("", line.type)]
        lines = self._left.since(wanted)
        if lines is None:
            lines = [line for line in self._since(moment) if line.type == kind]
            self._left.found(wanted, lines)
        return [to_entry(line) for line in lines]

    def keep(self) -> None:
        """Leaves on the disk what spares the next session reading as much."""
        self._left.keep()

    def _since(self, moment: datetime) -> list[Line]:
        """What was entered after a moment, in order; of older lines only as many are read as it takes."""
        wanted, enough = iso(moment), iso(moment - SET_BACK)
        newest_first: list[Line] = []
        older = 0
        for line in _backwards(self._ledger.lines()):
            older = older + 1 if line.at <= enough else 0
            if older == IN_A_ROW:
                break
            if line.at > wanted:
                newest_first.append(line)
        return newest_first[::-1]

    def entered_after(self, seq: int, kind: str) -> Sequence[Entry]:
        """What was entered after an entry and is of one type, in ledger order."""
        return [to_entry(line) for line in self._ledger.lines()[seq:] if line.type == kind]

    def ids_like(self, typed: str) -> list[str]:
        """The ids of children, episodes and entries that begin so; the whole id alone where it is one."""
        if self._ledger.version(typed) or self._ledger.subject_of(typed):
            return [typed]
        children = (subject for subject in self._ledger.subjects() if subject.startswith(typed))
        return [*children, *self._ledger.references(typed)]


def _backwards(lines: Sequence[Line]) -> Iterator[Line]:
    """The newest first: of a long history some are read from the disk at a time, each once."""
    for end in range(len(lines), 0, -IN_A_ROW):
        yield from reversed(lines[max(end - IN_A_ROW, 0) : end])
