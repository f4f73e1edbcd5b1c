"""One continuous time away, folded from its entries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from models.events.base import Event
from models.events.entry import Entry
from models.history.spells import MISSING, Spell, time_in
from models.record import Record, Remembering
from models.times.words import day_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    E = TypeVar("E", bound=Event)


class Limit(Record):
    """Until when an absence was agreed, and when that was agreed."""

    at: datetime
    agreed_at: datetime
    agreed_by: str
    entry: str


class Episode(Remembering):
    """An episode as it stands. Times that have not come are None."""

    id: str
    child: str
    opened_status: str
    since: datetime
    about: bool
    afterwards: bool
    """Recorded when it was over, as history."""
    place: str
    spells: tuple[Spell, ...]
    limits: tuple[Limit, ...]
    """In the order in which they were agreed."""
    found_at: datetime | None
    returned_at: datetime | None
    ended: str
    """Why it ended without a return, or empty."""
    ended_at: datetime | None
    """When it ended, by return or otherwise."""
    voided: str
    """Why it is void, or empty."""
    risk: str
    significant_harm: bool
    police_log: str
    police_officer: str
    police_grade: str
    confirmed_at: datetime
    """When somebody last said that the child is away."""
    confirmed_by: str
    """Who said so, as far as was entered."""
    abouts: frozenset[datetime]
    """The instants that were given as "about" (D21)."""
    entries: tuple[Entry, ...]
    """Every entry of the episode that stands, in the order in which things happened."""

    @property
    def is_open(self) -> bool:
        """Still away, as far as anybody has recorded."""
        return not self.voided and self.ended_at is None

    @property
    def category(self) -> str:
        """The status of the last spell: missing or absence."""
        return self.spells[-1].status

    @property
    def status(self) -> str:
        """`missing`, `absence`, `found`, `returned`, `ended` or `voided`."""
        if self.voided:
            return "voided"
        if self.returned_at:
            return "returned"
        if self.ended_at:
            return "ended"
        return "found" if self.found_at else self.category

    @property
    def ever_missing(self) -> bool:
        """Whether any spell is missing: then it counts as a missing episode (D3)."""
        return any(spell.status == MISSING for spell in self.spells)

    @property
    def limit(self) -> Limit | None:
        """The absence limit that holds: the one agreed last."""
        return self.limits[-1] if self.limits else None

    def first(self, statuses: tuple[str, ...]) -> datetime | None:
        """The start of the first spell in one of these statuses: its place in a window (D4)."""
        return next((spell.start for spell in self.spells if spell.status in statuses), None)

    def said(self, at: datetime) -> str:
        """A time of this episode in words, with "about" where it was given so (D21)."""
        return f"about {day_time(at)}" if at in self.abouts else day_time(at)

    def time_away(self, now: datetime) -> timedelta:
        """Total time away."""
        return time_in(self.spells, "away", now)

    def time_missing(self, now: datetime) -> timedelta:
        """Missing time: the sum of the missing spells (D2)."""
        return time_in(self.spells, MISSING, now)

    def each(self, kind: type[E]) -> Iterator[tuple[Entry, E]]:
        """The entries that hold events of one kind."""
        return ((entry, entry.event) for entry in self.entries if isinstance(entry.event, kind))
