"""What the board hands to its lines: rows under headings, and how they lie on the screen."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime
from typing import overload

from models.record import Record
from models.times.countdown import countdown


class BoardRow(Record):
    """One episode, or a heading. Texts may hold anything; they are made plain when drawn."""

    key: str
    """What the row stands for; empty for a heading or a rule, which cannot be selected."""
    countdown: str
    """The ticking text, at most seven cells: `5h44m`, `OWED`, `-1h12m`."""
    rest: str
    """Everything right of the countdown; it is cut where the window ends."""
    tone: str = "plain"
    """plain, owed, soon, overdue, calm or heading: a second sign only, the words say it already."""
    second: tuple[str, str] | None = None
    """A second line of the same row: countdown and rest."""
    second_tone: str = "plain"
    """The tone of the second line's countdown."""
    counts_to: tuple[datetime | None, datetime | None] = (None, None)
    """The instants to which the two countdowns count, where they do."""

    def countdowns(self, now: datetime) -> tuple[str, str]:
        """The texts of both countdowns at a moment; words that count nothing down stay."""
        first, second = self.counts_to
        return (
            countdown((first - now).total_seconds()) if first else self.countdown,
            countdown((second - now).total_seconds()) if second else self.second[0] if self.second else "",
        )


Texts = tuple[str, str]
NO_TEXTS: Texts = ("", "")


class RowOutOfSight:
    """A row at which nobody looks: it is to be worded before it comes into sight."""

    __slots__ = ("key", "second")

    countdown = rest = ""
    tone = second_tone = "plain"

    def __init__(self, key: str, more: bool) -> None:
        self.key = key
        self.second = NO_TEXTS if more else None
        """As of a row that is worded: whether there is a second line."""


Row = BoardRow | RowOutOfSight


def alike(one: Row, other: Row) -> bool:
    """Whether both stand for the same and take as many lines."""
    return one.key == other.key and (one.second is None) == (other.second is None)


Place = tuple[int, int]
"""A line of the board: the number of its row, and 0 or 1 for the first or second line of it."""


class Places(Sequence[Place]):
    """Every line of a board from the top, each in eight bytes: thousands of rows have more lines."""

    def __init__(self, rows: Sequence[Row]) -> None:
        lines = (2 * n + part for n, row in enumerate(rows) for part in ((0, 1) if row.second else (0,)))
        self._lines = array("q", lines)

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> Place: ...
    @overload
    def __getitem__(self, at: slice) -> list[Place]: ...
    def __getitem__(self, at: int | slice) -> Place | list[Place]:
        if isinstance(at, slice):
            return [divmod(line, 2) for line in self._lines[at]]
        return divmod(self._lines[at], 2)


def countdowns_of(row: Row) -> Texts:
    """Both countdowns of a row as they were worded."""
    second = row.second[0] if row.second else ""
    return (row.countdown, second) if row.countdown or second else NO_TEXTS


def heir_of(lost: str, old_keys: Sequence[str], new_keys: Sequence[str]) -> str:
    """Who gets the cursor when its row is gone: the next row that was below it, else the one above.

    Empty when no row is left. The board says so in words, because Enter would act on another child now.
    """
    still_there = set(new_keys)
    if lost in still_there:
        return lost
    if lost in old_keys:
        at = old_keys.index(lost)
        for key in (*old_keys[at + 1 :], *reversed(old_keys[:at])):
            if key in still_there:
                return key
    return new_keys[0] if new_keys else ""
