"""Counting episodes in a window of local days (D4)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

from models.duties.rulebook import Rulebook
from models.history.daytime import UNKNOWN, Daytime
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.protocol.rule import Protocol, Rule, When
from models.record import Record
from models.times.zone import plus_local_days

SLACK = timedelta(days=2)
"""A window of local days is never longer or shorter than its days of 24 hours by more than this."""
FEW = 8
"""So many episodes are looked at one by one sooner than those of the window are searched for."""


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
    placed: tuple[Placed, ...]
    """The episodes that count, oldest first."""
    absences: int
    """Absences in the same window, shown beside the count and not in it (D1)."""
    now: datetime
    daytime: Daytime = UNKNOWN

    @property
    def window_from(self) -> datetime:
        """Where the window that ends now begins."""
        return plus_local_days(self.now, -self.window_days)

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
        return self.but(now=now)

    @property
    def next_owes(self) -> bool:
        """One more episode makes it owed."""
        return self.n == self.of - 1


class Places(Record):
    """Where every episode of a child stands in the windows of one length that count some statuses."""

    placed: tuple[Placed, ...]
    """Those that count, by their start."""
    absences: tuple[datetime, ...]
    """The starts of those that do not, in order."""


def places(history: ChildHistory, when: When) -> Places:
    """The places of all the child's episodes, whatever the moment: worked out once for a history."""
    known, asked = history.worked_out, (when.statuses, when.days)
    found: Places | None = known.get(asked)
    if found is None:
        firsts = [(episode.first(when.statuses), episode) for episode in history.counting]
        counted = [Placed(at, plus_local_days(at, when.days), episode) for at, episode in firsts if at is not None]
        absences = tuple(sorted(episode.since for at, episode in firsts if at is None))
        in_order = tuple(sorted(counted, key=lambda each: (each.at, each.episode.id)))
        found = known[asked] = Places(in_order, absences)
    return found


def within(all_placed: Sequence[Placed], at: datetime, days: int) -> list[Placed]:
    """Those that count at a moment, of some in order of their start: begun by then, and not dropped out."""
    begun = len(all_placed)
    if begun and all_placed[-1].at > at:
        begun = bisect_right(all_placed, at, key=_start)
    first = bisect_left(all_placed, at - timedelta(days=days) - SLACK, hi=begun, key=_start) if begun > FEW else 0
    asked = all_placed[first:begun] if first or begun < len(all_placed) else all_placed
    return [each for each in asked if at <= each.drops_out_at]


def _start(each: Placed) -> datetime:
    return each.at


Window = tuple[Rule, When, Places]
"""A rule that counts, the trigger by which it does, and where the child's episodes stand in that."""


def windows_of(history: ChildHistory, rulebook: Rulebook, now: datetime) -> list[Window]:
    """Of every counting rule in force that applies to the child, one window each: kept while that protocol holds."""
    protocol = rulebook.current(now)
    kept: tuple[Protocol, list[Window]] | None = history.worked_out.get(windows_of)
    if kept is None or kept[0] is not protocol:
        rules = rulebook.counting(protocol, history.traits_now)
        kept = protocol, [(rule, when, places(history, when)) for rule, when in rules]
        history.worked_out[windows_of] = kept
    return kept[1]


def count_now(rule: str, when: When, mine: Places, now: datetime, daytime: Daytime = UNKNOWN) -> Count:
    """What a rule's window holds now, of episodes at these places; the open episode counts."""
    absent = mine.absences
    first = bisect_left(absent, now - timedelta(days=when.days)) if absent else 0
    return Count(
        rule,
        when.number,
        when.days,
        tuple(within(mine.placed, now, when.days)),
        bisect_right(absent, now) - first if absent else 0,
        now,
        daytime,
    )


def counts(history: ChildHistory, rulebook: Rulebook, now: datetime) -> tuple[Count, ...]:
    """The windows of every counting rule in force that applies to the child, one for each rule."""
    daytime = rulebook.daytime
    windows = windows_of(history, rulebook, now)
    return tuple([count_now(rule.id, when, mine, now, daytime) for rule, when, mine in windows])
