"""What the entries of a shift rest on: the children they are about, and what has set them right since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.events.desk import DESK
from models.events.entry import Entry
from models.history.desk_state import DeskState
from models.history.history import ChildHistory
from models.record import Record


class Known(Record):
    """The histories of the children whom some entries are about, and the desk, which others are on."""

    histories: Mapping[str, ChildHistory]
    """By subject."""
    desk: DeskState = DeskState()

    def history(self, entry: Entry) -> ChildHistory | None:
        """The child whom an entry is about, if it is about one."""
        return self.histories.get(entry.subject)

    def changes(self, entry: Entry) -> Sequence[Entry]:
        """The entries that may have set this one right."""
        history = self.history(entry)
        return self.desk.changes if entry.subject == DESK else history.entries if history else ()

    def beside(self, entry: Entry) -> Sequence[Entry]:
        """Every entry about the same child, or on the desk."""
        history = self.history(entry)
        return self.desk.entries if entry.subject == DESK else history.entries if history else ()
