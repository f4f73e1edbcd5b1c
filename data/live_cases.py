"""The board's cases from a register, in the board's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from models.duties.case import Case, belongs_on_board, cases_of, in_order
from models.duties.rulebook import Rulebook
from models.history.history import ChildHistory


def live_cases(
    histories: Iterable[ChildHistory],
    rulebook: Rulebook,
    now: datetime,
    seen: frozenset[str],
    settle: Callable[[str], None] = lambda child: None,
) -> list[Case]:
    """Every case that belongs on the board; a child who has none is told to `settle`."""
    found: list[Case] = []
    for history in histories:
        live = [case for case in cases_of(history, rulebook, now) if belongs_on_board(case, seen)]
        if not live:
            settle(history.child.id)
        found += live
    return in_order(found, rulebook.current(now).risk_grades[-1])
