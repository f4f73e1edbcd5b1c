"""The events a session knows: in order, by subject, by id and by episode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from data.ledger.layout import references
from data.ledger.line import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import overload

    from data.ledger.positions import Positions
else:

    def overload(each: object) -> object:
        """What it does when a program runs: nothing. (`typing` takes 10 ms to load.)"""
        return each


class Lines(Sequence[Line]):
    """A view of a growing list, as long as it was when the view was taken."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._length = len(lines)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...  # noqa: F811
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:  # noqa: F811
        chosen = range(self._length)[at]
        if isinstance(chosen, int):
            return self._lines[chosen]
        return [self._lines[n] for n in chosen]

    def __iter__(self) -> Iterator[Line]:
        for at in range(self._length):
            yield self._lines[at]


class History:
    """Events held in memory: all there are, or those after an index."""

    positions: Positions | None = None
    covered = 0
    """The number of the last event that is not held here but read by an index."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._places: list[tuple[str, int]] = []
        self._by_subject: dict[str, list[Line]] = {}
        self._by_id: dict[str, Line] = {}
        self._episodes: dict[str, str] = {}

    def add(self, line: Line, file: str, end: int) -> None:
        """Takes the next event in; its line ends at `end` in `file`."""
        self._lines.append(line)
        self._places.append((file, end))
        self._by_subject.setdefault(line.subject, []).append(line)
        self._by_id.setdefault(line.id, line)
        for episode in references(line)[1:]:
            self._episodes.setdefault(episode, line.subject)

    def all(self) -> Sequence[Line]:
        """Every event, in order."""
        return Lines(self._lines)

    def placed(self, after: int = 0) -> Iterator[tuple[Line, str, int]]:
        """The events from the one at place `after` on, each with its file and where its line ends there."""
        for at in range(after, len(self._lines)):
            yield self._lines[at], *self._places[at]

    def of_subject(self, subject: str) -> Sequence[Line]:
        """One subject's events, in order."""
        return Lines(self._by_subject.get(subject, []))

    def version(self, subject: str) -> int:
        """The number of the subject's last event, 0 when it has none."""
        known = self._by_subject.get(subject)
        return known[-1].seq if known else 0

    def with_ids(self, ids: Iterable[str]) -> list[Line]:
        """Those of the events asked for that are there already, in the order asked."""
        return [self._by_id[id] for id in ids if id in self._by_id]

    def subject_of(self, reference: str) -> str:
        """The subject of an event, or of an episode by the event that opened it; empty for a stranger."""
        line = self._by_id.get(reference)
        return line.subject if line is not None else self._episodes.get(reference, "")

    def subjects(self) -> list[str]:
        """Every subject, in the order in which they first came."""
        return list(self._by_subject)

    def references(self, beginning: str) -> list[str]:
        """The ids of events and episodes that begin so."""
        known = [*self._by_id, *self._episodes]
        return [reference for reference in known if reference.startswith(beginning)]
