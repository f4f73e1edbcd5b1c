"""Clocks: every live countdown of a child's episodes, computed and never counted down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from models.duties.arisings import next_crossing
from models.duties.duty import DUE, OVERDUE, RUNNING, SOON, Duty
from models.duties.lapses import provisional, undecided
from models.duties.rulebook import Rulebook
from models.duties.windows import places, within
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.history.spells import ABSENCE, Spell
from models.protocol.rule import Rule, When
from models.record import Record
from models.times.words import clock_time, day_time

THRESHOLD, DEADLINE, ELAPSED = "threshold", "deadline", "elapsed"
LIVE = frozenset({RUNNING, SOON, DUE, OVERDUE})
"""The states of what is still to come or still owed."""
Spells = tuple[Spell, ...]


class Clock(Record):
    """One countdown, or one thing owed that has no deadline."""

    rule: str
    kind: str
    """threshold: until something becomes owed; deadline: until it is late; elapsed: owed, no deadline set."""
    label: str
    episode: str
    at: datetime | None
    """threshold: the crossing; deadline: the deadline; elapsed: since when it is owed; None: no instant is known."""
    state: str
    duty: str
    """The duty's id, or empty until something is owed."""
    why: str
    source: str
    text: str
    provisional: bool = False
    """Rests on a lapse that nobody has decided yet (D12)."""

    def left(self, now: datetime) -> timedelta | None:
        """Time left; negative when late; None where nothing is counted down."""
        return None if self.at is None or self.kind == ELAPSED else self.at - now

    @property
    def is_live(self) -> bool:
        """Still to come, or still owed."""
        return self.state in LIVE


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
        likely = provisional(episode, now)
        for rule in rulebook.foreseeing(rulebook.current(now), history.traits_now):
            if rule.id not in owed:
                found += _thresholds(rule, history, episode, likely, now)
    if all(clock.state in LIVE for clock in found):
        return tuple(found)
    return tuple(_current(found))


def _current(mine: list[Clock]) -> Iterator[Clock]:
    """Every live clock, and of the ended ones the newest of each rule that has none live."""
    live = {clock.rule for clock in mine if clock.is_live}
    newest = {clock.rule: clock for clock in mine if clock.rule not in live}
    for clock in mine:
        if clock.is_live or newest.get(clock.rule) is clock or clock.state == "withdrawn":
            yield clock


def _of_duty(duty: Duty, episode: str, now: datetime) -> Clock:
    rule, deadline, why = duty.rule, duty.deadline, ", ".join(duty.whys)
    for more in (duty.called, duty.how, _untold(duty)):
        if more:
            why += f"; {more}"
    if deadline is None and not duty.ended:
        why += "; no deadline set"
    kind, at = (DEADLINE, deadline) if deadline else (ELAPSED, duty.arose_at)
    return Clock(rule.id, kind, rule.label, episode, at, duty.state(now), duty.id, why, rule.source, rule.text)


def _untold(duty: Duty) -> str:
    return "not told: " + ", ".join(duty.outstanding) if duty.outstanding and duty.is_owed else ""


def _thresholds(rule: Rule, history: ChildHistory, episode: Episode, likely: Spells, now: datetime) -> Iterable[Clock]:
    """What is still to come: the soonest crossing of the rule's triggers."""
    found = [clock for when in rule.when for clock in _threshold(rule, when, history, episode, likely, now)]
    timed = [clock for clock in found if clock.at is not None]
    return (timed if len(timed) < 2 else sorted(timed, key=lambda clock: clock.at or now)[:1]) or found[:1]


def _threshold(
    rule: Rule, when: When, history: ChildHistory, episode: Episode, likely: Spells, now: datetime
) -> Iterable[Clock]:
    if when.kind == "time":
        return _time(rule, when, episode, likely, now)
    if when.kind == "lapse" and rule.owes == "decision":
        return _limit(rule, episode, now)
    if when.kind == "count":
        return _count(rule, when, history, now, episode)
    return ()


def _clock(rule: Rule, episode: Episode, at: datetime | None, state: str, why: str, guessed: bool = False) -> Clock:
    return Clock(rule.id, THRESHOLD, rule.label, episode.id, at, state, "", why, rule.source, rule.text, guessed)


def _state(rule: Rule, at: datetime, now: datetime) -> str:
    if at <= now:
        return DUE
    return SOON if at - now <= rule.soon else RUNNING


def _time(rule: Rule, when: When, episode: Episode, likely: Spells, now: datetime) -> Iterator[Clock]:
    """Runs while the child is in the status; provisionally from a lapse that waits for a decision (D12)."""
    spells = episode.spells if when.status == ABSENCE else likely
    guessed = spells is not episode.spells
    at = next_crossing(when, spells, now)
    if at is None or (at <= now and not guessed):
        return
    since = next(spell.start for spell in spells if when.status in ("away", spell.status))
    why = f"{when.status} since {episode.said(since)}"
    if guessed:
        why = f"provisionally, {why}: the limit lapsed and nobody has decided"
    yield _clock(rule, episode, at, _state(rule, at, now), why, guessed)


def _limit(rule: Rule, episode: Episode, now: datetime) -> Iterator[Clock]:
    limit = episode.limit
    if limit and episode.category == ABSENCE and limit.at > now and not undecided(episode, now):
        by = f", agreed by {limit.agreed_by}" if limit.agreed_by else ""
        yield _clock(rule, episode, limit.at, _state(rule, limit.at, now), f"limit {clock_time(limit.at)}{by}")


def _count(rule: Rule, when: When, history: ChildHistory, now: datetime, episode: Episode) -> Iterator[Clock]:
    """No instant: only another episode crosses it. The last one before the crossing warns."""
    inside = within(places(history, when).placed, now, when.days)
    if not 0 < len(inside) < when.number:
        return
    next_owes = len(inside) == when.number - 1
    warns = f"; the next in {when.days} days owes it" if next_owes else ""
    drops = f"; the oldest drops out {day_time(inside[0].drops_out_at)}"
    why = f"{len(inside)} of {when.number} in {when.days} days{drops}{warns}"
    yield _clock(rule, episode, None, SOON if next_owes else RUNNING, why)
