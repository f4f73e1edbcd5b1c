"""Children whose next episode makes something owed: the windows of everybody, looked at for a manager."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from models.duties.rulebook import Rulebook
from models.duties.windows import SLACK, Count, counts
from models.history.child import Child
from models.history.history import ChildHistory
from models.record import Record


class Short(Record):
    """A child one episode short of what a window owes."""

    child: Child
    count: Count
    owes: str
    """What the next episode makes owed: `meeting`."""


def one_short(histories: Iterable[ChildHistory], rulebook: Rulebook, now: datetime) -> list[Short]:
    """Every such child, the fullest window first, then by name."""
    protocol = rulebook.current(now)
    found = []
    for history, windows in held(histories, rulebook, now):
        for count in windows:
            rule = protocol.rule(count.rule)
            if count.next_owes and rule:
                found.append(Short(history.child, count, rule.owes))
    return sorted(
        found, key=lambda each: (-each.count.of, each.child.detail("surname"), each.child.name, each.count.rule)
    )


def held(
    histories: Iterable[ChildHistory], rulebook: Rulebook, now: datetime
) -> Iterator[tuple[ChildHistory, tuple[Count, ...]]]:
    """The windows of every child who may have something in one; of twenty thousand that is a few hundred."""
    longest = max((when.days for when in rulebook.windows), default=0)
    begins = now - timedelta(days=longest) - SLACK
    for history in histories:
        if history.away_until >= begins:
            yield history, counts(history, rulebook, now)
