"""Exports: the government's returns, checked first and written whole; each leaves a line in the access log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from data.access import note_access
from data.csv_files import BadName, csv_bytes, write_export
from data.desk import Desk
from data.outcome import Refusal
from models.history.history import ChildHistory
from models.history.register import Register
from models.problem import Problem
from models.record import Record
from models.returns.annex_a import CHILD, annex_a_rows
from models.returns.annex_a import COLUMNS as ANNEX_COLUMNS
from models.returns.checks import check
from models.returns.extract import COLUMNS as EXTRACT_COLUMNS
from models.returns.extract import extract_rows
from models.returns.ssda903 import COLUMNS, rows
from models.returns.year import CollectionYear

TYPE_CHECKING = False
if TYPE_CHECKING:
    from data.desk import Along

KINDS = ("ssda903", "annex-a", "episodes")
YEARS = range(2015, 2100)


class Exported(Record):
    """A file that was written, and how many rows it holds."""

    file: Path
    rows: int


def export(
    desk: Desk, kind: str, year: int, name: str, folder: str, register: Register, now: datetime, along: Along = iter
) -> Exported | Refusal:
    """Writes one return; nothing is written when a check refuses it. The children go through `along`, as it reads."""
    if year not in YEARS:
        return Refusal((Problem("year", "the year in which the collection ends is wanted, for example 2027"),))
    if CollectionYear(year).first > now.date():
        return Refusal((Problem("year", f"the collection that ends in {year} has not begun yet"),))
    if not desk.worker.may_record:
        note_access(desk, f"export {kind}", str(year), "refused")
        return Refusal((Problem("", f"{desk.worker.name} may look but not export"),))
    made = _content(kind, CollectionYear(year), along(register.children()), now)
    if isinstance(made, Refusal):
        return made
    content, count = made
    try:
        return Exported(write_to_exports(desk, folder, name, content, f"export {kind}"), count)
    except BadName as why:
        return Refusal((Problem("out", str(why)),))


def write_to_exports(desk: Desk, folder: str, name: str, content: bytes, what: str) -> Path:
    """Writes a file into the configured exports folder, the store's own when none is named; noted as an access.

    Raises:
        BadName: the name is not a bare file name.
        OSError: it cannot be written.
    """
    file = write_export(Path(folder) if folder else desk.store / "exports", name, content, desk.io)
    note_access(desk, what, name)
    return file


def _content(
    kind: str, year: CollectionYear, children: Iterable[ChildHistory], now: datetime
) -> tuple[bytes, int] | Refusal:
    if kind == "annex-a":
        found = annex_a_rows(children, year, now)
        return csv_bytes((CHILD, *ANNEX_COLUMNS), found), len(found)
    if kind == "episodes":
        episodes = extract_rows(children, year, now)
        return csv_bytes(EXTRACT_COLUMNS, episodes), len(episodes)
    table = rows(children, year, now)
    problems = check(table, year)
    if problems:
        said = {(problem.field, problem.message): problem for problem in problems}
        return Refusal(tuple(said.values()))  # each once, however many rows of a child it concerns
    return csv_bytes(COLUMNS, [row.cells() for row in table]), len(table)
