"""A birthday ends nothing: a child who reaches 18 while away is due for a decision (D18)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from models.duties.beyond_protocol import TURNED_18
from models.duties.duty import MET, Duty
from models.duties.life import Life
from models.history.history import ChildHistory
from models.times.age import turns
from models.times.words import date_words
from models.times.zone import at_local

OF_AGE = 18


def birthdays(history: ChildHistory) -> Iterator[Life]:
    """One duty for the episode during which the child reached 18; the end of the episode decides it."""
    born = history.child.dob
    if born is None:
        return
    at = of_age_at(born)
    for episode in history.counting:
        if episode.since < at and (episode.ended_at is None or at < episode.ended_at):
            duty = Duty(
                id=f"{episode.id}.{TURNED_18.id}",
                rule=TURNED_18,
                child=history.child.id,
                episodes=(episode.id,),
                arose_at=at,
                whys=(f"18 on {date_words(turns(born, OF_AGE))}",),
                deadline=None,
                owner=TURNED_18.by,
                ended_at=episode.ended_at,
                ended=MET if episode.ended_at else "",
                how="the episode ended" if episode.ended_at else "",
            )
            yield Life(duty)


def of_age_at(born: date) -> datetime:
    """The instant at which a child reaches 18."""
    return at_local(turns(born, OF_AGE))
