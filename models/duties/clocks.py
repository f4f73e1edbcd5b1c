"""Clocks: every live countdown of a child's episodes, computed and never counted down."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime

from models.duties.clock import DEADLINE as DEADLINE
from models.duties.clock import ELAPSED as ELAPSED
from models.duties.clock import LIVE
from models.duties.clock import THRESHOLD as THRESHOLD
from models.duties.clock import Clock as Clock
from models.duties.countdown import Countdown
from models.duties.duty import WITHDRAWN, Duty
from models.duties.rulebook import Rulebook
from models.duties.thresholds import Foresight
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.protocol.rule import Protocol


def clocks(
    history: ChildHistory, found: tuple[Duty, ...], rulebook: Rulebook, now: datetime
) -> dict[str, tuple[Clock, ...]]:
    """The clocks of each episode of a child, by episode; `found` are the child's duties at the same moment."""
    mine = {each.id: tuple(duty for duty in found if each.id in duty.episodes) for each in history.episodes}
    return {each.id: EpisodeClocks(each, mine[each.id], history, rulebook).at(now) for each in history.episodes}


class EpisodeClocks:
    """The clocks of one episode while its duties are these: every live one, and of each rule that has none the newest.

    What was withdrawn is shown, whatever has come since.
    """

    def __init__(self, episode: Episode, duties: tuple[Duty, ...], history: ChildHistory, rulebook: Rulebook) -> None:
        self.duties = duties
        self._episode, self._history, self._rulebook = episode, history, rulebook
        self._is_open = episode is history.open_episode
        self._owed = frozenset(duty.rule.id for duty in duties if not duty.ended)
        newest = {duty.rule.id: duty for duty in duties if duty.rule.id not in self._owed}
        shown = (duty for duty in duties if duty.ended in ("", WITHDRAWN) or newest.get(duty.rule.id) is duty)
        self._countdowns = [Countdown(duty, episode.id) for duty in shown]
        self._some_ended = any(duty.ended for duty in duties)
        self._protocol: Protocol | None = None
        self._foresight: Foresight | None = None

    @property
    def stand_still(self) -> bool:
        """Time alone changes none of them."""
        return not self._is_open and all(each.stands_still for each in self._countdowns)

    def at(self, now: datetime) -> tuple[Clock, ...]:
        """As they stand at a moment."""
        found = [countdown.at(now) for countdown in self._countdowns]
        if self._is_open:
            coming = self._foresees(now).at(now)
            if self._some_ended:
                found = _without(found, {clock.rule for clock in coming})
            found += coming
        return tuple(found)

    def _foresees(self, now: datetime) -> Foresight:
        """By the rules that hold at a moment."""
        protocol = self._rulebook.current(now)
        if self._foresight is None or protocol is not self._protocol:
            rules = self._rulebook.foreseeing(protocol, self._history.traits_now)
            self._foresight = Foresight(self._episode, self._owed, self._history, rules)
            self._protocol = protocol
        return self._foresight


def _without(mine: list[Clock], rules: Set[str]) -> list[Clock]:
    """Clocks of duties but for the ended ones of rules that have a live one besides."""
    return [each for each in mine if each.rule not in rules or each.state in LIVE or each.state == WITHDRAWN]
