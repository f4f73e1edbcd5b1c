"""Absence limits that lapsed (B9, D12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.history.episode import Episode, Limit
from models.history.spells import ABSENCE, MISSING, Spell
from models.record import Record


class Lapse(Record):
    """A limit that passed while the child was in the absence category, and the decision, once there is one."""

    limit: Limit
    decided_at: datetime | None
    decision: str


def lapses(episode: Episode) -> tuple[Lapse, ...]:
    """Every limit that lapses, oldest first; those to come lapse if nothing is entered until then.

    Worked out once for an episode: it does not depend on the moment.
    """
    if not episode.limits:
        return ()
    found: tuple[Lapse, ...] | None = episode.worked_out.get(lapses)
    if found is None:
        found = episode.worked_out[lapses] = tuple(_lapses(episode))
    return found


def undecided(episode: Episode, now: datetime) -> Lapse | None:
    """The lapse that waits for a decision, if one does."""
    for lapse in lapses(episode):
        if lapse.decided_at is None and lapse.limit.at <= now:
            return lapse
    return None


def provisional(episode: Episode, now: datetime) -> tuple[Spell, ...]:
    """The spells as they will be if the waiting lapse is confirmed: missing from the lapse on (D12)."""
    lapse = undecided(episode, now)
    if lapse is None:
        return episode.spells
    kept = provisional, lapse.limit.at
    found: tuple[Spell, ...] | None = episode.worked_out.get(kept)
    if found is None:
        last = episode.spells[-1]
        at = max(lapse.limit.at, last.start)
        found = episode.worked_out[kept] = *episode.spells[:-1], last.but(end=at), Spell(MISSING, at, None)
    return found


def _lapses(episode: Episode) -> Iterator[Lapse]:
    for place, limit in enumerate(episode.limits):
        replaced = any(later.agreed_at <= limit.at for later in episode.limits[place + 1 :])
        if not replaced and _was_absent(episode, limit.at):
            yield Lapse(limit, *_decision(episode, limit, place))


def _was_absent(episode: Episode, at: datetime) -> bool:
    """At the lapse itself; a switch at that very instant is its decision."""
    return any(s.status == ABSENCE and s.start <= at and (s.end is None or at <= s.end) for s in episode.spells)


def _decision(episode: Episode, limit: Limit, place: int) -> tuple[datetime | None, str]:
    """What a person did about it: a switch, a new limit, or the child came back; whichever was first."""
    ends = [(s.start, "switched to missing") for s in episode.spells if s.status == MISSING and s.start >= limit.at]
    ends += [(later.agreed_at, "a new limit was agreed") for later in episode.limits[place + 1 :]]
    if episode.ended_at:
        ends.append((episode.ended_at, "the episode ended"))
    return min(ends, default=(None, ""), key=lambda end: end[0] or limit.at)
