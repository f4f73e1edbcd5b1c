"""Finding children in an open store: over the index on the disk, and over it whoever has changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from data.find.file import NAME, open_index, write_index
from data.find.findable import Findable, Found
from data.find.index import FindIndex
from data.find.likely import likely_matches
from data.find.sections import BrokenIndex
from data.find_ground import QUIET, Ground, words_for
from data.findables import findable_of
from data.ledger import Head, LedgerError
from models.history.child import Child
from models.history.register import Register

TYPE_CHECKING = False
if TYPE_CHECKING:
    from data.ledger.contract import AnyLedger

MOST_CHANGED = 300
"""Changed children beyond which the index on the disk is made anew; in a small store a twentieth of all is enough."""


FEW = 300
"""So many children are gone through in a moment: nothing is gained by having that done elsewhere."""


class Finder:
    """The find index of one session. It is never the truth: it may be missing, stale or broken at any time.

    With `elsewhere`, which has another process make the index of a long record, nobody waits for one that is missing:
    the children of the board are found at once, the answers say that they are not all, and the others follow.
    """

    def __init__(self, store: Path, ledger: AnyLedger, elsewhere: Callable[[], object] | None = None) -> None:
        self._path, self._ground = store / "derived" / NAME, Ground(store)
        self._ledger, self._elsewhere = ledger, elsewhere
        self._partial = False
        self._index: FindIndex | None = None
        self._changed: set[str] = set()
        self._kept: tuple[int, str] | None = None
        """The head of the index on the disk that this one is built on."""

    def has_changed(self, subject: str) -> None:
        """A subject has a new entry that may change what it is found by."""
        self._changed.add(subject)

    def search(self, text: str, register: Register, today: date, limit: int) -> Found:
        """The children whom a text may mean, the best first, each with what is findable about it."""
        try:
            found = self._settled(register).found(text, today, limit)
        except BrokenIndex:
            self._index, self._kept = self._anew(register), None
            found = self._index.found(text, today, limit)
        found.partial = self._partial
        return found

    def likely(self, child: Child, register: Register, today: date, limit: int = 3) -> list[Findable]:
        """Other children on record who may be this one, the likeliest first."""
        told = (child.detail("surname"), child.detail("forename"), child.detail("dob"), today)
        try:
            index = self._settled(register)
            hits = likely_matches(index, *told, limit + 1)
        except BrokenIndex:
            index, self._kept = self._anew(register), None
            self._index, hits = index, likely_matches(index, *told, limit + 1)
        found = [one for hit in hits if hit.child != child.id and (one := index.child(hit.child))]
        return found[:limit]

    def keep(self, register: Register, training: bool, take_in_others: Callable[[], object]) -> None:
        """Puts the index on the disk when that one is missing or out of date; whatever refuses is let be."""
        before = self._ledger.head
        try:
            looked = self._ground.look()
            take_in_others()
            if self._ledger.damage or self._ledger.head != before or self._partial:
                return  # not all is known, or somebody has just made an entry: whoever asks next keeps it
            if self._to_be_written(register):
                write_index(self._path, self._children(register), *_key(before))
                self._kept = _key(before)
            elif self._index is None or self._index.changed:
                return
            if self._kept:
                self._ground.note(words_for(self._kept, training), looked)
        except (OSError, BrokenIndex, LedgerError):
            return

    def _to_be_written(self, register: Register) -> bool:
        if self._kept is None or self._index is None:
            return True
        many = min(MOST_CHANGED, len(self._ledger.subjects()) // 20) if self._index.changed else 0
        return self._index.changed > many

    def _children(self, register: Register) -> Iterable[Findable]:
        """What goes into a new index: from the one there is, which knows who has changed; else every child, folded."""
        return _findables(register) if self._index is None else self._settled(register).children()

    def _settled(self, register: Register) -> FindIndex:
        if self._index is None or (self._partial and self._is_there()):
            self._index, self._changed = self._opened(register)
        for subject in self._changed:
            _take_in(self._index, subject, register)
        self._changed = set()
        return self._index

    def _opened(self, register: Register) -> tuple[FindIndex, set[str]]:
        """The index on the disk and who has changed since it was made; else one made now."""
        try:
            index = open_index(self._path)
            since = _changed_since(self._ledger, index.head)
        except BrokenIndex:
            since = None
        if since is None:
            return self._anew(register), set()
        self._kept, self._partial = index.head, False
        return index, since

    def _is_there(self) -> bool:
        """Whether somebody has made the index meanwhile that was missing."""
        try:
            return _changed_since(self._ledger, open_index(self._path).head) is not None
        except BrokenIndex:
            return False

    def _anew(self, register: Register) -> FindIndex:
        """An index made now: of everybody, or of the board's children while everybody's is made elsewhere."""
        self._partial = self._elsewhere is not None and len(self._ledger.subjects()) > FEW
        if self._elsewhere is None or not self._partial:
            return _made(_findables(register), self._ledger.head)
        self._elsewhere()
        return _made(map(findable_of, register.live_children()), self._ledger.head)


def _changed_since(ledger: AnyLedger, head: tuple[int, str]) -> set[str] | None:
    """The subjects of entries after a head that may change something; None when it is not one of this ledger's."""
    seq, mark = head
    lines = ledger.lines()
    if not 0 < seq <= len(lines) or lines[seq - 1].hash != mark:
        return None
    return {line.subject for line in lines[seq:] if line.type not in QUIET}


def _take_in(index: FindIndex, subject: str, register: Register) -> None:
    """One changed child; of records that are the same child, one stands for all (D22)."""
    history = register.child(subject)
    if history is None:
        return
    records = (subject, *history.same_as)
    known = next((record for record in records if index.child(record)), subject)
    for other in records:
        if other != known:
            index.remove(other)
    one = register.child(known)
    if one:
        index.update(findable_of(one))


def _made(children: Iterable[Findable], head: Head) -> FindIndex:
    return FindIndex.build(children, *_key(head))


def _findables(register: Register) -> Iterable[Findable]:
    return (findable_of(history) for history in register.children())


def _key(head: Head) -> tuple[int, str]:
    return head.seq, head.hash


def search_moment(register: Register, text: str, today: date, limit: int) -> Found:
    """The same search among the children as they were known at another moment: no index is kept for that."""
    return FindIndex.build(_findables(register)).found(text, today, limit)
