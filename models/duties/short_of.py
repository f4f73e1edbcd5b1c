"""Children whose next episode makes something owed: the windows of everybody, looked at for a manager."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from models.duties.rulebook import Rulebook
from models.duties.windows import SLACK, Count, count_now, windows_of, within
from models.history.child import Child
from models.history.history import ChildHistory
from models.record import Record


class Short(Record):
    """A child one episode short of what a window owes."""

    child: Child
    count: Count
    owes: str
    """What the next episode makes owed: `meeting`."""


def begins(rulebook: Rulebook, now: datetime) -> datetime:
    """Before the longest window there is: whoever came back before has nothing in any."""
    return now - timedelta(days=max((when.days for when in rulebook.windows), default=0)) - SLACK


def one_short(histories: Iterable[ChildHistory], rulebook: Rulebook, now: datetime) -> list[Short]:
    """Every such child, the fullest window first, then by name.

    It is the same of everybody and of those who were away since the windows begin (`Register.lately_away`).
    """
    found = []
    for history in held(histories, rulebook, now):
        for rule, when, mine in windows_of(history, rulebook, now):
            short = when.number - 1
            if len(mine.placed) >= short and len(within(mine.placed, now, when.days)) == short:
                found.append(Short(history.child, count_now(rule.id, when, mine, now, rulebook.daytime), rule.owes))
    return sorted(found, key=_place)


def held(histories: Iterable[ChildHistory], rulebook: Rulebook, now: datetime) -> Iterator[ChildHistory]:
    """Every child who may have something in a window; of twenty thousand that is a few hundred."""
    since = begins(rulebook, now)
    return (history for history in histories if history.away_until >= since)


def _place(each: Short) -> tuple[int, str, str, str, str]:
    child, count = each.child, each.count
    return -count.of, child.detail("surname"), child.name, child.id, count.rule
