"""A duty's clock, whatever the moment: only its state depends on that."""

from __future__ import annotations

from datetime import datetime

from models.duties.clock import DEADLINE, ELAPSED, Clock
from models.duties.duty import Duty, on_the_way


class Countdown:
    """The clock of a duty on one of its episodes: while its state is the same it is the same clock."""

    __slots__ = ("_clock", "_deadline", "_duty", "_episode", "_soon", "_state")

    def __init__(self, duty: Duty, episode: str) -> None:
        self._duty, self._episode, self._soon = duty, episode, duty.rule.soon
        self._deadline = None if duty.ended else duty.deadline
        self._clock: Clock | None = None
        self._state = ""

    @property
    def stands_still(self) -> bool:
        """Time alone changes nothing about it: the duty has ended, or no deadline was set."""
        return self._deadline is None

    def at(self, now: datetime) -> Clock:
        """As it stands at a moment."""
        clock, deadline = self._clock, self._deadline
        if deadline is None:
            return clock or self._turn(self._duty.state(now))
        state = on_the_way(deadline, self._soon, now)
        return clock if clock and state == self._state else self._turn(state)

    def _turn(self, state: str) -> Clock:
        duty = self._duty
        rule, deadline = duty.rule, duty.deadline
        kind, at = (DEADLINE, deadline) if deadline else (ELAPSED, duty.arose_at)
        say = rule.label, self._episode, at, state, duty.id, duty.why, rule.source, rule.text
        self._clock, self._state = Clock(rule.id, kind, *say), state
        return self._clock
