"""Clocks: every live countdown of a child's episodes, computed and never counted down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.duties.clock import DEADLINE as DEADLINE
from models.duties.clock import ELAPSED as ELAPSED
from models.duties.clock import LIVE
from models.duties.clock import THRESHOLD as THRESHOLD
from models.duties.clock import Clock as Clock
from models.duties.duty import WITHDRAWN, Duty
from models.duties.rulebook import Rulebook
from models.duties.thresholds import to_come
from models.history.episode import Episode
from models.history.history import ChildHistory


def clocks(
    history: ChildHistory, found: tuple[Duty, ...], rulebook: Rulebook, now: datetime
) -> dict[str, tuple[Clock, ...]]:
    """The clocks of each episode of a child, by episode; `found` are the child's duties at the same moment."""
    mine = {each.id: tuple(duty for duty in found if each.id in duty.episodes) for each in history.episodes}
    return {each.id: clocks_of(each, mine[each.id], history, rulebook, now) for each in history.episodes}


def clocks_of(
    episode: Episode, mine: tuple[Duty, ...], history: ChildHistory, rulebook: Rulebook, now: datetime
) -> tuple[Clock, ...]:
    """The clocks of one episode; `mine` are its duties at the same moment."""
    found = [_of_duty(duty, episode.id, now) for duty in mine]
    if episode is history.open_episode:
        owed = {duty.rule.id for duty in mine if not duty.ended}
        found += to_come(episode, owed, history, rulebook, now)
    for clock in found:
        if clock.state not in LIVE:
            return tuple(_current(found))
    return tuple(found)


def _current(mine: list[Clock]) -> Iterator[Clock]:
    """Every live clock, and of the ended ones the newest of each rule that has none live."""
    live = {clock.rule for clock in mine if clock.state in LIVE}
    newest = {clock.rule: clock for clock in mine if clock.rule not in live}
    for clock in mine:
        if clock.state in LIVE or newest.get(clock.rule) is clock or clock.state == WITHDRAWN:
            yield clock


def _of_duty(duty: Duty, episode: str, now: datetime) -> Clock:
    if not duty.ended:
        return _clock(duty, episode, now)
    over = duty.worked_out.get(episode)
    if over is None:
        over = duty.worked_out[episode] = _clock(duty, episode, now)
    ended: Clock = over
    return ended


def _clock(duty: Duty, episode: str, now: datetime) -> Clock:
    rule, deadline = duty.rule, duty.deadline
    kind, at = (DEADLINE, deadline) if deadline else (ELAPSED, duty.arose_at)
    return Clock(rule.id, kind, rule.label, episode, at, duty.state(now), duty.id, duty.why, rule.source, rule.text)
