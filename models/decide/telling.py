"""Telling people, the case system, the briefing, and pieces of work."""

from __future__ import annotations

from typing import Any

from models.commands.duty import RecordBriefing, RecordLcs, RecordTask, RecordTold
from models.commands.episode import OnEpisode
from models.decide.asking import Asking, Decision
from models.decide.meetings import rules_that_owe
from models.events.base import OfEpisode
from models.events.duty import BriefingSent, EnteredOnLcs, PersonTold, TaskDone
from models.events.episode import PoliceGraded


def record_told(asking: Asking, command: RecordTold) -> Decision:
    """A role of the protocol was told; at whatever hour, before the episode was opened here too."""
    roles = asking.protocol.roles
    role = asking.choice("role", command.role.replace(" ", "-"), tuple(roles))
    name, how = asking.line("name", command.name), asking.line("how", command.how, "say how: telephone, e-mail …")
    reference = asking.line("reference", command.reference)
    decision = _on_episode(asking, command, PersonTold, role=role, name=name, how=how, reference=reference)
    return _with_police_log(decision) if role == "police" and reference else decision


def _with_police_log(decision: Decision) -> Decision:
    """The reference of the police is their log number: it stands where the log number is looked for, too."""
    logs = tuple(
        (child, PoliceGraded(**_when(told), episode=told.episode, log=told.reference))
        for child, told in decision.events
        if isinstance(told, PersonTold)
    )
    return decision.but(events=(*decision.events, *logs))


def _when(event: OfEpisode) -> dict[str, Any]:
    return {"happened_at": event.happened_at, "about": event.about, "source": event.source}


def record_lcs(asking: Asking, command: RecordLcs) -> Decision:
    """What was owed to the case system has been entered there."""
    return _on_episode(asking, command, EnteredOnLcs, reference=asking.line("reference", command.reference))


def record_briefing(asking: Asking, command: RecordBriefing) -> Decision:
    """The written briefing went out."""
    to, by = asking.line("to", command.to), asking.line("by", command.by)
    return _on_episode(asking, command, BriefingSent, to=to, by=by)


def record_task(asking: Asking, command: RecordTask) -> Decision:
    """A piece of work was done."""
    rules = rules_that_owe(asking, command.rules, owes="task")
    return _on_episode(asking, command, TaskDone, rules=rules, text=asking.prose("text", command.text))


def _on_episode(asking: Asking, command: OnEpisode, kind: type[OfEpisode], **fields: Any) -> Decision:
    found = asking.standing_episode("episode", command.episode)
    at = asking.past("at", command.at)
    source = asking.line("source", command.source)
    if found is None or at is None or asking.problems:
        return asking.refused()
    history, episode = found
    event = kind(happened_at=at.at, about=at.about, source=source, episode=episode.id, **fields)
    return asking.decided((episode.child, event), child=history.child.id, episode=episode.id)
