"""Counting episodes and their return interviews over a period (B16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from models.events.duty import InterviewAccepted, InterviewDeclined, InterviewHeld, InterviewStep
from models.figures.period import Period
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.record import Record
from models.times.zone import local

IN_TIME = timedelta(hours=72)
Pair = tuple[ChildHistory, Episode]


class Interviews(Record):
    """What became of the return interviews of the missing episodes that ended."""

    due: int
    offered: int
    accepted: int
    declined: int
    held: int
    held_in_time: int
    """Within 72 hours of the return."""

    @property
    def in_time_percent(self) -> int | None:
        """Of those due, how many in a hundred were held in time; None when none was due."""
        return round(100 * self.held_in_time / self.due) if self.due else None


class Figures(Record):
    """The counts of one period."""

    period: Period
    children: int
    missing: int
    absent: int
    interviews: Interviews


def begun_in(histories: Iterable[ChildHistory], period: Period) -> list[Pair]:
    """The episodes that began in a period, each with its child's history."""
    return [(history, e) for history in histories for e in history.counting if period.holds(e.since)]


def figures(pairs: Iterable[Pair], period: Period) -> Figures:
    """The counts of the episodes that began in a period; `pairs` may hold others."""
    mine = [(history, episode) for history, episode in pairs if period.holds(episode.since)]
    missing = [(history, episode) for history, episode in mine if episode.ever_missing]
    return Figures(
        period=period,
        children=len({history.child.id for history, _ in mine}),
        missing=len(missing),
        absent=len(mine) - len(missing),
        interviews=_interviews(missing),
    )


def by_hour(pairs: Iterable[Pair]) -> tuple[tuple[int, ...], ...]:
    """How many missing episodes began in each hour of each weekday: seven rows from Monday, 24 hours each."""
    found: Counter[tuple[int, int]] = Counter()
    for _, episode in pairs:
        if episode.ever_missing:
            begun = local(episode.since)
            found[begun.weekday(), begun.hour] += 1
    return tuple(tuple(found[day, hour] for hour in range(24)) for day in range(7))


def _interviews(missing: Iterable[Pair]) -> Interviews:
    steps = [(episode, _steps(history, episode)) for history, episode in missing if episode.returned_at]
    held = [(episode, [s for s in mine if isinstance(s, InterviewHeld)]) for episode, mine in steps]
    return Interviews(
        due=len(steps),
        offered=sum(bool(mine) for _, mine in steps),
        accepted=sum(any(isinstance(s, InterviewAccepted | InterviewHeld) for s in mine) for _, mine in steps),
        declined=sum(any(isinstance(s, InterviewDeclined) for s in mine) for _, mine in steps),
        held=sum(bool(mine) for _, mine in held),
        held_in_time=sum(any(_in_time(episode, s) for s in mine) for episode, mine in held),
    )


def _in_time(episode: Episode, step: InterviewStep) -> bool:
    return episode.returned_at is not None and step.happened_at <= episode.returned_at + IN_TIME


def _steps(history: ChildHistory, episode: Episode) -> list[InterviewStep]:
    return [event for _, event in history.each(InterviewStep) if episode.id in (event.episode, *event.covers)]


def reasons_of(history: ChildHistory, episode: Episode) -> list[str]:
    """Why the child went, in the interviewers' words."""
    found = (getattr(step, "findings", {}) for step in _steps(history, episode))
    return [text for each in found for name in ("reasons", "triggers") if (text := each.get(name, ""))]


def place_of(history: ChildHistory, episode: Episode) -> str:
    """Where the child went from."""
    return episode.place or history.child.detail("placement") or "home"
