"""Escalating a professional disagreement, and its answer."""

from __future__ import annotations

from models import ids
from models.commands.duty import AnswerEscalation, Escalate
from models.decide.asking import Asking, Decision
from models.duties.escalations import waiting
from models.events.duty import EscalationAnswered, EscalationMade
from models.history.episode import Episode


def escalate(asking: Asking, command: Escalate) -> Decision:
    """To whom, at which stage, over what. It may concern an episode that is over."""
    found = asking.standing_episode("episode", command.episode)
    at = asking.past("at", command.at)
    to = asking.line("to", command.to, "say to whom it was escalated: name and role")
    stage = asking.line("stage", command.stage)
    text = asking.prose("text", command.text, "say what the disagreement is")
    source = asking.line("source", command.source)
    if found is None or at is None or asking.problems:
        return asking.refused()
    history, episode = found
    asking.within("at", at, episode, "the escalation at")
    event = EscalationMade(
        happened_at=at.at, about=at.about, source=source, episode=episode.id, to=to, stage=stage, text=text
    )
    return asking.decided((episode.child, event), child=history.child.id, episode=episode.id)


def answer_escalation(asking: Asking, command: AnswerEscalation) -> Decision:
    """The answer belongs to one escalation: the one named, or the only one that waits."""
    found = asking.standing_episode("episode", command.episode)
    at = asking.past("at", command.at)
    text = asking.prose("text", command.text, "say what the answer was")
    by = asking.line("by", command.by)
    source = asking.line("source", command.source)
    which = _which(asking, found[1], command.escalation) if found else ""
    if found is None or at is None or asking.problems:
        return asking.refused()
    history, episode = found
    event = EscalationAnswered(
        happened_at=at.at, about=at.about, source=source, episode=episode.id, escalation=which, text=text, by=by
    )
    return asking.decided((episode.child, event), child=history.child.id, episode=episode.id)


def _which(asking: Asking, episode: Episode, named: str) -> str:
    """The entry of the escalation that is answered."""
    open_ones = [entry.id for entry, _ in waiting(episode)]
    if named.strip():
        if ids.normal(named) not in open_ones:
            asking.wrong("escalation", "no escalation that waits on this episode has this id")
        return ids.normal(named)
    if len(open_ones) != 1:
        several = f"{len(open_ones)} escalations wait; say which: {', '.join(open_ones)}"
        asking.wrong("escalation", several if open_ones else "no escalation waits on this episode")
        return ""
    return open_ones[0]
