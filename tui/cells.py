"""The terminal's cells as they should be and as they are, and the fewest bytes from one to the other.

A cell is a character (with its accents) and how it is drawn, as the numbers of an SGR sequence; the second
half of a wide character is empty. Nothing here knows Textual.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.cells import get_character_cell_size

Cell = tuple[str, str]
"""A character and its SGR numbers: `("M", "1;31")`. Plain text has no numbers."""
BLANK: Cell = (" ", "")

Run = tuple[str, int, int, int]
"""Cells of a row to be sent: pen, row, first column, and the column after the last."""

_GAP = 3
"""Equal cells between two changes that are cheaper sent again than jumped over."""
_WORTH_ERASING = 8
_TO_THE_END = 1_000_000
_SORTED_UP_TO = 400
"""Cells. More than these are painted from the top, which is calmer to look at."""
_COLOURS = frozenset(str(first + number) for first in (30, 90) for number in range(8))
"""Pens that are a colour of the letters and nothing else: one takes the other's place."""
_BAR = "7"
_LONG_BAR = 20


class CellGrid:
    """A screen of cells: what is wanted, what the terminal shows, and where its cursor and pen are."""

    def __init__(self, width: int, height: int, *, ascii_only: bool = False) -> None:
        self.width, self.height = width, height
        self._ascii_only = ascii_only
        self.wanted = [[BLANK] * width for _ in range(height)]
        self._shown = [[BLANK] * width for _ in range(height)]
        self._touched: dict[int, tuple[int, int]] = {}
        self._at: tuple[int, int] | None = None
        self._pen = ""
        self._clear = True

    def resize(self, width: int, height: int) -> None:
        """Take a new size; what was wanted stays where it still fits, and everything is painted again."""
        old = self.wanted
        self.width, self.height = width, height
        self.wanted = [
            (old[y][:width] if y < len(old) else []) + [BLANK] * (width - len(old[y]) if y < len(old) else width)
            for y in range(height)
        ]
        self.forget()

    def forget(self) -> None:
        """Whatever the terminal shows is not known any more: clear it and paint everything."""
        self._clear = True
        self._touched = dict.fromkeys(range(self.height), (0, self.width))

    def put(self, x: int, y: int, text: str, sgr: str, cells: int) -> None:
        """Want text at a place. `cells` is how wide the text is taken to be; it is cut or filled to that."""
        if not 0 <= y < self.height or x >= self.width or cells <= 0:
            return
        cells = min(cells, self.width - x)
        if text.isascii() and text.isprintable() and len(text) >= cells:
            made: list[Cell] = [(character, sgr) for character in text[:cells]]
        else:
            made = _cells_of(text, sgr, cells, self._ascii_only)
        row = self.wanted[y]
        if x and row[x][0] == "":
            row[x - 1] = (" ", row[x - 1][1])
        row[x : x + cells] = made
        if x + cells < self.width and row[x + cells][0] == "":
            row[x + cells] = (" ", row[x + cells][1])
        first, end = self._touched.get(y, (x, x))
        self._touched[y] = (min(first, x - 1 if x else 0), min(max(end, x + cells + 1), self.width))

    def changes(self, cursor: tuple[int, int] | None = None) -> str:
        """What to send so that the terminal shows what is wanted; it is taken as sent.

        `cursor` is the column and row where the (invisible) cursor should rest, if that matters.
        """
        out: list[str] = []
        if self._clear:
            out.append("\x1b[m\x1b[2J")
            self._shown = [[BLANK] * self.width for _ in range(self.height)]
            self._at, self._pen, self._clear = None, "", False
        runs: list[Run] = []
        for y, (first, end) in sorted(self._touched.items()):
            if y < self.height and self.wanted[y][first:end] != self._shown[y][first:end]:
                runs += self._runs(y, first, end)
                self._shown[y][first:end] = self.wanted[y][first:end]
        self._touched.clear()
        if sum(min(end, self.width) - start for _, _, start, end in runs) <= _SORTED_UP_TO:
            pen = self._pen  # a tick: each pen is taken up once, not once a row; a cursor: it goes before all else
            runs.sort(key=lambda run: (not _is_bar(run), run[0] != pen, run))
        for run in runs:
            self._send(run, out)
        if cursor is not None and cursor != self._at:
            self._move(*cursor, out)
        return "".join(out)

    def _runs(self, y: int, first: int, end: int) -> list[Run]:
        """The pieces of a row that must be sent, each drawn with one pen; the last may be an erasure."""
        wanted, shown = self.wanted[y], self._shown[y]
        used = self.width
        while used and wanted[used - 1] == BLANK:
            used -= 1
        differ = [x for x in range(first, end) if wanted[x] != shown[x]]
        erase = sum(1 for x in differ if x >= used) >= _WORTH_ERASING
        runs: list[Run] = []
        pen, start, after = "", 0, -1
        for x in differ:
            if erase and x >= used:
                break
            text, sgr = wanted[x]
            if x == after and sgr == pen and text:  # as nearly all do: the next letter of the same words
                after += 2 if x + 1 < self.width and wanted[x + 1][0] == "" else 1
                continue
            if text == "":  # the second half of a wide character goes with the first
                x, sgr = x - 1, wanted[x - 1][1]
            beyond = x + (2 if x + 1 < self.width and wanted[x + 1][0] == "" else 1)
            if after >= 0 and x <= after + _GAP and _alike(wanted, after, x, pen):
                after = max(beyond, after)
            elif beyond > after:
                if after >= 0:
                    runs.append((pen, y, start, after))
                pen, start, after = sgr, x, beyond
        if after >= 0:
            runs.append((pen, y, start, after))
        return [*runs, ("", y, used, _TO_THE_END)] if erase else runs

    def _send(self, run: Run, out: list[str]) -> None:
        sgr, y, x, end = run
        self._move(x, y, out)
        self._set_pen(sgr, out)
        if end == _TO_THE_END:
            out.append("\x1b[K")
            return
        plain = "".join([text for text, _ in self.wanted[y][x:end]])
        if plain.isascii() and len(plain) == end - x:
            out.append(plain)
            self._at = (end, y) if end < self.width else None
            return
        while x < end:
            text = self.wanted[y][x][0]
            self._move(x, y, out)
            out.append(text)
            x += 2 if x + 1 < self.width and self.wanted[y][x + 1][0] == "" else 1
            # Terminals disagree on how wide some characters are, and on where the cursor is after the edge.
            sure = len(text) == 1 and text < "\u0300" and x < self.width
            self._at = (x, y) if sure else None

    def _set_pen(self, sgr: str, out: list[str]) -> None:
        if sgr != self._pen:
            covers = not self._pen or (self._pen in _COLOURS and sgr in _COLOURS)
            out.append("\x1b[m" if not sgr else f"\x1b[{sgr}m" if covers else f"\x1b[0;{sgr}m")
            self._pen = sgr

    def _move(self, x: int, y: int, out: list[str]) -> None:
        """Move the cursor in the fewest bytes."""
        if self._at != (x, y):
            out.append(_way(self._at, x, y))
            self._at = (x, y)


def _is_bar(run: Run) -> bool:
    """Whether it is a row that the cursor came to: on a slow line that is what a key waits for."""
    pen, _, start, end = run
    return pen == _BAR and _LONG_BAR <= end - start < _TO_THE_END


def _alike(row: list[Cell], first: int, last: int, pen: str) -> bool:
    """Whether a run may go on over these cells: each begins a character and is drawn with its pen."""
    if first == last:
        return row[last][1] == pen and row[last][0] != ""
    return all(text and sgr == pen for text, sgr in row[first : last + 1])


@lru_cache(maxsize=4096)
def _way(at: tuple[int, int] | None, x: int, y: int) -> str:
    """The shortest sequence that brings the cursor from one cell to another."""
    absolute = f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"
    if at is None:
        return absolute
    down, right = y - at[1], x - at[0]
    vertical = "" if not down else f"\x1b[{_count(abs(down))}{'B' if down > 0 else 'A'}"
    options = [f"\x1b[{_count(abs(right))}{'C' if right > 0 else 'D'}" if right else ""]
    if right < 0:
        options.append("\b" * -right)
    if x <= 4:
        options.append("\r" + (f"\x1b[{_count(x)}C" if x else ""))
    return min(absolute, vertical + min(options, key=len), key=len)


def _count(number: int) -> str:
    return "" if number == 1 else str(number)


def _cells_of(text: str, sgr: str, cells: int, ascii_only: bool) -> list[Cell]:
    """Text as exactly so many cells; what is no visible character is left out, never sent."""
    made: list[Cell] = []
    for character in text:
        wide = get_character_cell_size(character)
        if wide == 0 or not character.isprintable():
            if made and made[-1][0] and _is_accent(character) and not ascii_only:
                made[-1] = (made[-1][0] + character, sgr)
            continue
        if len(made) + wide > cells:
            break
        made.append((_plain(character) if ascii_only else character, sgr))
        if wide == 2:
            made.append(("?" if ascii_only else "", sgr))
    return made + [(" ", sgr)] * (cells - len(made))


def _is_accent(character: str) -> bool:
    """A combining accent; not a variation selector, which changes widths in some terminals only."""
    return unicodedata.category(character) == "Mn" and not 0xFE00 <= ord(character) <= 0xFE0F


@lru_cache(maxsize=1024)
def _plain(character: str) -> str:
    """A character for a terminal that reads ASCII alone: without its accent, or a question mark."""
    first = unicodedata.normalize("NFKD", character)[0]
    return first if first.isascii() else _LOOKS_LIKE.get(character, "?")


_LOOKS_LIKE = {
    "\u2013": "-",
    "\u2014": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2022": "*",
    "\u2500": "-",
    "\u2502": "|",
    "\u00d8": "O",
    "\u00f8": "o",
    "\u0141": "L",
    "\u0142": "l",
    "\u00df": "s",
    "\u2588": "#",
    "\u00a3": "L",
}
