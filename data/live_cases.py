"""The board's cases from a register, in the board's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from models.duties.case import Case, belongs_on_board, cases_of, in_order
from models.duties.rulebook import Rulebook
from models.duties.watch import Watch
from models.history.history import ChildHistory


def live_cases(
    histories: Iterable[ChildHistory],
    rulebook: Rulebook,
    now: datetime,
    seen: frozenset[str],
    watch: Watch | None = None,
    settle: Callable[[str], None] = lambda child: None,
) -> list[Case]:
    """Every case that belongs on the board; a child who has none is told to `settle`.

    A `watch` spares a board that looks every second working out what cannot have changed.
    """
    work_out = watch.cases_of if watch else cases_of
    found: list[Case] = []
    for history in histories:
        live = [case for case in work_out(history, rulebook, now) if belongs_on_board(case, seen)]
        if not live:
            settle(history.child.id)
            if watch:
                watch.forget(history.child.id)
        found += live
    return in_order(found, rulebook.current(now).risk_grades[-1])
