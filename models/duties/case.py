"""A case: one episode with everything the desk needs to see of it, and the order in which cases matter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from models.duties.clock import ELAPSED, LIVE, Clock
from models.duties.duty import OVERDUE, WITHDRAWN, Duty, withdrawn_alert
from models.duties.lapses import undecided
from models.duties.rulebook import Rulebook
from models.duties.windows import Count, counts
from models.history.child import Child
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.record import Record
from models.times.zone import END, local_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from models.duties.course import Course

MISSING, ABSENT, RETURNED = "missing", "absent", "returned"
GROUPS = (MISSING, ABSENT, RETURNED)
YOUNG = 13
FAR = timedelta(days=36500)
Urgency = tuple[int, bool, bool, datetime, datetime]


class Case(Record):
    """One episode, its clocks, its counts and its duties at one moment."""

    history: ChildHistory
    episode: Episode
    clocks: tuple[Clock, ...]
    windows: tuple[Count, ...]
    """The counts as they were at this moment or, with the same episodes in them, a little earlier."""
    duties: tuple[Duty, ...]
    now: datetime

    @property
    def counts(self) -> tuple[Count, ...]:
        """The windows of every counting rule in force that applies to the child, at this case's moment."""
        return tuple(count if count.now is self.now else count.seen_at(self.now) for count in self.windows)

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
        episode = self.episode
        return bool(episode.limits) and episode.is_open and undecided(episode, self.now) is not None

    def _pressing(self, clock: Clock, lapsed: bool) -> tuple[int, timedelta]:
        """What is owed comes before any countdown; among equals the one with the least time."""
        order = {"absence-limit": 0} if lapsed else {}
        rank = order.get(clock.rule, 1 if clock.state == OVERDUE else 2 if clock.state == "due" else 3)
        return rank, (clock.at - self.now) if clock.at else FAR


def cases_of(history: ChildHistory, rulebook: Rulebook, now: datetime) -> list[Case]:
    """Every episode of one child as a case, void ones too."""
    from models.duties.course import course_of

    return _cases(course_of(history, rulebook, now), history.episodes, now)


def live_cases_of(history: ChildHistory, rulebook: Rulebook, now: datetime, seen: frozenset[str]) -> list[Case]:
    """Those that belong on the board: open, or something owed, or a withdrawn duty that nobody has seen yet.

    `seen` are the alerts that somebody has seen.
    """
    from models.duties.course import course_of  # 6 ms: a board that was kept is shown without it

    course = course_of(history, rulebook, now)
    return _cases(course, course.live_episodes(now, seen), now)


def _cases(course: Course, episodes: Iterable[Episode], now: datetime) -> list[Case]:
    found: list[Case] = []
    windows = counts(course.history, course.rulebook, now) if episodes else ()
    for episode in episodes:
        duties, clocks = course.shown(episode, now)
        found.append(Case(course.history, episode, clocks, windows, duties, now))
    return found


def belongs_on_board(case: Case, seen: frozenset[str]) -> bool:
    """Open, or something owed, or a withdrawn duty that nobody has seen yet; `seen` are alerts somebody has seen."""
    if case.episode.is_open or any(not duty.ended for duty in case.duties):
        return True
    return any(duty.ended == WITHDRAWN and withdrawn_alert(duty) not in seen for duty in case.duties)


def urgency(case: Case, high: str, today: date) -> Urgency:
    """For sorting: by group; lapses and overdue first, then high risk and under-13s, then the least time left.

    `high` is the protocol's highest risk grade. Until the child's next change it is the same all day.
    """
    episode, least, away = case.episode, END, case.episode.is_open
    first = away and undecided(episode, case.now) is not None
    for clock in case.clocks:
        if clock.state in LIVE:
            first = first or clock.state == OVERDUE
            if clock.kind != ELAPSED and clock.at is not None and clock.at < least:
                least = clock.at
    second = episode.risk == high or _is_young(case.child, today)
    return GROUPS.index(case.group), not first, not second, least, episode.since


def _is_young(child: Child, today: date) -> bool:
    born = child.dob
    if born and abs(today.year - born.year - YOUNG) > 1:
        return today.year - born.year < YOUNG  # spares asking for the birthday
    age = child.age(today)
    return age is not None and age < YOUNG


def in_order(cases: Iterable[Case], high: str, now: datetime) -> list[Case]:
    """Cases of one moment by urgency; `high` is the protocol's highest risk grade."""
    today = local_date(now)
    return sorted(cases, key=lambda case: urgency(case, high, today))
