"""The counting windows of many children at one moment, without going through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from models.duties.rulebook import Rulebook
from models.duties.windows import SLACK, Count, counts
from models.history.history import ChildHistory

LATEST = chr(0x10FFFF)
"""Comes after every id."""


class AllWindows:
    """What every child's windows hold: only the children are looked at who went away within the longest window."""

    def __init__(self, histories: Iterable[ChildHistory] = ()) -> None:
        self._histories = {history.child.id: history for history in histories}
        self._starts = sorted(start for history in self._histories.values() for start in _starts(history))
        """Each spell's start with its child; those that a correction took away stay, and cost a look."""

    def put(self, history: ChildHistory) -> None:
        """A child's history as it is now."""
        known = self._histories.get(history.child.id)
        before = set(_starts(known)) if known else set()
        for start in _starts(history):
            if start not in before:
                insort(self._starts, start)
        self._histories[history.child.id] = history

    def at(self, rulebook: Rulebook, now: datetime) -> dict[str, tuple[Count, ...]]:
        """The windows of every child who has something in one, by the child's id; those of all others are empty."""
        longest = max((when.days for when in rulebook.windows), default=0)
        first = bisect_left(self._starts, (now - timedelta(days=longest) - SLACK, ""))
        last = bisect_right(self._starts, (now, LATEST))
        found = {}
        for child in {child for _, child in self._starts[first:last]}:
            mine = counts(self._histories[child], rulebook, now)
            for count in mine:
                if count.placed or count.absences:
                    found[child] = mine
                    break
        return found


def _starts(history: ChildHistory) -> Iterator[tuple[datetime, str]]:
    for episode in history.counting:
        for spell in episode.spells:
            yield spell.start, history.child.id
