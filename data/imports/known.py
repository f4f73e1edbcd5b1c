"""The children on the register, looked up by what a file says of them."""

from __future__ import annotations

from collections.abc import Iterable

from data.imports.rows import Row
from models import ids
from models.history.child import Child
from models.history.history import ChildHistory
from models.names.folding import fold
from models.record import Record
from models.times.parse import parse_date
from models.times.reading import Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date


class NotFound(Record):
    """Why no child could be taken."""

    words: str
    nobody: bool = False
    """Nobody is known by this; else several are, or the row contradicts itself."""


class Known:
    """Every child by id, LCS number, and name with date of birth."""

    def __init__(self, histories: Iterable[ChildHistory], today: date) -> None:
        self._today = today
        self._by: dict[tuple[str, str], set[str]] = {}
        self.children: dict[str, Child] = {}
        for history in histories:
            self.add(history.child)

    def add(self, child: Child) -> None:
        """One more child, or a known one with other details."""
        self.children[child.id] = child
        self._by.setdefault(("child", child.id), set()).add(child.id)
        if child.detail("lcs"):
            self._by.setdefault(("lcs", fold(child.detail("lcs"))), set()).add(child.id)
        if child.detail("dob"):
            self._by.setdefault(("name", name_key(child.details, child.detail("dob"))), set()).add(child.id)

    def meant(self, row: Row) -> Child | NotFound:
        """The one child whom a row names: by id, else by LCS number, else by whole name and date of birth."""
        tried = []
        for field, key in self._keys(row):
            found = sorted(self._by.get((field, key), ()))
            if len(found) == 1:
                return self._unless_another(self.children[found[0]], row)
            if found:
                return NotFound(f"{len(found)} children fit: {', '.join(found)}; give the child's id")
            tried.append("name and date of birth" if field == "name" else field)
        if not tried:
            return NotFound("who is it? the child's id, LCS number, or surname, forename and date of birth are wanted")
        return NotFound(f"no child on the register has this {' or '.join(tried)}; register the child first", True)

    @staticmethod
    def _unless_another(child: Child, row: Row) -> Child | NotFound:
        theirs, ours = fold(row.cell("lcs")), fold(child.detail("lcs"))
        if theirs and ours and theirs != ours:
            return NotFound(f"{child.name} ({child.id}) fits, but has another LCS number: {child.detail('lcs')}")
        return child

    def _keys(self, row: Row) -> Iterable[tuple[str, str]]:
        if row.cell("child"):
            yield "child", ids.normal(row.cell("child"))
            return
        if row.cell("lcs"):
            yield "lcs", fold(row.cell("lcs"))
        born = parse_date(row.cell("dob"), self._today) if row.cell("dob") else Unread("")
        if row.cell("surname") and row.cell("forename") and not isinstance(born, Unread):
            yield "name", name_key(row.cells, born.isoformat())


def name_key(details: dict[str, str], born: str) -> str:
    """Whole name and date of birth, as they are compared."""
    return f"{fold(details.get('surname', ''))}|{fold(details.get('forename', ''))}|{born}"
