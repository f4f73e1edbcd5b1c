"""The rows as they stand on the board: put into their order, worded anew where needed, named when they are gone."""

from __future__ import annotations

from models.duties.alerts import named
from models.duties.case import Case
from models.history.child import Child
from screens.board.columns import names_alike
from screens.board.night import Night
from screens.board.order import STILL_S, steady
from screens.board.row_lines import Manner
from screens.board.rows import under_headings
from screens.board.wording import Wording
from screens.widgets.board_lines import BoardLines


class ShownRows:
    """Keeps the lines of a board at what its night says. A second of it looks at the rows in sight and no others."""

    def __init__(self, lines: BoardLines) -> None:
        self._lines = lines
        self._children: dict[str, Child] = {}
        self._in_order: list[Case] | None = None
        self._wording: Wording
        self._night: Night
        lines.came_into_sight = self._catch_up

    def show(self, night: Night, still_s: float, initials: bool) -> None:
        """In the order of the night; while the worker is busy, in the order already shown."""
        if self._stands(night, initials) and self._word_those_in_sight(night):
            return
        self._night = night
        busy = bool(self._lines.keys) and still_s < STILL_S
        cases = steady(night.cases, self._lines.keys) if busy else night.cases
        self._in_order = None if busy else night.cases
        self._word_as(Manner(night.protocol, night.days, initials, names_alike(cases)))
        self._children |= {case.episode.id: case.child for case in cases}
        self._set(cases, night)
        while not self._word_those_in_sight(night):
            self._set(cases, night)

    def tick(self, night: Night, still_s: float, initials: bool) -> None:
        """A second has passed and no state changed: the countdowns in sight, and what a minute has changed."""
        waits = still_s >= STILL_S and night.cases is not self._in_order
        if waits or not self._word_those_in_sight(night):
            self.show(night, still_s, initials)

    def name(self, key: str, night: Night) -> str:
        """The child of an episode that is on the board, or was."""
        child = self._children.get(key)
        return named(child, night.now) if child else ""

    def _stands(self, night: Night, initials: bool) -> bool:
        """Whether the rows stand in the order of these cases, and are worded under the same rules."""
        if night.cases is not self._in_order or not self._lines.keys:
            return False
        was = self._wording.manner
        return was == Manner(night.protocol, night.days, initials, was.alike)

    def _word_as(self, manner: Manner) -> None:
        if not hasattr(self, "_wording") or self._wording.manner != manner:
            self._wording = Wording(manner)

    def _set(self, cases: list[Case], night: Night) -> None:
        self._lines.set_rows(under_headings(cases, lambda case: self._wording.row_out_of_sight(case, night.now)))
        self._wording.keep_only({case.episode.id for case in cases})

    def _catch_up(self) -> None:
        """Rows that were out of sight may have been worded hours ago."""
        if hasattr(self, "_night"):
            self._word_those_in_sight(self._night)

    def _word_those_in_sight(self, night: Night) -> bool:
        """Words the rows in sight; whether all could be, for none takes another number of lines now."""
        cases = [case for key in self._lines.keys_in_sight if (case := night.case(key))]
        rows = [self._wording.row(case, night.now) for case in cases]
        stands = self._lines.reword([row for row in rows if row is not self._lines.row(row.key)])
        self._lines.tick({row.key: row.countdowns(night.now) for row in rows})
        return stands
