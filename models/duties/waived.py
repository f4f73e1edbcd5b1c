"""Duties that rest on no protocol's rule, ended because a person decided that they need not be met."""

from __future__ import annotations

from datetime import datetime

from models.duties.endings import waivers
from models.duties.life import Life
from models.history.history import ChildHistory


def with_waiver(life: Life, history: ChildHistory, since: datetime) -> Life:
    """The same life, with the first decision that names the duty while it is still owed."""
    decided = next((each for each in waivers(history) if each.duty == life.last.id), None)
    if decided is None:
        return life
    found = Life(life.duties[0])
    for place, (moment, duty) in enumerate(zip(life.moments, life.duties, strict=True)):
        begins = max(moment, decided.at)
        over = life.moments[place + 1] if place + 1 < len(life.moments) else None
        if place:
            found.turns(moment, duty, since)
        if not duty.ended and (over is None or begins < over):
            found.turns(begins, duty.but(ended=decided.ended, ended_at=decided.at, how=decided.how), since)
    return found
