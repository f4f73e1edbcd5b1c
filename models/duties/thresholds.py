"""What is still to come for an open episode: the soonest crossing of each rule that can be foreseen."""

from __future__ import annotations

from collections.abc import Sequence, Set
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

    __slots__ = ("_coming", "_episode", "_history", "_triggers")

    def __init__(self, episode: Episode, owed: Set[str], history: ChildHistory, rules: Sequence[Foreseen]) -> None:
        self._episode, self._history = episode, history
        self._triggers: list[tuple[When, Ahead | None, datetime]] = []
        """What is foreseen before some instant, where that does not depend on the moment."""
        self._coming: list[Coming] = []
        places: dict[int, int] = {}
        for rule, triggers in rules:
            if rule.id not in owed:
                for number, when in triggers:
                    if number not in places:
                        places[number] = len(self._triggers)
                        self._triggers.append(self._trigger(when))
                self._coming.append(Coming(rule, [places[number] for number, _ in triggers], episode.id))

    def at(self, now: datetime) -> list[Clock]:
        """Those that run at a moment."""
        episode, history = self._episode, self._history
        aheads = [
            (ahead if now < at else None) if ahead else ahead_of(when, history, episode, now)
            for when, ahead, at in self._triggers
        ]
        return [clock for each in self._coming if (clock := each.at(aheads, now))]

    def _trigger(self, when: When) -> tuple[When, Ahead | None, datetime]:
        ahead = ahead_of(when, self._history, self._episode, NEVER_AWAY) if is_fixed(when, self._episode) else None
        return when, ahead, ahead.at if ahead and ahead.at else NEVER_AWAY


class Coming:
    """What one rule will owe for an episode: of its clock only the state depends on the moment."""

    __slots__ = ("_clock", "_episode", "_rests_on", "_rule", "_triggers")

    def __init__(self, rule: Rule, triggers: Sequence[int], episode: str) -> None:
        self._rule, self._triggers, self._episode = rule, triggers, episode
        self._clock: Clock | None = None
        self._rests_on: Ahead | None = None

    def at(self, aheads: Sequence[Ahead | None], now: datetime) -> Clock | None:
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
        return clock if clock and clock.state == state and self._rests_on is soonest else self._turn(soonest, state)

    def _turn(self, ahead: Ahead, state: str) -> Clock:
        rule = self._rule
        say = rule.label, self._episode, ahead.at, state, "", ahead.why, rule.source, rule.text, ahead.guessed
        self._clock, self._rests_on = Clock(rule.id, THRESHOLD, *say), ahead
        return self._clock


def _sooner(at: datetime | None, than: datetime | None) -> bool:
    return at is not None and (than is None or at < than)
