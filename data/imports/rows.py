"""The rows of a file, one after the other; a row that cannot be read is refused by its number and read past."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from typing import Any

from data.imports.columns import places
from data.imports.file import Brought, Unreadable
from models.record import Record
from models.text import clean

LONGEST_CELL = 40_000
MOST_ROWS = 100_000
DELIMITERS = ",;\t|"
FORMULA = re.compile(r"^[=@]|^[+-](?![\d\s(]+[\d\s()./:-]*$)(?!$)")
"""What a spreadsheet would run; a telephone number or a lone hyphen is no formula."""


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

    Raises: Unreadable: the heading does not say what is where, or there are too many rows.
    """
    with open(file.path, encoding=file.encoding, newline="") as text:
        first = text.readline(LONGEST_CELL)
        text.seek(0)
        reader = csv.reader(text, delimiter=max(DELIMITERS, key=first.count))
        try:
            headings = next(reader, [])
        except csv.Error as why:
            raise Unreadable(f"{file.path}: the heading cannot be read ({why})") from why
        at = places(kind, [clean(each) for each in headings], own)
        yield from _rows(file, reader, at, len(headings))


def _rows(file: Brought, reader: Any, at: Mapping[str, int], width: int) -> Iterator[Row]:
    taken = 0
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as why:
            yield Row(number, {}, f"this row is not CSV ({why})")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        taken += 1
        if taken > MOST_ROWS:
            raise Unreadable(f"{file.path} has more than {MOST_ROWS:,} rows; split it, with the heading in each part")
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
