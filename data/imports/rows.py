"""The rows of a file, one after the other; a row that cannot be read is refused by its number and read past."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from data.imports.columns import KINDS, places
from data.imports.file import Brought, Unreadable
from models.record import Record
from models.text import clean

LONGEST_CELL = 40_000
LONGEST_LINE = 1_000_000
DELIMITERS = ",;\t|"
FORMULA = re.compile(r"^[=@]|^[+-](?![\d\s(]+[\d\s()./:-]*$)(?!$)")
"""What a spreadsheet would run; a telephone number or a lone hyphen is no formula."""


class Lines:
    """The lines of a file. One beyond all measure is cut off, so that it is never in memory, and that is noted."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self.cut = False

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
                self.cut = True
                while (rest := self._text.readline(LONGEST_LINE)) and not rest.endswith(("\n", "\r")):
                    pass
            yield line


class Row(Record):
    """One row: the line on which it begins, its cells by our names, and why it cannot be used, if so."""

    number: int
    cells: dict[str, str]
    problem: str = ""

    def cell(self, name: str) -> str:
        """A cell, empty where there is none."""
        return self.cells.get(name, "")


def rows_of(file: Brought, kind: str, own: Mapping[str, str]) -> Iterator[Row]:
    """The rows in order; blank ones are left out.

    Raises: Unreadable, before the first row: the heading does not say what is where, or there are too many lines.
    """
    most = KINDS[kind].most
    if file.lines > most:
        raise Unreadable(
            f"{file.path} has {file.lines:,} lines, and {most:,} is the most for {kind}. "
            "Nothing was imported; split it, with the heading in each part."
        )
    with open(file.path, encoding=file.encoding, newline="") as text:
        first = text.readline(LONGEST_CELL)
        text.seek(0)
        lines = Lines(text)
        reader = csv.reader(lines, delimiter=max(DELIMITERS, key=first.count))
        try:
            headings = next(reader, [])
        except csv.Error as why:
            raise Unreadable(f"{file.path}: the heading cannot be read ({why})") from why
        at = places(kind, [clean(each) for each in headings], own)
        yield from _rows(lines, reader, at, len(headings))


def _rows(lines: Lines, reader: Any, at: Mapping[str, int], width: int) -> Iterator[Row]:
    while True:
        number, lines.cut = reader.line_num + 1, False
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as why:
            yield Row(number, {}, f"this row is not CSV ({why})")
            continue
        if lines.cut:
            yield Row(number, {}, f"a line of more than {LONGEST_LINE:,} letters: this row is not CSV")
        elif any(cell.strip() for cell in cells):
            yield _row(number, cells, at, width)


def _row(number: int, cells: list[str], at: Mapping[str, int], width: int) -> Row:
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        return Row(
            number, {}, f"{len(cells)} cells, but the heading has {width}: a comma stands in a cell without quotes"
        )
    if len(cells) <= max(at.values()):
        return Row(number, {}, f"{len(cells)} cells, but the heading has {width}: the row is cut off")
    found, problems = {}, []
    for name, place in at.items():
        text = _unquoted(cells[place].strip())
        if FORMULA.match(text):
            problems.append(f"{name}: {text[:30]!r} is a formula, not a value; take it out")
        elif len(text) > LONGEST_CELL:
            problems.append(f"{name}: {len(text):,} letters are too many")
        found[name] = text
    return Row(number, found, "; ".join(problems))


def _unquoted(text: str) -> str:
    """Without the apostrophe that stands before a formula in files made to be harmless."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text
