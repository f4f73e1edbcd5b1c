"""The course of one child's duties: all that what was entered decides, worked out once and asked at any later moment.

Between two entries only time goes on. What that changes (a duty arises, is late, a window moves) is read off here;
what is over for good costs nothing more. Remembered with the history, so that whoever asks next finds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.duties.arisings import INSTANT, next_crossing
from models.duties.clocks import EpisodeClocks
from models.duties.duty import Duty
from models.duties.life import Life
from models.duties.outlook import Outlook, Shown
from models.duties.rulebook import Rulebook
from models.duties.standing import set_right, standing_lives, withdrawn
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.times.zone import END


class Course:
    """A child's duties under some rules, right for every moment from `since` on and before `until`."""

    def __init__(self, history: ChildHistory, rulebook: Rulebook, since: datetime) -> None:
        self.history, self.rulebook, self.since = history, rulebook, since
        self.until = _until(history, rulebook, since)
        self.lives = standing_lives(history, rulebook, since)
        self.moving = [life for life in self.lives if not life.settled_by(since)]
        """Those that time changes, or that are still owed."""
        self._gone = withdrawn(history, rulebook, since)
        self._open = frozenset(episode.id for episode in history.episodes if episode.is_open)
        self._still_away = [episode for episode in history.episodes if episode.id in self._open]
        self._elsewhere = [life for life in self.moving if not self._open.issuperset(life.last.episodes)]
        self._of_episode: dict[str, list[Life]] = {}
        for life in self.lives:
            for episode in life.last.episodes:
                self._of_episode.setdefault(episode, []).append(life)
        self._outlooks: dict[str, Outlook] = {}
        self._over: dict[str, Shown] = {}
        """What is shown of an episode that time does not change any more."""
        self.turns: list[datetime] | None = None
        """The fixed moments after `since` at which something changes, once somebody has asked (`changes`)."""

    def duties(self, now: datetime) -> tuple[Duty, ...]:
        """Every duty that arose by now, ended ones too, by the instant at which it arose."""
        standing = [duty for life in self.lives if (duty := life.at(now))]
        gone = self._withdrawn(now)
        return tuple(sorted([*standing, *gone], key=_arose) if gone else standing)

    def shown(self, episode: Episode, now: datetime) -> Shown:
        """The duties and clocks of one episode."""
        over = self._over.get(episode.id)
        if over:
            return over
        outlook = self._outlooks.get(episode.id)
        if outlook is None:
            outlook = self._outlooks[episode.id] = self._outlook(episode)
            if outlook.is_over(self.since):
                self._over[episode.id] = outlook.at(self.since)
        return outlook.at(now)

    def _outlook(self, episode: Episode) -> Outlook:
        mine = self._of_episode.get(episode.id, ())

        def told(now: datetime) -> EpisodeClocks:
            standing = [duty for life in mine if (duty := life.at(now)) and episode.id in duty.episodes]
            gone = [duty for duty in self._withdrawn(now) if episode.id in duty.episodes]
            duties = tuple(sorted([*standing, *gone], key=_arose) if gone else standing)
            return EpisodeClocks(episode, duties, self.history, self.rulebook)

        turning = self.lives if self._gone else mine  # what was withdrawn is not shown beside what stands
        return Outlook((at for life in turning for at in life.moments), told)

    def live_episodes(self, now: datetime, seen: frozenset[str]) -> list[Episode]:
        """Open, or something owed, or a duty withdrawn that nobody has seen; `seen` are alerts somebody has seen."""
        if not self._elsewhere and not self._gone:
            return self._still_away
        live = set(self._open)
        for life in self._elsewhere:
            duty = life.at(now)
            if duty and not duty.ended:
                live.update(duty.episodes)
        for duty in self._withdrawn(now):
            if withdrawn_alert(duty) not in seen:
                live.update(duty.episodes)
        return [episode for episode in self.history.episodes if episode.id in live]

    def _withdrawn(self, now: datetime) -> list[Duty]:
        if not self._gone:
            return []
        standing = {life.last.id for life in self.lives if life.moments[0] <= now}
        return [duty for duty in self._gone if duty.id not in standing]


def course_of(history: ChildHistory, rulebook: Rulebook, now: datetime) -> Course:
    """The course of a child's duties that holds at a moment."""
    kept: Course | None = history.worked_out.get(Course)
    if kept and kept.since <= now < kept.until and (kept.rulebook is rulebook or kept.rulebook == rulebook):
        return kept
    made = history.worked_out[Course] = Course(history, rulebook, now)
    return made


def withdrawn_alert(duty: Duty) -> str:
    """The name of the alert that says that a duty was withdrawn."""
    return f"withdrawn/{duty.id}"


def _arose(duty: Duty) -> tuple[datetime, str]:
    return duty.arose_at, duty.id


def _until(history: ChildHistory, rulebook: Rulebook, since: datetime) -> datetime:
    """The next moment at which something recurs; at once, while a correction is still to come (looking back)."""
    if any(change.entered_at > since for _, change in set_right(history)):
        return since + INSTANT
    return min((at for at in _recurrences(history, rulebook, since) if at > since), default=END)


def _recurrences(history: ChildHistory, rulebook: Rulebook, since: datetime) -> Iterator[datetime]:
    for when in rulebook.recurring:
        for episode in history.counting:
            if episode.ended_at is None or episode.ended_at > since:
                at = next_crossing(when, episode.spells, since)
                if at:
                    yield at
