"""A case: one episode with everything the desk needs to see of it, and the order in which cases matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from models.duties.clocks import Clock, clocks
from models.duties.duty import OVERDUE, WITHDRAWN, Duty
from models.duties.lapses import undecided
from models.duties.owed import duties
from models.duties.rulebook import Rulebook
from models.duties.windows import Count, counts
from models.history.child import Child
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.record import Record
from models.times.zone import local_date

MISSING, ABSENT, RETURNED = "missing", "absent", "returned"
GROUPS = (MISSING, ABSENT, RETURNED)
YOUNG = 13
FAR = timedelta(days=36500)


class Case(Record):
    """One episode, its clocks, its counts and its duties at one moment."""

    history: ChildHistory
    episode: Episode
    clocks: tuple[Clock, ...]
    counts: tuple[Count, ...]
    duties: tuple[Duty, ...]
    now: datetime

    @property
    def child(self) -> Child:
        """Whose episode it is."""
        return self.history.child

    @property
    def group(self) -> str:
        """Where on the board it stands: missing (found, not back, too), absent, or returned with duties owed."""
        if not self.episode.is_open:
            return RETURNED
        return MISSING if self.episode.category == "missing" else ABSENT

    @property
    def live_clocks(self) -> tuple[Clock, ...]:
        """What is still to come or still owed, most pressing first."""
        lapsed = self.lapsed
        live = (clock for clock in self.clocks if clock.is_live)
        return tuple(sorted(live, key=lambda clock: self._pressing(clock, lapsed)))

    @property
    def owed(self) -> tuple[Duty, ...]:
        """The duties that wait."""
        return tuple(duty for duty in self.duties if duty.is_owed)

    @property
    def lapsed(self) -> bool:
        """An agreed limit lapsed and nobody has decided."""
        return self.episode.is_open and undecided(self.episode, self.now) is not None

    def _pressing(self, clock: Clock, lapsed: bool) -> tuple[int, timedelta]:
        """What is owed comes before any countdown; among equals the one with the least time."""
        order = {"absence-limit": 0} if lapsed else {}
        rank = order.get(clock.rule, 1 if clock.state == OVERDUE else 2 if clock.state == "due" else 3)
        return rank, (clock.at - self.now) if clock.at else FAR

    def urgency(self, high: str) -> tuple[bool, bool, timedelta, datetime]:
        """For sorting: lapses and overdue first, then high risk and under-13s, then the least time left."""
        age = self.child.age(local_date(self.now))
        live = [clock for clock in self.clocks if clock.is_live]
        first = self.lapsed or any(clock.state == OVERDUE for clock in live)
        second = self.episode.risk == high or (age is not None and age < YOUNG)
        lefts = [clock.left(self.now) for clock in live if clock.kind != "elapsed"]
        least = min((left for left in lefts if left is not None), default=FAR)
        return not first, not second, least, self.episode.since


def cases_of(history: ChildHistory, rulebook: Rulebook, now: datetime) -> Iterator[Case]:
    """Every episode of one child as a case, void ones too."""
    found = duties(history, rulebook, now)
    running = clocks(history, found, rulebook, now)
    windows = counts(history, rulebook, now)
    for episode in history.episodes:
        mine = tuple(duty for duty in found if episode.id in duty.episodes)
        yield Case(history, episode, running[episode.id], windows, mine, now)


def belongs_on_board(case: Case, seen: frozenset[str]) -> bool:
    """Open, or something owed, or a withdrawn duty that nobody has seen yet; `seen` are alerts somebody has seen."""
    if case.episode.is_open or case.owed:
        return True
    return any(duty.ended == WITHDRAWN and withdrawn_alert(duty) not in seen for duty in case.duties)


def withdrawn_alert(duty: Duty) -> str:
    """The name of the alert that says that a duty was withdrawn."""
    return f"withdrawn/{duty.id}"


def in_order(cases: Iterable[Case], high: str) -> list[Case]:
    """By group, then by urgency; `high` is the protocol's highest risk grade."""
    return sorted(cases, key=lambda case: (GROUPS.index(case.group), *case.urgency(high)))
