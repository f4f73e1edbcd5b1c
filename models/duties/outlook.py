"""What is shown of one episode at any moment of its child's course: its duties and its clocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

from models.duties.clock import Clock
from models.duties.clocks import EpisodeClocks
from models.duties.duty import Duty
from models.duties.lives import Lives
from models.duties.rulebook import Rulebook
from models.history.episode import Episode
from models.history.history import ChildHistory

Shown = tuple[tuple[Duty, ...], tuple[Clock, ...]]
"""An episode's duties and clocks."""


class Outlook:
    """One episode's duties, which turn at known moments and between two of them are told once, and their clocks."""

    __slots__ = ("_episode", "_history", "_lives", "_rulebook", "_told", "_turns")

    def __init__(self, episode: Episode, lives: Lives, history: ChildHistory, rulebook: Rulebook) -> None:
        self._episode, self._lives, self._history, self._rulebook = episode, lives, history, rulebook
        self._turns: Sequence[datetime] = lives.turns(episode.id)
        self._told: dict[int, EpisodeClocks] = {}

    def at(self, now: datetime) -> Shown:
        """The duties that arose by a moment, and the clocks that run then."""
        told = self._told.get(bisect_right(self._turns, now)) or self._tell(now)
        return told.duties, told.at(now)

    def is_over(self, now: datetime) -> bool:
        """Time alone changes nothing of it from this moment on."""
        return (not self._turns or self._turns[-1] <= now) and self._tell(now).stand_still

    def _tell(self, now: datetime) -> EpisodeClocks:
        duties = self._lives.duties(now, self._episode.id)
        told = EpisodeClocks(self._episode, duties, self._history, self._rulebook)
        self._told[bisect_right(self._turns, now)] = told
        return told
