"""What is still to come for an open episode: the soonest crossing of each rule that can be foreseen."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import datetime

from models.duties.arisings import next_crossing
from models.duties.clock import THRESHOLD, Clock
from models.duties.duty import DUE, RUNNING, SOON
from models.duties.lapses import provisional, undecided
from models.duties.rulebook import Rulebook
from models.duties.windows import places, within
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.history.spells import ABSENCE, Spell
from models.protocol.rule import Rule, When
from models.times.words import clock_time, day_time

Ahead = tuple[datetime | None, str, str, bool]
"""When a trigger is met (None: no instant is known), why, its state where that is known, and whether it is guessed."""


def to_come(
    episode: Episode, owed: Set[str], history: ChildHistory, rulebook: Rulebook, now: datetime
) -> Iterator[Clock]:
    """The clocks of the rules by which nothing is owed yet; several rules ask the same of an episode."""
    likely = provisional(episode, now)
    known: dict[int, Ahead | None] = {}
    for rule, triggers in rulebook.foreseeing(rulebook.current(now), history.traits_now):
        if rule.id in owed:
            continue
        soonest: Ahead | None = None
        for number, when in triggers:
            if number not in known:
                known[number] = _ahead(when, history, episode, likely, now)
            found = known[number]
            if found and (soonest is None or _sooner(found[0], soonest[0])):
                soonest = found
        if soonest:
            yield _clock(rule, episode, soonest, now)


def _sooner(at: datetime | None, than: datetime | None) -> bool:
    return at is not None and (than is None or at < than)


def _ahead(
    when: When, history: ChildHistory, episode: Episode, likely: tuple[Spell, ...], now: datetime
) -> Ahead | None:
    if when.kind == "time":
        return _time(when, episode, likely, now)
    return _limit(episode, now) if when.kind == "lapse" else _count(when, history, now)


def _clock(rule: Rule, episode: Episode, ahead: Ahead, now: datetime) -> Clock:
    at, why, state, guessed = ahead
    if at is not None:
        state = DUE if at <= now else SOON if at - now <= rule.soon else RUNNING
    return Clock(rule.id, THRESHOLD, rule.label, episode.id, at, state, "", why, rule.source, rule.text, guessed)


def _time(when: When, episode: Episode, likely: tuple[Spell, ...], now: datetime) -> Ahead | None:
    """Runs while the child is in the status; provisionally from a lapse that waits for a decision (D12)."""
    spells = episode.spells if when.status == ABSENCE else likely
    if when.every or spells is not episode.spells:
        found = _crossing(when, episode, spells, now)
    else:
        found = _lasting(when, episode)
    return found if found and found[0] and (found[3] or found[0] > now) else None


def _lasting(when: When, episode: Episode) -> Ahead | None:
    """A crossing that does not depend on the moment, worked out once for an episode."""
    known: tuple[When, Ahead | None] | None = episode.worked_out.get(id(when))
    if known is None:  # kept with its trigger, so that no other can come to have the same id
        known = episode.worked_out[id(when)] = when, _crossing(when, episode, episode.spells, episode.since)
    return known[1]


def _crossing(when: When, episode: Episode, spells: tuple[Spell, ...], now: datetime) -> Ahead | None:
    at, guessed = next_crossing(when, spells, now), spells is not episode.spells
    if at is None:
        return None
    since = next(spell.start for spell in spells if when.status in ("away", spell.status))
    why = f"{when.status} since {episode.said(since)}"
    if guessed:
        why = f"provisionally, {why}: the limit lapsed and nobody has decided"
    return at, why, "", guessed


def _limit(episode: Episode, now: datetime) -> Ahead | None:
    limit = episode.limit
    if limit and episode.category == ABSENCE and limit.at > now and not undecided(episode, now):
        by = f", agreed by {limit.agreed_by}" if limit.agreed_by else ""
        return limit.at, f"limit {clock_time(limit.at)}{by}", "", False
    return None


def _count(when: When, history: ChildHistory, now: datetime) -> Ahead | None:
    """No instant: only another episode crosses it. The last one before the crossing warns."""
    inside = within(places(history, when).placed, now, when.days)
    if not 0 < len(inside) < when.number:
        return None
    next_owes = len(inside) == when.number - 1
    warns = f"; the next in {when.days} days owes it" if next_owes else ""
    drops = f"; the oldest drops out {day_time(inside[0].drops_out_at)}"
    why = f"{len(inside)} of {when.number} in {when.days} days{drops}{warns}"
    return None, why, SOON if next_owes else RUNNING, False
