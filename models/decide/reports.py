"""A further report on a child who is already away (B2, D17)."""

from __future__ import annotations

from models import ids
from models.commands.episode import AddReport, ConfirmAway
from models.decide.asking import Asking, Decision
from models.decide.opening import SOURCE_WANTED
from models.events.episode import ReportAdded, StillAway


def add_report(asking: Asking, command: AddReport) -> Decision:
    """Goes to the open episode, whether the child's or the episode's id was given; never opens a second one."""
    history = asking.register.history_of(ids.normal(command.episode))
    at = asking.past("at", command.at)
    source = asking.line("source", command.source, SOURCE_WANTED)
    text = asking.prose("text", command.text, "say what was reported")
    if history is None:
        asking.wrong("episode", "no child and no episode has this id; the whole id is wanted")
        return asking.refused()
    named = history.episode(ids.normal(command.episode))
    episode = named if named and named.is_open else history.open_episode if named is None else None
    if episode is None:
        asking.wrong("episode", f"{history.child.name} has no open episode here; open one instead")
        return asking.refused()
    asking.within("at", at, episode, "the report")
    if at is None:
        return asking.refused()
    event = ReportAdded(happened_at=at.at, about=at.about, source=source, episode=episode.id, text=text)
    return asking.decided((episode.child, event), child=episode.child, episode=episode.id)


def confirm_away(asking: Asking, command: ConfirmAway) -> Decision:
    """Whoever knows says so: from then on the episode is confirmed to that time (D19). It owes nothing."""
    found = asking.open_episode("episode", command.episode)
    at = asking.past("at", command.at or "now")
    source = asking.line("source", command.source, "say who confirmed it, for example: carer, Ash House")
    text = asking.prose("text", command.text)
    if found is None:
        return asking.refused()
    history, episode = found
    asking.within("at", at, episode, "the confirmation")
    if at is None:
        return asking.refused()
    event = StillAway(happened_at=at.at, about=at.about, source=source, episode=episode.id, text=text)
    return asking.decided((episode.child, event), child=history.child.id, episode=episode.id)
