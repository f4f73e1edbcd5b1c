"""The rows as they stand on the board: put into their order, worded anew where needed, named when they are gone."""

from __future__ import annotations

from models.duties.alerts import named
from models.duties.brief import Brief
from screens.board.columns import names_alike
from screens.board.night import AT_HAND, Night
from screens.board.order import STILL_S, steady
from screens.board.row_lines import Manner
from screens.board.rows import under_headings
from screens.board.wording import Wording
from screens.widgets.board_lines import BoardLines
from screens.widgets.board_row import BoardRow, Row, RowOutOfSight

BESIDES = 4
"""Whole cases at hand of a board of thousands besides those of the page in sight and of those next to it."""


class ShownRows:
    """Keeps the lines of a board at what its night says. Only the rows in sight are worded, and looked at each second.

    Of the others the board holds in what order they stand and how many lines they take. Those a page away are made
    ready, so that a key is not kept waiting.
    """

    def __init__(self, lines: BoardLines) -> None:
        self._lines = lines
        self._in_order: list[Brief] | None = None
        self._worded: dict[str, tuple[Brief, BoardRow]] = {}
        """Rows as they were worded last, and for what."""
        self._ahead: object = None
        self._wording: Wording
        self._night: Night
        lines.came_into_sight = self._catch_up

    def show(self, night: Night, still_s: float, initials: bool) -> None:
        """In the order of the night; while the worker is busy, in the order already shown."""
        if self._stands(night, initials) and self._word_those_in_sight(night):
            return
        self._night = night
        busy = bool(self._lines.keys) and still_s < STILL_S
        briefs = steady(night.briefs, self._lines.keys) if busy else night.briefs
        self._in_order = None if busy else night.briefs
        self._word_as(Manner(night.protocol, night.days, initials, names_alike(briefs)))
        self._set(briefs)
        while not self._word_those_in_sight(night):
            self._set(briefs)

    def tick(self, night: Night, still_s: float, initials: bool) -> None:
        """A second has passed and no state changed: the countdowns in sight, and what a minute has changed."""
        waits = still_s >= STILL_S and night.briefs is not self._in_order
        if waits or not self._word_those_in_sight(night):
            self.show(night, still_s, initials)

    def look_ahead(self) -> None:
        """Has the cases at hand of the rows that a page key would bring into sight; forgets the words of others."""
        if not hasattr(self, "_night"):
            return
        lines, night, height = self._lines, self._night, self._lines.size.height
        asked = night.briefs, lines.scroll_offset.y, height
        if self._ahead == asked:
            return
        self._ahead = asked
        near = lines.keys_between(-height, 2 * height)
        night.desk.live.most = AT_HAND if len(night.briefs) <= AT_HAND else len(near) + BESIDES
        for key in near:
            night.case(key)
        if len(self._worded) > 2 * len(near):
            self._forget_all_but(set(near))

    def name(self, key: str, night: Night) -> str:
        """The child of an episode that is on the board, or was."""
        history = night.desk.register.history_of(key) if key else None
        return named(history.child, night.now) if history else ""

    def _stands(self, night: Night, initials: bool) -> bool:
        """Whether the rows stand in the order of these cases, and are worded under the same rules."""
        if night.briefs is not self._in_order or not self._lines.keys:
            return False
        was = self._wording.manner
        return was == Manner(night.protocol, night.days, initials, was.alike)

    def _word_as(self, manner: Manner) -> None:
        if not hasattr(self, "_wording") or self._wording.manner != manner:
            self._wording, self._worded = Wording(manner), {}

    def _set(self, briefs: list[Brief]) -> None:
        self._lines.set_rows(under_headings((brief.group, self._row(brief)) for brief in briefs))

    def _row(self, brief: Brief) -> Row:
        """As it was worded last, as long as it takes as many lines; it is to be worded before it is looked at."""
        of, row = self._worded.get(brief.episode) or (None, None)
        fits = row is not None and (of is brief or (row.second is not None) == brief.more)
        return row if row and fits else RowOutOfSight(brief.episode, brief.more)

    def _forget_all_but(self, near: set[str]) -> None:
        gone = self._worded.keys() - near
        self._lines.reword([RowOutOfSight(key, self._worded.pop(key)[1].second is not None) for key in gone])
        self._wording.keep_only(near)

    def _catch_up(self) -> None:
        """Rows that were out of sight may have been worded hours ago, or never."""
        if hasattr(self, "_night"):
            self._word_those_in_sight(self._night)

    def _word_those_in_sight(self, night: Night) -> bool:
        """Words the rows in sight; whether all could be, for none takes another number of lines now."""
        rows = []
        for key in self._lines.keys_in_sight:
            brief, case = night.brief(key), night.case(key)
            if brief and case:
                row = self._wording.row(case, night.now)
                self._worded[key] = brief, row
                rows.append(row)
        stands = self._lines.reword([row for row in rows if row is not self._lines.row(row.key)])
        self._lines.tick({row.key: row.countdowns(night.now) for row in rows})
        return stands
