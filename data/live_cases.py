"""The board's cases from a register, in the board's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from models.duties.case import Case, in_order, live_cases_of
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
    if watch is None:
        found = [case for history in histories for case in live_cases_of(history, rulebook, now, seen)]
        return in_order(found, rulebook.current(now).risk_grades[-1], now)
    cases, quiet = watch.look(histories, rulebook, now, seen)
    if settle is None:
        return cases
    for child in quiet:
        for record in dict.fromkeys(child.records):
            settle(record, child.until, now)
    return cases
