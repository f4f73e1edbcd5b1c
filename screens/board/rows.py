"""The board's rows: each episode with what is owed before any countdown, under the heading of its group."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.duties.case import ABSENT, GROUPS, MISSING, RETURNED, Case
from screens.board.columns import away_cell, child_words, count_cell, in_columns, risk_cell
from screens.board.row_lines import Manner, lines_of
from screens.widgets.board_row import BoardRow

HEADINGS = {MISSING: "MISSING", ABSENT: "ABSENT", RETURNED: "RETURNED, DUTIES OWED"}
WIDTH = 78
_HEADINGS = {
    group: BoardRow(key="", countdown="", rest=f"{title} ".ljust(WIDTH, "-"), tone="heading")
    for group, title in HEADINGS.items()
}


def rows_of(cases: Sequence[Case], manner: Manner) -> list[BoardRow]:
    """The rows of these cases in their order, under the headings of their groups."""
    return under_headings(cases, lambda case: row_of(case, manner))


def under_headings(cases: Sequence[Case], worded: Callable[[Case], BoardRow]) -> list[BoardRow]:
    """The same with rows that somebody else words."""
    groups: dict[str, list[BoardRow]] = {group: [] for group in GROUPS}
    for case in cases:
        groups[case.group].append(worded(case))
    return [row for group, mine in groups.items() if mine for row in (_HEADINGS[group], *mine)]


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
