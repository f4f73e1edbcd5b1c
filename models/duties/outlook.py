"""What is shown of one episode at any moment of its child's course: its duties and its clocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import datetime

from models.duties.clock import Clock
from models.duties.clocks import EpisodeClocks
from models.duties.duty import Duty

Shown = tuple[tuple[Duty, ...], tuple[Clock, ...]]
"""An episode's duties and clocks."""


class Outlook:
    """One episode's duties, which turn at known moments and between two of them are told once, and their clocks."""

    __slots__ = ("_tell", "_told", "_turns")

    def __init__(self, turns: Iterable[datetime], tell: Callable[[datetime], EpisodeClocks]) -> None:
        self._turns = sorted(set(turns))
        self._tell = tell
        self._told: dict[int, EpisodeClocks] = {}

    def at(self, now: datetime) -> Shown:
        """The duties that arose by a moment, and the clocks that run then."""
        told = self._told.get(bisect_right(self._turns, now)) or self._tell_at(now)
        return told.duties, told.at(now)

    def is_over(self, now: datetime) -> bool:
        """Time alone changes nothing of it from this moment on."""
        return (not self._turns or self._turns[-1] <= now) and self._tell_at(now).stand_still

    def _tell_at(self, now: datetime) -> EpisodeClocks:
        told = self._told[bisect_right(self._turns, now)] = self._tell(now)
        return told
