"""Children from the case system's extract: new ones are registered, known ones completed, none is doubled."""

from __future__ import annotations

from data.imports.known import Known, NotFound, name_key
from data.imports.planned import Planned, key_of
from data.imports.rows import Row
from models.commands.child import ChangeChild, RegisterChild
from models.history.child import Child
from models.history.details import DETAILS
from models.names.folding import fold
from models.times.parse import parse_date
from models.times.reading import Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

NOTHING_NEW = "nothing is different"


class Children:
    """What becomes of each row of a file of children. With `update`, theirs replaces what differs."""

    def __init__(self, known: Known, today: date, source: str, update: bool) -> None:
        self.known, self._today = known, today
        self._source, self._update = source, update

    def plan(self, row: Row) -> Planned:
        """Registers, completes, or finds nothing to do."""
        details = {name: text for name, text in row.cells.items() if text and name in DETAILS}
        found = self.known.meant(row) if row.cell("lcs") or row.cell("dob") else NotFound("", True)
        if isinstance(found, Child):
            return self._complete(found, self._plain(details))
        if not found.nobody:
            return Planned(problem=found.words)
        who = details.get("lcs") or name_key(details, details.get("dob") or details.get("about_age", ""))
        return Planned(RegisterChild(key=key_of("child", fold(who)), details=details, source=self._source))

    def taken(self, planned: Planned, child: Child) -> None:
        """A further row about the same child meets this one."""
        self.known.add(child)

    def no_matter(self, message: str) -> bool:
        """A row that adds nothing is no failure."""
        return message.startswith(NOTHING_NEW)

    def _complete(self, child: Child, details: dict[str, str]) -> Planned:
        other = {name: text for name, text in details.items() if fold(text) != fold(child.detail(name))}
        wanting = {name: text for name, text in other.items() if not child.detail(name)}
        differ = [DETAILS[name] for name in other if name not in wanting]
        changes = other if self._update else wanting
        note = f"{child.name}: theirs differs, ours kept: {', '.join(differ)}" if differ and not self._update else ""
        if not changes:
            return Planned(child=child.id, note=note)
        said = "|".join(f"{name}={text}" for name, text in sorted(changes.items()))
        change = ChangeChild(key=key_of("change", child.id, said), child=child.id, details=changes, source=self._source)
        return Planned(change, child=child.id, note=note)

    def _plain(self, details: dict[str, str]) -> dict[str, str]:
        """With the date of birth as it is stored, and choices in small letters."""
        plain = {name: text.lower() if name in ("legal", "case") else text for name, text in details.items()}
        born = parse_date(details["dob"], self._today) if "dob" in details else Unread("")
        return plain if isinstance(born, Unread) else {**plain, "dob": born.isoformat()}
