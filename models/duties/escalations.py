"""Escalations of professional disagreement: each is owed an answer, and none is forgotten at a change of shift."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.duties.beyond_protocol import ESCALATION
from models.duties.duty import MET, Duty
from models.duties.life import Life
from models.events.duty import EscalationAnswered, EscalationMade
from models.events.entry import Entry
from models.history.episode import Episode
from models.history.history import ChildHistory


def escalations(history: ChildHistory, since: datetime) -> Iterator[Life]:
    """One duty for each escalation, owed by whoever it went to until the answer is recorded; no deadline is known."""
    for episode in history.counting if any(history.each(EscalationMade)) else ():
        answers = _answers(episode)
        for entry, event in episode.each(EscalationMade):
            duty = Duty(
                id=f"{episode.id}.escalation.{entry.id[-5:]}",
                rule=ESCALATION,
                child=history.child.id,
                episodes=(episode.id,),
                arose_at=event.happened_at,
                whys=(_why(event),),
                deadline=None,
                owner=event.to,
            )
            life = Life(duty)
            if entry.id in answers:
                at = max(answers[entry.id].happened_at, event.happened_at)
                life.turns(at, duty.but(ended_at=at, ended=MET, how="answered"), since)
            yield life


def waiting(episode: Episode) -> list[tuple[Entry, EscalationMade]]:
    """The escalations of an episode that nobody has answered, oldest first."""
    answered = {event.escalation for _, event in episode.each(EscalationAnswered)}
    return [(entry, event) for entry, event in episode.each(EscalationMade) if entry.id not in answered]


def _answers(episode: Episode) -> dict[str, EscalationAnswered]:
    """The first answer to each escalation, by the entry that made it."""
    found: dict[str, EscalationAnswered] = {}
    for _, event in episode.each(EscalationAnswered):
        found.setdefault(event.escalation, event)
    return found


def _why(event: EscalationMade) -> str:
    stage = f", stage {event.stage}" if event.stage else ""
    over = f": {event.text}" if event.text else ""
    return f"escalated to {event.to}{stage}{over}"
