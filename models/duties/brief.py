"""A live child in brief: what a board of thousands must hold of those whose rows nobody looks at.

A case with all it rests on takes ten kilobytes; in brief it takes one. What is in brief stays true from one moment
until another, while nothing is entered: everything in it that time changes turns at `until`, not before.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from operator import attrgetter

from models.duties.case import GROUPS

RANKS = 4
"""Of each group."""
TURNING = timedelta(seconds=2)
"""So long after a clock runs out the cases are looked at each second: late is later than at the time."""
URGENCY = attrgetter("rank", "least", "since")
"""For sorting, as the urgency of a case."""


class Cause:
    """An alert without its words, which hold for a day only: they are worked out when somebody reads them."""

    __slots__ = ("at", "episode", "id", "kind")

    def __init__(self, id: str, kind: str, at: datetime, episode: str) -> None:
        self.id, self.kind, self.at, self.episode = id, kind, at, episode


class Brief:
    """One live episode in brief."""

    __slots__ = (
        "causes", "child", "episode", "gone", "lapsed", "late", "least", "more", "rank", "short_name", "since",
        "stays", "then", "turn",
    )  # fmt: skip

    child: str
    short_name: str
    episode: str
    rank: int
    """Its group; in that first where a lapse waits or something is late, then high risk and under-13s."""
    least: datetime
    """What it counts down to first."""
    since: datetime
    """When the episode began."""
    late: bool
    """Some clock of it is overdue, one of a duty that has ended on another episode too."""
    lapsed: bool
    """An agreed limit lapsed and nobody has decided."""
    stays: bool
    """Open, or something owed: on the board whatever anybody has seen."""
    gone: tuple[str, ...]
    """The alerts of duties withdrawn; until somebody has seen each, it is on the board too."""
    more: bool
    """One line of the board does not hold what must be said of it."""
    turn: datetime
    """The next moment at which one of its clocks changes its state or an episode drops out of a window; or END."""
    then: datetime
    """And the one after that."""
    causes: tuple[Cause, ...]
    """The alerts that there is cause for, whoever has seen them."""

    def __init__(self, **values: object) -> None:
        for name in self.__slots__:
            setattr(self, name, values[name])

    def next_turn(self, now: datetime) -> datetime:
        """The turn that is to come or, for a moment longer, has just come."""
        return self.turn if self.turn > now - TURNING else self.then

    def belongs(self, seen: frozenset[str]) -> bool:
        """Whether it is on the board; `seen` are the alerts that somebody has seen."""
        return self.stays or not seen.issuperset(self.gone)

    @property
    def group(self) -> str:
        """Where on the board it stands."""
        return GROUPS[self.rank // RANKS]


class Live:
    """One child with live cases, in brief, as worked out at `since`."""

    __slots__ = ("briefs", "id", "place", "records", "since", "until")

    def __init__(
        self, id: str, records: tuple[str, ...], since: datetime, until: datetime, briefs: tuple[Brief, ...]
    ) -> None:
        self.id, self.records = id, records
        """Every record that is this child, where there is more than one."""
        self.since, self.until, self.briefs = since, until, briefs
        self.place: int | None = None
        """Where whoever keeps whole cases (`Watch.kept`) has this child's."""

    def belongs(self, seen: frozenset[str]) -> bool:
        """Whether some case of it is on the board."""
        return any(brief.stays or brief.belongs(seen) for brief in self.briefs)

    def holds(self, now: datetime) -> bool:
        """Whether it is true at a moment, if nothing was entered."""
        return self.since <= now < self.until
