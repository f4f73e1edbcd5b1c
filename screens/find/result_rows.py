"""The lines under the query: headings that say how sure, a child on each line, and the reason where it needs one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from screens.find.result_line import Found
from screens.widgets.plain_text import fit

Row = tuple[int, str]
"""A line of the results: which child it belongs to (-1 for a heading), and its words."""

Line = tuple[tuple[str, str], ...]
"""A line as it is painted: pieces of words, each with its tone."""


class ResultRows:
    """The children found, laid out in lines of one width."""

    def __init__(self, found: Sequence[Found], line: Callable[[Found], str], width: int) -> None:
        self._width = width
        self._rows: list[Row] = []
        heading = ""
        for number, one in enumerate(found):
            if one.heading != heading:
                heading = one.heading
                self._rows.append((-1, f" {heading} ".ljust(width, "-")))
            self._rows.append((number, line(one)))
            if reason := one.reason():
                self._rows.append((number, f"    {reason}"))

    def lines(self, at: int, height: int) -> list[Line]:
        """So many lines, as far down as keeps the child at the cursor in sight."""
        top = self._top(at, height)
        shown = [self._line(place, at) for place in range(top, min(top + height, len(self._rows)))]
        return shown + [((" " * self._width, ""),)] * (height - len(shown))

    def _top(self, at: int, height: int) -> int:
        last = max((place for place, (number, _) in enumerate(self._rows) if number == at), default=0)
        return max(0, last - height + 1)

    def _line(self, place: int, at: int) -> Line:
        number, words = self._rows[place]
        if number < 0:
            return ((fit(words, self._width), "heading"),)
        here = number == at
        mark = ">" if here and (place == 0 or self._rows[place - 1][0] != number) else " "
        return ((fit(mark + words, self._width), "loud" if here else ""),)
