"""Spells: the stretches of an episode in one status."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from models.record import Record

MISSING, ABSENCE = "missing", "absence"
STATUSES = (MISSING, ABSENCE)


class Spell(Record):
    """From `start` to `end` in one status; `end` is None while it goes on."""

    status: str
    start: datetime
    end: datetime | None

    def length(self, until: datetime) -> timedelta:
        """Elapsed time up to a moment; nothing before the start."""
        return max(timedelta(), min(self.end or until, until) - self.start)


def spells_of(
    start: datetime, status: str, switches: Iterable[tuple[datetime, str]], end: datetime | None
) -> tuple[Spell, ...]:
    """The spells that a start, some switches and an end make, in whatever order they were entered.

    A switch to the status that holds, or at or after the end, changes nothing; one before the start acts at it.
    """
    turns = [(start, status)]
    for at, to in sorted(switches, key=lambda switch: switch[0]):
        if end is not None and at >= end:
            break
        if at <= turns[-1][0]:
            turns[-1] = (turns[-1][0], to)
        elif to != turns[-1][1]:
            turns.append((at, to))
    merged = [turn for place, turn in enumerate(turns) if place == 0 or turn[1] != turns[place - 1][1]]
    ends = [at for at, _ in merged[1:]]
    return tuple(Spell(status, at, until) for (at, status), until in zip(merged, [*ends, end], strict=True))


def time_in(spells: Iterable[Spell], status: str, until: datetime) -> timedelta:
    """How long the spells of one status (or of `away`: any) lasted up to a moment."""
    wanted = [spell for spell in spells if status in ("away", spell.status)]
    return sum((spell.length(until) for spell in wanted), timedelta())


def moment_reached(spells: Iterable[Spell], status: str, amount: timedelta) -> datetime | None:
    """When the time in a status comes to an amount, if things stay as they are; None if it never does."""
    left = amount
    for spell in spells:
        if status not in ("away", spell.status):
            continue
        if spell.end is None or spell.end - spell.start >= left:
            return spell.start + left
        left -= spell.end - spell.start
    return None
