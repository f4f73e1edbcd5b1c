"""The register's entries, taken from the ledger a subject at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.ledger import Ledger, Line
from models.events.entry import Entry, read_entry


def to_entry(line: Line) -> Entry:
    """A stored line, read as an entry."""
    return read_entry(line.seq, line.id, line.at, line.by, line.subject, line.type, line.v, line.data)


class LedgerShelf:
    """A `Shelf` over the ledger: each subject's lines are read once and kept until new ones come."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._read: dict[str, list[Entry]] = {}
        self._owner: dict[str, str] = {}
        self._live: dict[str, None] = {}
        for line in ledger.lines():
            self._note(line)

    def add(self, lines: Iterable[Line]) -> list[Entry]:
        """Takes in new lines, in order; returns them as entries."""
        entries = [to_entry(line) for line in lines]
        for line in lines:
            self._note(line)
            self._read.pop(line.subject, None)
        return entries

    def entries_of(self, subject: str) -> Sequence[Entry]:
        """Every entry of one subject, in ledger order."""
        if subject not in self._read:
            self._read[subject] = [to_entry(line) for line in self._ledger.of_subject(subject)]
        return self._read[subject]

    def subjects(self) -> Iterable[str]:
        """Every subject, in the order in which they first came."""
        return list(dict.fromkeys(self._owner.values()))

    def live_subjects(self) -> Iterable[str]:
        """The subjects on which something may be open or owed: all but those found settled since their last entry."""
        return list(self._live)

    def settle(self, subject: str) -> None:
        """Nothing is open or owed on a subject, and only a new entry about it can change that."""
        self._live.pop(subject, None)

    def subject_of(self, reference: str) -> str:
        """The subject of an episode or an entry."""
        return self._owner.get(reference, "")

    def ids(self) -> Iterable[str]:
        """The ids of every child, episode and entry."""
        return [*self.subjects(), *self._owner]

    def _note(self, line: Line) -> None:
        self._owner[line.id] = line.subject
        self._live[line.subject] = None
        episode = line.data.get("episode")
        if line.type == "EpisodeOpened" and isinstance(episode, str):
            self._owner[episode] = line.subject
