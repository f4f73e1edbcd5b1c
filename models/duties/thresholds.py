"""What is still to come for an open episode: the soonest crossing of each rule that can be foreseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import datetime

from models.duties.ahead import Ahead, ahead_of, is_fixed
from models.duties.clock import THRESHOLD, Clock
from models.duties.duty import DUE, RUNNING, SOON
from models.duties.rulebook import Foreseen
from models.history.episode import Episode
from models.history.history import NEVER_AWAY, ChildHistory
from models.protocol.rule import Rule, When


class Foresight:
    """The clocks of some rules by which nothing is owed yet for an episode; several rules ask the same of it."""

    def __init__(self, episode: Episode, owed: Set[str], history: ChildHistory, rules: Sequence[Foreseen]) -> None:
        self._episode, self._history = episode, history
        self._triggers: dict[int, When] = {}
        """Those of which it depends on the moment what they foresee."""
        self._coming: list[Approach | Coming] = []
        for rule, triggers in rules:
            if rule.id not in owed:
                self._foresee(rule, triggers)

    def at(self, now: datetime) -> list[Clock]:
        """Those that run at a moment."""
        episode, history = self._episode, self._history
        aheads = {number: ahead_of(when, history, episode, now) for number, when in self._triggers.items()}
        return [clock for each in self._coming if (clock := each.at(aheads, now))]

    def _foresee(self, rule: Rule, triggers: Sequence[tuple[int, When]]) -> None:
        if len(triggers) > 1 or not is_fixed(triggers[0][1], self._episode):
            self._triggers.update(triggers)
            self._coming.append(Coming(rule, [number for number, _ in triggers], self._episode.id))
            return
        ahead = ahead_of(triggers[0][1], self._history, self._episode, NEVER_AWAY)
        if ahead and ahead.at:
            self._coming.append(Approach(rule, ahead, ahead.at, self._episode.id))


class Approach:
    """What one rule will owe for an episode at an instant that is known: of its clock only the state changes."""

    __slots__ = ("_ahead", "_at", "_clock", "_episode", "_rule", "_soon", "_state")

    def __init__(self, rule: Rule, ahead: Ahead, at: datetime, episode: str) -> None:
        self._rule, self._ahead, self._at, self._episode, self._soon = rule, ahead, at, episode, rule.soon
        self._clock: Clock | None = None
        self._state = ""

    def at(self, aheads: Mapping[int, Ahead | None], now: datetime) -> Clock | None:
        """Its clock before that instant, and none from it on."""
        at = self._at
        if now >= at:
            return None
        state = SOON if at - now <= self._soon else RUNNING
        if state != self._state:
            self._clock, self._state = _clock(self._rule, self._ahead, self._episode, state), state
        return self._clock


class Coming:
    """What one rule will owe for an episode, where it depends on the moment what is foreseen."""

    __slots__ = ("_clock", "_episode", "_rests_on", "_rule", "_triggers")

    def __init__(self, rule: Rule, triggers: Sequence[int], episode: str) -> None:
        self._rule, self._triggers, self._episode = rule, triggers, episode
        self._clock: Clock | None = None
        self._rests_on: Ahead | None = None

    def at(self, aheads: Mapping[int, Ahead | None], now: datetime) -> Clock | None:
        """Its clock at a moment at which the triggers foresee this; None where nothing is foreseen."""
        soonest: Ahead | None = None
        for trigger in self._triggers:
            found = aheads[trigger]
            if found and (soonest is None or _sooner(found.at, soonest.at)):
                soonest = found
        if soonest is None:
            return None
        at, state, clock = soonest.at, soonest.state, self._clock
        if at is not None:
            state = DUE if at <= now else SOON if at - now <= self._rule.soon else RUNNING
        if clock is None or clock.state != state or self._rests_on is not soonest:
            self._clock, self._rests_on = _clock(self._rule, soonest, self._episode, state), soonest
        return self._clock


def _clock(rule: Rule, ahead: Ahead, episode: str, state: str) -> Clock:
    say = rule.label, episode, ahead.at, state, "", ahead.why, rule.source, rule.text, ahead.guessed
    return Clock(rule.id, THRESHOLD, *say)


def _sooner(at: datetime | None, than: datetime | None) -> bool:
    return at is not None and (than is None or at < than)
