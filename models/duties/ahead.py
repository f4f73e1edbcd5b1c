"""What a trigger foresees of an open episode: the crossing to come, the limit that will lapse, the window filling."""

from __future__ import annotations

from datetime import datetime

from models.duties.arisings import next_crossing
from models.duties.duty import RUNNING, SOON
from models.duties.lapses import provisional, undecided
from models.duties.windows import places, within
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.history.spells import ABSENCE, Spell
from models.protocol.rule import When
from models.record import Record
from models.times.words import clock_time, day_time


class Ahead(Record):
    """What one trigger foresees; kept with the episode, so that while it is the same it is the same value."""

    at: datetime | None
    """When the trigger is met; None: no instant is known."""
    why: str
    state: str = ""
    """Where no instant is known."""
    guessed: bool = False
    """It rests on a lapse that nobody has decided yet (D12)."""


def ahead_of(when: When, history: ChildHistory, episode: Episode, now: datetime) -> Ahead | None:
    """What a trigger foresees of an episode at a moment; None: nothing, or nothing any more."""
    if when.kind == "time":
        return _time(when, episode, now)
    return _limit(episode, now) if when.kind == "lapse" else _count(when, history, episode, now)


def is_fixed(when: When, episode: Episode) -> bool:
    """Whether a trigger foresees the same instant at every moment before it, and nothing after."""
    return when.kind == "time" and not when.every and not (episode.limits and when.status != ABSENCE)


def _time(when: When, episode: Episode, now: datetime) -> Ahead | None:
    """Runs while the child is in the status; provisionally from a lapse that waits for a decision (D12)."""
    spells = episode.spells if when.status == ABSENCE else provisional(episode, now)
    coming = next_crossing(when, spells, now) if when.every else None  # of others it does not depend on the moment
    asked = id(when), id(spells), coming
    kept: tuple[When, tuple[Spell, ...], Ahead | None] | None = episode.worked_out.get(asked)
    if kept is None:  # kept with what the ids are of, so that nothing else can come to have them
        kept = episode.worked_out[asked] = when, spells, _crossing(when, episode, spells, now)
    found = kept[2]
    return found if found and found.at and (found.guessed or found.at > now) else None


def _crossing(when: When, episode: Episode, spells: tuple[Spell, ...], now: datetime) -> Ahead | None:
    at, guessed = next_crossing(when, spells, now), spells is not episode.spells
    if at is None:
        return None
    since = next(spell.start for spell in spells if when.status in ("away", spell.status))
    why = f"{when.status} since {episode.said(since)}"
    if guessed:
        why = f"provisionally, {why}: the limit lapsed and nobody has decided"
    return Ahead(at, why, guessed=guessed)


def _limit(episode: Episode, now: datetime) -> Ahead | None:
    limit = episode.limit
    if limit is None or limit.at <= now or episode.category != ABSENCE or undecided(episode, now):
        return None
    found: Ahead | None = episode.worked_out.get(_limit)
    if found is None:
        by = f", agreed by {limit.agreed_by}" if limit.agreed_by else ""
        found = episode.worked_out[_limit] = Ahead(limit.at, f"limit {clock_time(limit.at)}{by}")
    return found


def _count(when: When, history: ChildHistory, episode: Episode, now: datetime) -> Ahead | None:
    """No instant: only another episode crosses it. The last one before the crossing warns."""
    inside = within(places(history, when).placed, now, when.days)
    if not 0 < len(inside) < when.number:
        return None
    said = len(inside), when.number, when.days, inside[0].drops_out_at
    found: Ahead | None = episode.worked_out.get(said)
    if found is None:
        found = episode.worked_out[said] = _counted(*said)
    return found


def _counted(n: int, of: int, days: int, drops_out_at: datetime) -> Ahead:
    warns = f"; the next in {days} days owes it" if n == of - 1 else ""
    why = f"{n} of {of} in {days} days; the oldest drops out {day_time(drops_out_at)}{warns}"
    return Ahead(None, why, SOON if n == of - 1 else RUNNING)
