"""The events a session knows: in order, by subject and by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from data.ledger.line import Line


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
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        chosen = range(self._length)[at]
        if isinstance(chosen, int):
            return self._lines[chosen]
        return [self._lines[n] for n in chosen]

    def __iter__(self) -> Iterator[Line]:
        for at in range(self._length):
            yield self._lines[at]


class History:
    """Everything the ledger holds, in memory."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._by_subject: dict[str, list[Line]] = {}
        self._by_id: dict[str, Line] = {}

    def add(self, line: Line) -> None:
        """Takes the next event in."""
        self._lines.append(line)
        self._by_subject.setdefault(line.subject, []).append(line)
        self._by_id.setdefault(line.id, line)

    def all(self) -> Sequence[Line]:
        """Every event, in order."""
        return Lines(self._lines)

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
