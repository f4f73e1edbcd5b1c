"""Who may be on the board: the children with something open or owed, and when time alone may bring others back.

A child who is neither is settled until a new entry about it comes, or until the moment at which its duties say that
something changes (`models.duties.changes`). What is not known yet is looked at, so a set can cost time, never a row.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from heapq import heappop, heappush

NEVER = 9_999_999_999
"""The second, counted from 1970, of what time alone never changes."""
SETBACK = 60
"""Seconds a clock may be set back before everything is looked at again."""


class LiveSet:
    """The live children of one session, in the order in which they came to be so."""

    def __init__(self, live: Iterable[str], turning: bytes = b"", since: int = 0) -> None:
        self._live = dict.fromkeys(live)
        self._kept, self._next = turning, 0
        """Lines `SECOND ID`, the soonest first, as they were kept, and where the first begins that has not come.

        They stay bytes until their moment: made into texts, those of ten years are 1.5 MB in every session.
        """
        self._over: set[str] = set()
        """Those of them who have come or gone since: their lines hold no longer."""
        self._turning: list[tuple[int, str]] = []
        self._until: dict[str, int] = {}
        self.since = since
        """The second at which the last of the settled ones was looked at."""
        self.moves = 0
        """How many children have come or gone since this set was read or made."""

    def subjects(self) -> list[str]:
        """The live ones."""
        return list(self._live)

    def changed(self, subject: str) -> bool:
        """A new entry came: it may be live. Whether it was not before."""
        if subject in self._live:
            return False
        self.moves += 1
        self._live[subject] = None
        self._until.pop(subject, None)
        self._over.add(subject)
        return True

    def settle(self, subject: str, until: datetime, now: datetime) -> None:
        """Nothing is open or owed on a subject, and before `until` only a new entry can change that."""
        if subject not in self._live:
            return
        del self._live[subject]
        self.moves += 1
        self.since = max(self.since, seconds(now))
        at = seconds(until)
        if at < NEVER:
            self._until[subject] = at
            heappush(self._turning, (at, subject))

    def wake(self, now: datetime) -> bool:
        """Brings back those whose moment has come; False when the clock was set back, so that nothing is certain."""
        second = seconds(now)
        while (line := self._coming()) and line[0] <= second:
            self._next = self._end() + 1
            if line[1] not in self._over:
                self.changed(line[1])
        while self._turning and self._turning[0][0] <= second:
            at, subject = heappop(self._turning)
            if self._until.get(subject) == at:
                self.changed(subject)
        return second >= self.since - SETBACK

    def _coming(self) -> tuple[int, str] | None:
        """The first of the kept lines that has not come."""
        return (
            read_line(self._kept[self._next : self._end()].decode("utf-8", "replace"))
            if self._next < len(self._kept)
            else None
        )

    def _end(self) -> int:
        end = self._kept.find(b"\n", self._next)
        return end if end >= 0 else len(self._kept)

    def turning(self) -> list[tuple[int, str]]:
        """The settled children whom time alone changes, the next one first."""
        kept = (read_line(line) for line in self._kept[self._next :].decode("utf-8", "replace").split("\n") if line)
        return sorted(
            [*(each for each in kept if each[1] not in self._over), *((at, c) for c, at in self._until.items())]
        )


def read_line(line: str) -> tuple[int, str]:
    """A second and the child whom it brings back; at once, where the line makes no sense."""
    second, _, child = line.partition(" ")
    return int(second) if second.isdecimal() else 0, child


def seconds(moment: datetime) -> int:
    """Whole seconds since 1970, `NEVER` at most."""
    if moment.year > 2250:
        return NEVER
    return min(NEVER, int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()))
