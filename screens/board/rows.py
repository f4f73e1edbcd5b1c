"""The board's rows: each episode with what is owed before any countdown, under the heading of its group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from models.duties.case import ABSENT, GROUPS, MISSING, RETURNED, Case
from screens.board.columns import away_cell, child_words, count_cell, in_columns, risk_cell
from screens.board.row_lines import Manner, lines_of
from screens.widgets.board_row import BoardRow

HEADINGS = {MISSING: "MISSING", ABSENT: "ABSENT", RETURNED: "RETURNED, DUTIES OWED"}
WIDTH = 78
R = TypeVar("R")
_HEADINGS = {
    group: BoardRow(key="", countdown="", rest=f"{title} ".ljust(WIDTH, "-"), tone="heading")
    for group, title in HEADINGS.items()
}


def rows_of(cases: Sequence[Case], manner: Manner) -> list[BoardRow]:
    """The rows of these cases in their order, under the headings of their groups."""
    return under_headings((case.group, row_of(case, manner)) for case in cases)


def under_headings(rows: Iterable[tuple[str, R]]) -> list[R | BoardRow]:
    """Rows, each with its group, under the headings of the groups."""
    groups: dict[str, list[R]] = {group: [] for group in GROUPS}
    for group, row in rows:
        groups[group].append(row)
    found: list[R | BoardRow] = []
    for group, mine in groups.items():
        found += (_HEADINGS[group], *mine) if mine else ()
    return found


def row_of(case: Case, manner: Manner) -> BoardRow:
    """One row, at the case's own moment."""
    first, second = lines_of(case, manner)
    rest = in_columns(
        first[1],
        child_words(case.child, case, manner.initials, manner.alike),
        case.episode.place or case.child.detail("placement"),
        count_cell(case),
        risk_cell(case, manner.protocol.risk_grades),
        away_cell(case),
    )
    return BoardRow(
        key=case.episode.id,
        countdown=first[0],
        rest=rest,
        tone=first[2],
        second=(second[0], second[1]) if second else None,
        second_tone=second[2] if second else "plain",
        counts_to=(first[3], second[3] if second else None),
    )
