"""The life of one duty: how it stands from each moment on, as far as what was entered decides it."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime

from models.duties.duty import Duty


class Life:
    """One duty from the moment it arises; what changed it before the moment it was worked out at is not kept apart."""

    __slots__ = ("duties", "moments")

    def __init__(self, duty: Duty) -> None:
        self.moments: list[datetime] = [duty.arose_at]
        self.duties: list[Duty] = [duty]
        """As it stands from the moment at the same place."""

    @property
    def last(self) -> Duty:
        """As it stands in the end."""
        return self.duties[-1]

    def settled_by(self, since: datetime) -> bool:
        """From a moment on time alone changes nothing about it any more."""
        return len(self.duties) == 1 and bool(self.duties[0].ended) and self.moments[0] <= since

    def turns(self, at: datetime, duty: Duty, since: datetime) -> None:
        """It stands otherwise from a moment on; of what lies before `since` only the last is kept."""
        if at <= since or at <= self.moments[-1]:
            self.duties[-1] = duty
        else:
            self.moments.append(at)
            self.duties.append(duty)

    def at(self, now: datetime) -> Duty | None:
        """As it stands at a moment; None before it arises."""
        if len(self.moments) == 1:
            return self.duties[0] if self.moments[0] <= now else None
        place = bisect_right(self.moments, now)
        return self.duties[place - 1] if place else None


def in_order(lives: list[Life]) -> list[Life]:
    """By the instant at which each arises."""
    return sorted(lives, key=_first)


def _first(life: Life) -> tuple[datetime, str]:
    return life.moments[0], life.duties[0].id
