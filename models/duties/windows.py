"""Counting episodes in a window of local days (D4)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import datetime, timedelta

from models.duties.rulebook import Rulebook
from models.history.daytime import UNKNOWN, Daytime
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.protocol.rule import When
from models.record import Record
from models.times.zone import plus_local_days

SLACK = timedelta(days=2)
"""A window of local days is never longer or shorter than its days of 24 hours by more than this."""


class Placed(Record):
    """An episode's place in a window: its first counted spell's start, and until when it counts."""

    at: datetime
    drops_out_at: datetime
    episode: Episode


class Count(Record):
    """How many episodes a window holds now."""

    rule: str
    of: int
    window_days: int
    window_from: datetime
    placed: tuple[Placed, ...]
    """The episodes that count, oldest first."""
    absences: int
    """Absences in the same window, shown beside the count and not in it (D1)."""
    now: datetime
    daytime: Daytime = UNKNOWN

    @property
    def n(self) -> int:
        """The count."""
        return len(self.placed)

    @property
    def drops_out_at(self) -> datetime | None:
        """When the oldest counted episode drops out."""
        return self.placed[0].drops_out_at if self.placed else None

    @property
    def known_until(self) -> datetime | None:
        """How far the episodes of the window are known, those of the daytime too; None: INCOMPLETE (D19)."""
        return self.daytime.until(self.window_from, self.now)

    @property
    def known(self) -> str:
        """The same in words: `history to 21 Nov 17:00`, or INCOMPLETE and why."""
        return self.daytime.words(self.window_from, self.now)

    def seen_at(self, now: datetime) -> Count:
        """The same count a little later, while no episode has come or dropped out."""
        return self.but(window_from=plus_local_days(now, -self.window_days), now=now)

    @property
    def next_owes(self) -> bool:
        """One more episode makes it owed."""
        return self.n == self.of - 1


def placed(history: ChildHistory, when: When, now: datetime) -> list[Placed]:
    """The counted episodes that had begun by now, by their place in the window."""
    found = []
    for episode in history.counting:
        at = episode.first(when.statuses)
        if at is not None and at <= now:
            found.append(Placed(at, plus_local_days(at, when.days), episode))
    return sorted(found, key=lambda each: (each.at, each.episode.id))


def within(all_placed: list[Placed], at: datetime, days: int) -> list[Placed]:
    """Those that count at a moment, of some in order of their start: begun by then, and not dropped out."""
    first = bisect_left(all_placed, at - timedelta(days=days) - SLACK, key=_start)
    begun = bisect_right(all_placed, at, key=_start)
    return [each for each in all_placed[first:begun] if at <= each.drops_out_at]


def _start(each: Placed) -> datetime:
    return each.at


def count_now(history: ChildHistory, rule: str, when: When, now: datetime, daytime: Daytime = UNKNOWN) -> Count:
    """What a rule's window holds now; the open episode counts."""
    absent = [
        e for e in history.counting if e.first(when.statuses) is None and now - timedelta(days=when.days) <= e.since
    ]
    return Count(
        rule=rule,
        of=when.number,
        window_days=when.days,
        window_from=plus_local_days(now, -when.days),
        placed=tuple(within(placed(history, when, now), now, when.days)),
        absences=len([episode for episode in absent if episode.since <= now]),
        now=now,
        daytime=daytime,
    )


def counts(history: ChildHistory, rulebook: Rulebook, now: datetime) -> tuple[Count, ...]:
    """The windows of every counting rule in force that applies to the child, one for each rule."""
    traits = history.child.traits
    found = [(rule, rule.count()) for rule in rulebook.current(now).rules if rule.applies_to(traits)]
    return tuple(count_now(history, rule.id, when, now, rulebook.daytime) for rule, when in found if when)
