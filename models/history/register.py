"""The register: every child's history and the desk's own state, folded from the ledger's entries.

Never stored as truth. It asks a `Shelf` for the entries of a subject, so that a history of ten years need not be
in memory: a child is folded when asked for, and folded again when a new entry comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from models.events.desk import DESK
from models.events.entry import Entry
from models.history.desk_state import DeskState, fold_desk
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.history.moment import had_happened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol as Interface
else:
    Interface = object  # `typing` takes 10 ms to load

MOST = 3000
"""Histories kept at once: more than any board shows, less than ten years hold."""


class Shelf(Interface):
    """Where entries lie, by subject."""

    def entries_of(self, subject: str) -> Sequence[Entry]:
        """Every entry of one subject, in ledger order; empty for a stranger."""

    def subjects(self) -> Iterable[str]:
        """Every subject there is, the desk among them."""

    def live_subjects(self) -> Iterable[str]:
        """The subjects on which something may be open or owed."""

    def let_go(self, subject: str) -> None:
        """Nobody is likely to ask for a subject's entries soon."""

    def subject_of(self, reference: str) -> str:
        """The subject that an episode or an entry belongs to, by its id; empty for a stranger."""

    def entered_since(self, moment: datetime, kind: str = "") -> Sequence[Entry]:
        """What was entered after a moment, about whomever, in ledger order; of one type where that is named."""

    def entered_after(self, seq: int, kind: str) -> Sequence[Entry]:
        """What was entered after an entry and is of one type, in ledger order."""


class Register:
    """What the ledger says, seen at one moment.

    `known_at` hides what had not been entered by then; `as_of` what had not happened by then. Corrections
    change what is true at every `as_of`.
    """

    def __init__(self, shelf: Shelf, as_of: datetime | None = None, known_at: datetime | None = None) -> None:
        self._shelf = shelf
        self._as_of, self._known_at = as_of, known_at
        self._folded: dict[str, ChildHistory] = {}
        self._parts: dict[str, set[str]] = {}
        """By record, the folded histories of others that it is joined into."""
        self._desk: DeskState | None = None

    def at(self, as_of: datetime | None, known_at: datetime | None) -> Register:
        """The same entries, seen at another moment."""
        return Register(self._shelf, as_of, known_at)

    def forget(self, subject: str) -> None:
        """New entries came for a subject: fold it anew when next asked, and those joined with it."""
        if subject == DESK:
            self._desk = None
        self._folded.pop(subject, None)
        for other in self._parts.pop(subject, ()):
            self._folded.pop(other, None)

    @property
    def desk(self) -> DeskState:
        """Workers, protocols, alerts seen, handovers."""
        if self._desk is None:
            self._desk = fold_desk(self._known(self._shelf.entries_of(DESK)))
        return self._desk

    def child(self, child: str) -> ChildHistory | None:
        """One child's whole history, joined with that of records said to be the same child (D22)."""
        if child in self._folded:
            return self._folded[child]
        entries = self._known(self._shelf.entries_of(child))
        if child == DESK or not entries:
            return None
        from models.history.fold import fold  # here: the children of a board that was kept are not folded

        history = fold(child, self._happened(entries))
        if history.same_as:
            joined = self._joined(child, entries)
            history = fold(child, self._happened(joined))
            for part in {entry.subject for entry in joined}:
                self._parts.setdefault(part, set()).add(child)
        if len(self._folded) >= MOST:
            self._folded.clear()
            self._parts.clear()
        self._folded[child] = history
        return history

    def let_go(self, subject: str) -> None:
        """Nobody is likely to ask about a subject soon: it is read and folded again when somebody does."""
        self.forget(subject)
        self._shelf.let_go(subject)

    def entries_of(self, child: str) -> Sequence[Entry]:
        """One subject's entries as they were entered."""
        return self._known(self._shelf.entries_of(child))

    def history_of(self, reference: str) -> ChildHistory | None:
        """The history that an id of a child, an episode or an entry belongs to."""
        return self.child(reference) or self.child(self._shelf.subject_of(reference))

    def episode(self, episode: str) -> Episode | None:
        """One episode by its id."""
        history = self.child(self._shelf.subject_of(episode))
        return history.episode(episode) if history else None

    def entry(self, entry: str) -> Entry | None:
        """One entry by its id, as it was entered."""
        subject = self._shelf.subject_of(entry)
        found = (e for e in self._known(self._shelf.entries_of(subject)) if e.id == entry) if subject else iter(())
        return next(found, None)

    def entered_since(self, moment: datetime, kind: str = "") -> Sequence[Entry]:
        """What was entered after a moment, as entered, in ledger order; of one type where that is named."""
        return self._known(self._shelf.entered_since(moment, kind))

    def entered_after(self, seq: int, kind: str) -> Sequence[Entry]:
        """What was entered after an entry and is of one type, as entered, in ledger order."""
        return self._known(self._shelf.entered_after(seq, kind))

    def subjects(self) -> Iterable[str]:
        """Every subject there is, the desk among them: how much there is to read."""
        return self._shelf.subjects()

    def children(self) -> Iterable[ChildHistory]:
        """Every child; of records that are joined the oldest, with the history of all."""
        return self._histories(self._shelf.subjects())

    def of(self, subjects: Iterable[str]) -> Iterable[ChildHistory]:
        """The children of some subjects, as `children` gives them."""
        return self._histories(subjects)

    def lately_away(self, since: datetime) -> Sequence[str]:
        """Subjects among whom is every child who was away after a moment; of a few others something was entered since.

        Whoever is still away is live, and an end is entered when it has happened, or later. Looking back it is
        everybody: who was away then need not be live now.
        """
        if self._as_of is not None or self._known_at is not None:
            return list(self._shelf.subjects())
        found = dict.fromkeys(self._shelf.live_subjects())
        found.update(dict.fromkeys([entry.subject for entry in self._shelf.entered_since(since)]))
        return list(found)

    def live_children(self) -> Iterable[ChildHistory]:
        """The children on whom something may be open or owed."""
        return self._histories(self._shelf.live_subjects())

    def _histories(self, subjects: Iterable[str]) -> Iterable[ChildHistory]:
        joined: set[str] = set()
        for subject in subjects:
            history = self.joined(subject) if subject not in joined else None
            if history and history.same_as:
                joined.update((subject, history.child.id, *history.same_as))
            if history:
                yield history

    def joined(self, subject: str) -> ChildHistory | None:
        """The child whose record a subject is; of records that are joined the oldest, with the history of all."""
        history = self.child(subject)
        if history and history.same_as:
            history = self.child(history.entries[0].subject) or history
        return history

    def _known(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        limit = self._known_at
        return entries if limit is None else [entry for entry in entries if entry.entered_at <= limit]

    def _happened(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Drops what had not happened by then; what sets the record right stays, whenever it was entered."""
        return entries if self._as_of is None else had_happened(entries, self._as_of)

    def _joined(self, child: str, entries: Sequence[Entry]) -> list[Entry]:
        """The entries of every record that is the same child, through any number of joinings."""
        from models.history.fold import fold

        found, waiting = {child: entries}, list(fold(child, entries).same_as)
        while waiting:
            other = waiting.pop()
            if other not in found:
                found[other] = self._known(self._shelf.entries_of(other))
                waiting += fold(other, found[other]).same_as
        every = [entry for mine in found.values() for entry in mine]
        return sorted(every, key=lambda entry: entry.seq)
