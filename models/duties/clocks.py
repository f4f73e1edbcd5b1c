"""Clocks: every live countdown of a child's episodes, computed and never counted down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from models.duties.arisings import next_crossing
from models.duties.duty import DUE, RUNNING, SOON, Duty
from models.duties.lapses import provisional, undecided
from models.duties.rulebook import Rulebook
from models.duties.windows import count_now
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.history.spells import ABSENCE
from models.protocol.rule import Rule, When
from models.record import Record
from models.times.words import clock_time, day_time

THRESHOLD, DEADLINE, ELAPSED = "threshold", "deadline", "elapsed"


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
        return self.state in (RUNNING, SOON, DUE, "overdue")


def clocks(
    history: ChildHistory, found: tuple[Duty, ...], rulebook: Rulebook, now: datetime
) -> dict[str, tuple[Clock, ...]]:
    """The clocks of each episode of a child, by episode; `found` are the child's duties at the same moment."""
    by_episode: dict[str, list[Clock]] = {episode.id: [] for episode in history.episodes}
    for duty in found:
        for episode_id in duty.episodes:
            by_episode.setdefault(episode_id, []).append(_of_duty(duty, episode_id, now))
    current = rulebook.current(now)
    episode = history.open_episode
    if episode:
        owed = {(duty.rule.id, each) for duty in found for each in duty.episodes if duty.is_owed}
        for rule in current.rules:
            if rule.applies_to(history.child.traits) and (rule.id, episode.id) not in owed:
                by_episode[episode.id] += _thresholds(rule, history, episode, now)
    return {each: tuple(_current(mine)) for each, mine in by_episode.items()}


def _current(mine: list[Clock]) -> Iterator[Clock]:
    """Every live clock, and of the ended ones the newest of each rule that has none live."""
    live = {clock.rule for clock in mine if clock.is_live}
    newest = {clock.rule: clock for clock in mine if clock.rule not in live}
    for clock in mine:
        if clock.is_live or newest.get(clock.rule) is clock or clock.state == "withdrawn":
            yield clock


def _of_duty(duty: Duty, episode: str, now: datetime) -> Clock:
    why = ", ".join(duty.whys)
    for more in (duty.called, duty.how, _untold(duty)):
        why += f"; {more}" if more else ""
    return Clock(
        rule=duty.rule.id,
        kind=DEADLINE if duty.deadline else ELAPSED,
        label=duty.rule.label,
        episode=episode,
        at=duty.deadline or duty.arose_at,
        state=duty.state(now),
        duty=duty.id,
        why=why if duty.deadline or not duty.is_owed else f"{why}; no deadline set",
        source=duty.rule.source,
        text=duty.rule.text,
    )


def _untold(duty: Duty) -> str:
    return "not told: " + ", ".join(duty.outstanding) if duty.outstanding and duty.is_owed else ""


def _thresholds(rule: Rule, history: ChildHistory, episode: Episode, now: datetime) -> Iterator[Clock]:
    """What is still to come: the soonest crossing of the rule's triggers."""
    times = [clock for when in rule.when for clock in _threshold(rule, when, history, episode, now)]
    timed = [clock for clock in times if clock.at is not None]
    yield from sorted(timed, key=lambda clock: clock.at or now)[:1] or times[:1]


def _threshold(rule: Rule, when: When, history: ChildHistory, episode: Episode, now: datetime) -> Iterator[Clock]:
    if when.kind == "time":
        yield from _time(rule, when, episode, now)
    elif when.kind == "lapse" and rule.owes == "decision":
        yield from _limit(rule, episode, now)
    elif when.kind == "count":
        yield from _count(rule, when, history, now, episode)


def _clock(rule: Rule, episode: Episode, at: datetime | None, state: str, why: str) -> Clock:
    return Clock(rule.id, THRESHOLD, rule.label, episode.id, at, state, "", why, rule.source, rule.text)


def _state(rule: Rule, at: datetime, now: datetime) -> str:
    if at <= now:
        return DUE
    return SOON if at - now <= rule.soon else RUNNING


def _time(rule: Rule, when: When, episode: Episode, now: datetime) -> Iterator[Clock]:
    """Runs while the child is in the status; provisionally from a lapse that waits for a decision (D12)."""
    spells = episode.spells if when.status == ABSENCE else provisional(episode, now)
    guessed = spells is not episode.spells
    at = next_crossing(when, spells, now)
    if at is None or (at <= now and not guessed):
        return
    since = next(spell.start for spell in spells if when.status in ("away", spell.status))
    why = f"{when.status} since {episode.said(since)}"
    if guessed:
        why = f"provisionally, {why}: the limit lapsed and nobody has decided"
    yield _clock(rule, episode, at, _state(rule, at, now), why).but(provisional=guessed)


def _limit(rule: Rule, episode: Episode, now: datetime) -> Iterator[Clock]:
    limit = episode.limit
    if limit and episode.category == ABSENCE and limit.at > now and not undecided(episode, now):
        by = f", agreed by {limit.agreed_by}" if limit.agreed_by else ""
        yield _clock(rule, episode, limit.at, _state(rule, limit.at, now), f"limit {clock_time(limit.at)}{by}")


def _count(rule: Rule, when: When, history: ChildHistory, now: datetime, episode: Episode) -> Iterator[Clock]:
    """No instant: only another episode crosses it. The last one before the crossing warns."""
    count = count_now(history, rule.id, when, now)
    if not 0 < count.n < when.number:
        return
    drops = f"; the oldest drops out {day_time(count.drops_out_at)}" if count.drops_out_at else ""
    warns = f"; the next in {when.days} days owes it" if count.next_owes else ""
    state = SOON if count.next_owes else RUNNING
    yield _clock(rule, episode, None, state, f"{count.n} of {when.number} in {when.days} days{drops}{warns}")
