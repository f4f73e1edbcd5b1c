"""A duty's clock, whatever the moment: only its state depends on that."""

from __future__ import annotations

from datetime import datetime

from models.duties.clock import DEADLINE, ELAPSED, Clock
from models.duties.duty import Duty, on_the_way


class Countdown:
    """The clock of a duty on one of its episodes."""

    __slots__ = ("_clock", "_deadline", "_episode", "_soon", "duty")

    def __init__(self, duty: Duty, episode: str) -> None:
        self.duty, self._episode = duty, episode
        self._deadline = None if duty.ended else duty.deadline
        self._soon = duty.rule.soon
        self._clock: Clock | None = None

    @property
    def stands_still(self) -> bool:
        """Time alone changes nothing about it: the duty has ended, or no deadline was set."""
        return self._deadline is None

    def at(self, now: datetime) -> Clock:
        """As it stands at a moment; as long as its state is the same it is the same clock."""
        clock, deadline = self._clock, self._deadline
        if deadline is None:
            return clock or self._turn(self.duty.state(now))
        state = on_the_way(deadline, self._soon, now)
        return clock if clock and clock.state == state else self._turn(state)

    def _turn(self, state: str) -> Clock:
        duty = self.duty
        rule, deadline = duty.rule, duty.deadline
        kind, at = (DEADLINE, deadline) if deadline else (ELAPSED, duty.arose_at)
        say = rule.label, self._episode, at, state, duty.id, duty.why, rule.source, rule.text
        self._clock = clock = Clock(rule.id, kind, *say)
        return clock
