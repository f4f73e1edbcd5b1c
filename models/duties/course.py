"""The course of one child's duties: all that what was entered decides, worked out once and asked at any later moment.

Between two entries only time goes on. What that changes (a duty arises, is late, a window moves) is read off here;
what is over for good costs nothing more. Remembered with the history, so that whoever asks next finds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.duties.arisings import INSTANT, next_crossing
from models.duties.duty import Duty, withdrawn_alert
from models.duties.lives import Lives
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
        lives = standing_lives(history, rulebook, since)
        self.moving = [life for life in lives if not life.settled_by(since)]
        """Those that time changes, or that are still owed."""
        self._lives = Lives(lives, withdrawn(history, rulebook, since))
        self._open = frozenset(episode.id for episode in history.episodes if episode.is_open)
        self._still_away = [episode for episode in history.episodes if episode.id in self._open]
        self._elsewhere = [life for life in self.moving if not self._open.issuperset(life.last.episodes)]
        self._outlooks: dict[str, Outlook] = {}
        self._over: dict[str, Shown] = {}
        """What is shown of an episode that time does not change any more."""
        self.turns: list[datetime] | None = None
        """The fixed moments after `since` at which something changes, once somebody has asked (`changes`)."""

    def duties(self, now: datetime) -> tuple[Duty, ...]:
        """Every duty that arose by now, ended ones too, by the instant at which it arose."""
        return self._lives.duties(now)

    def shown(self, episode: Episode, now: datetime) -> Shown:
        """The duties and clocks of one episode."""
        over = self._over.get(episode.id)
        if over:
            return over
        outlook = self._outlooks.get(episode.id)
        if outlook is None:
            outlook = Outlook(episode, self._lives, self.history, self.rulebook)
            if outlook.is_over(self.since):
                self._over[episode.id] = outlook.at(self.since)
            else:
                self._outlooks[episode.id] = outlook
        return outlook.at(now)

    def live_episodes(self, now: datetime, seen: frozenset[str]) -> list[Episode]:
        """Open, or something owed, or a duty withdrawn that nobody has seen; `seen` are alerts somebody has seen."""
        if not self._elsewhere and not self._lives.some_withdrawn:
            return self._still_away
        live = set(self._open)
        for life in self._elsewhere:
            duty = life.at(now)
            if duty and not duty.ended:
                live.update(duty.episodes)
        for duty in self._lives.withdrawn(now):
            if withdrawn_alert(duty) not in seen:
                live.update(duty.episodes)
        return [episode for episode in self.history.episodes if episode.id in live]


def course_of(history: ChildHistory, rulebook: Rulebook, now: datetime) -> Course:
    """The course of a child's duties that holds at a moment."""
    kept: Course | None = history.worked_out.get(Course)
    if kept and kept.since <= now < kept.until and (kept.rulebook is rulebook or kept.rulebook == rulebook):
        return kept
    made = history.worked_out[Course] = Course(history, rulebook, now)
    return made


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
