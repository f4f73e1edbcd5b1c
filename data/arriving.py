"""What others recorded and this session has not taken in yet.

Ten thousand entries of an import come in some seconds, and each child they are about must be folded anew. A screen
takes them in portions, so that a key waits for one portion and not for all of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from data.ledger import Head, Line

PORTION = 4
"""Subjects in a portion: each takes about a millisecond."""


class Arriving:
    """Lines in the order in which they were recorded."""

    def __init__(self) -> None:
        self._lines: deque[Line] = deque()
        self._last = Head()

    @property
    def waits(self) -> bool:
        """Whether there is another portion."""
        return bool(self._lines)

    def reached(self, newest: Head) -> Head:
        """How far the ledger is taken in, when it is known as far as `newest`."""
        return self._last if self._lines else newest

    def everything(self, further: Iterable[Line]) -> list[Line]:
        """All that waits, and what has come besides."""
        lines = [*self._lines, *further]
        self._lines.clear()
        return lines

    def portion(self, further: Iterable[Line]) -> list[Line]:
        """The first lines that wait, about a few subjects; what has come besides waits behind them."""
        self._lines.extend(further)
        subjects: set[str] = set()
        lines: list[Line] = []
        while self._lines and len(subjects | {self._lines[0].subject}) <= PORTION:
            lines.append(self._lines.popleft())
            subjects.add(lines[-1].subject)
        self._last = Head(lines[-1].seq, lines[-1].hash) if lines else self._last
        return lines
