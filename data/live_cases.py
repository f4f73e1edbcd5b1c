"""The board's cases from a register, in the board's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from models.duties.case import Case, belongs_on_board, cases_of, in_order
from models.duties.rulebook import Rulebook
from models.duties.watch import Watch
from models.history.history import ChildHistory

Settle = Callable[[str, datetime, datetime], None]
"""Told of a child who is not on the board, the moment at which time alone may change that, and now."""


def live_cases(
    histories: Iterable[ChildHistory],
    rulebook: Rulebook,
    now: datetime,
    seen: frozenset[str],
    watch: Watch | None = None,
    settle: Settle | None = None,
) -> list[Case]:
    """Every case that belongs on the board.

    A `watch` spares a board that looks every second working out what cannot have changed; with it, `settle` is told
    of each child who has no such case, by every record that is that child.
    """
    work_out = watch.cases_of if watch else cases_of
    found: list[Case] = []
    for history in histories:
        live = [case for case in work_out(history, rulebook, now) if belongs_on_board(case, seen)]
        found += live
        if watch and settle and not live:
            until = watch.forget(history.child.id)
            for record in dict.fromkeys((history.child.id, *history.same_as)):
                settle(record, until, now)
    return in_order(found, rulebook.current(now).risk_grades[-1])
