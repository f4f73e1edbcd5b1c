"""Promised call-backs and reviews, each with a clock of its own (D23)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.duties.beyond_protocol import REVIEW
from models.duties.duty import MET, Duty
from models.duties.life import Life
from models.events.episode import ReviewDone, ReviewPromised
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.times.words import day_time


def reviews(history: ChildHistory, since: datetime) -> Iterator[Life]:
    """One duty for each promise; a later promise, a review done or the return ends the one before."""
    for episode in history.counting if any(history.each(ReviewPromised)) else ():
        promised = list(episode.each(ReviewPromised))
        for place, (entry, event) in enumerate(promised):
            later = [each.happened_at for _, each in promised[place + 1 :]]
            ended_at, how = _ending(episode, event, later)
            duty = Duty(
                id=f"{episode.id}.review.{entry.id[-5:]}",
                rule=REVIEW.but(text=event.text or REVIEW.text),
                child=history.child.id,
                episodes=(episode.id,),
                arose_at=event.happened_at,
                whys=(f"promised for {day_time(event.due)}",),
                deadline=event.due,
                owner=entry.by.name,
            )
            life = Life(duty)
            if ended_at:
                life.turns(ended_at, duty.but(ended_at=ended_at, ended=MET, how=how), since)
            yield life


def _ending(episode: Episode, promise: ReviewPromised, later: list[datetime]) -> tuple[datetime | None, str]:
    done = [each.happened_at for _, each in episode.each(ReviewDone)]
    ends = [(at, "done") for at in done if at >= promise.happened_at]
    ends += [(at, "another time was promised") for at in later]
    if episode.ended_at:
        ends.append((max(episode.ended_at, promise.happened_at), "the episode ended"))
    return min(ends, default=(None, ""), key=lambda end: end[0] or promise.happened_at)
