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

_GAP = 3
"""Equal cells between two changes that are cheaper sent again than jumped over."""
_WORTH_ERASING = 8


class CellGrid:
    """A screen of cells: what is wanted, what the terminal shows, and where its cursor and pen are."""

    def __init__(self, width: int, height: int, *, ascii_only: bool = False) -> None:
        self.width, self.height = width, height
        self._ascii_only = ascii_only
        self.wanted = [[BLANK] * width for _ in range(height)]
        self._shown = [[BLANK] * width for _ in range(height)]
        self._touched: set[int] = set()
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
        self._touched = set(range(self.height))

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
        self._touched.add(y)

    def changes(self, cursor: tuple[int, int] | None = None) -> str:
        """What to send so that the terminal shows what is wanted; it is taken as sent.

        `cursor` is the column and row where the (invisible) cursor should rest, if that matters.
        """
        out: list[str] = []
        if self._clear:
            out.append("\x1b[m\x1b[2J")
            self._shown = [[BLANK] * self.width for _ in range(self.height)]
            self._at, self._pen, self._clear = None, "", False
        for y in sorted(self._touched):
            if y < self.height and self.wanted[y] != self._shown[y]:
                self._send_row(y, out)
                self._shown[y] = self.wanted[y].copy()
        self._touched.clear()
        if cursor is not None and cursor != self._at:
            self._move(*cursor, out)
        return "".join(out)

    def _send_row(self, y: int, out: list[str]) -> None:
        wanted, shown = self.wanted[y], self._shown[y]
        differ = [x for x in range(self.width) if wanted[x] != shown[x]]
        used = self.width
        while used and wanted[used - 1] == BLANK:
            used -= 1
        erase = sum(1 for x in differ if x >= used) >= _WORTH_ERASING
        sent = -1
        for x in differ:
            if x <= sent or (erase and x >= used):
                continue
            if sent >= 0 and x - sent - 1 <= _GAP and self._cheap(wanted, sent + 1, x):
                start = sent + 1
            else:
                start = x
                self._move(x, y, out)
            sent = self._write(wanted, start, x, y, out)
        if erase:
            self._move(used, y, out)
            self._set_pen("", out)
            out.append("\x1b[K")

    def _cheap(self, row: list[Cell], start: int, stop: int) -> bool:
        """Whether the unchanged cells between two changes can be sent with the pen in hand."""
        return self._at is not None and all(c.isascii() and c and s == self._pen for c, s in row[start:stop])

    def _write(self, row: list[Cell], start: int, last: int, y: int, out: list[str]) -> int:
        """Send the cells from start to last; the column of the last cell that is then right."""
        x = start
        while x <= last:
            text, sgr = row[x]
            if text == "":  # the second half of a wide character whose first half stands
                x -= 1
                text, sgr = row[x]
                self._move(x, y, out)
            self._set_pen(sgr, out)
            out.append(text)
            wide = 2 if x + 1 < self.width and row[x + 1][0] == "" else 1
            x += wide
            # Terminals disagree on how wide some characters are, and on where the cursor is after the edge.
            sure = len(text) == 1 and text < "\u0300" and x < self.width
            self._at = (x, y) if sure else None
            if not sure and x <= last:
                self._move(x, y, out)
        return x - 1

    def _set_pen(self, sgr: str, out: list[str]) -> None:
        if sgr != self._pen:
            out.append(f"\x1b[0;{sgr}m" if sgr else "\x1b[m")
            self._pen = sgr

    def _move(self, x: int, y: int, out: list[str]) -> None:
        """Move the cursor in the fewest bytes."""
        if self._at != (x, y):
            out.append(_way(self._at, x, y))
            self._at = (x, y)


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
