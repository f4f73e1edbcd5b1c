"""Switching between missing and absence, and agreeing limits."""

from __future__ import annotations

from models.commands.episode import AgreeLimit, SwitchStatus
from models.decide.absence import absence_allowed, limit_of
from models.decide.asking import Asking, Decision
from models.events.episode import AbsenceLimitAgreed, StatusSwitched
from models.history.episode import Episode
from models.history.spells import ABSENCE, STATUSES
from models.times.reading import Reading
from models.times.words import day_time


def switch_status(asking: Asking, command: SwitchStatus) -> Decision:
    """To the other status, after the last switch, with a reason; to absence only with a limit."""
    to = asking.choice("to", command.to, STATUSES)
    found = asking.open_episode("episode", command.episode)
    at = asking.past("at", command.at, "say from when, for example 01:00")
    reason = asking.prose("reason", command.reason, "say why the status changes")
    if found is None:
        return asking.refused()
    history, episode = found
    asking.within("at", at, episode, "the switch")
    _check_turn(asking, episode, to, at)
    limit = None
    if to == ABSENCE:
        absence_allowed(asking, history, "to")
        limit = limit_of(asking, command.limit, at)
    if at is None or asking.problems:
        return asking.refused()
    source = asking.line("source", command.source)
    event = StatusSwitched(happened_at=at.at, about=at.about, source=source, episode=episode.id, to=to, reason=reason)
    agreed = (episode.child, _agreed(asking, command, episode, at, limit)) if limit else None
    return asking.decided((episode.child, event), agreed, child=history.child.id, episode=episode.id)


def agree_limit(asking: Asking, command: AgreeLimit) -> Decision:
    """A new limit while the child is in the absence category; it decides a lapse that waits."""
    found = asking.open_episode("episode", command.episode)
    at = asking.past("at", command.at or "now")
    if found is None:
        return asking.refused()
    history, episode = found
    limit = limit_of(asking, command.limit, Reading(episode.since))
    if episode.category != ABSENCE:
        asking.wrong("episode", f"{history.child.name} is recorded as missing; a limit belongs to an absence")
    if limit and limit.at <= asking.now:
        asking.wrong("limit", f"{day_time(limit.at)} is past; a new limit lies ahead")
    asking.within("at", at, episode, "the agreement")
    if at is None or limit is None:
        return asking.refused()
    agreed = _agreed(asking, command, episode, at, limit)
    return asking.decided((episode.child, agreed), child=history.child.id, episode=episode.id)


def _check_turn(asking: Asking, episode: Episode, to: str, at: Reading | None) -> None:
    if to == episode.category:
        asking.wrong("to", f"it is {to} already, since {day_time(episode.spells[-1].start)}")
    elif at and len(episode.spells) > 1 and at.at <= episode.spells[-1].start:
        asking.wrong("at", f"before the last switch, {day_time(episode.spells[-1].start)}")


def _agreed(
    asking: Asking, command: SwitchStatus | AgreeLimit, episode: Episode, at: Reading, limit: Reading
) -> AbsenceLimitAgreed:
    return AbsenceLimitAgreed(
        happened_at=at.at,
        source=asking.line("source", command.source),
        episode=episode.id,
        limit=limit.at,
        agreed_by=asking.line("agreed_by", command.agreed_by),
        whereabouts=asking.line("whereabouts", command.whereabouts),
        confirmed_by=asking.line("confirmed_by", command.confirmed_by),
        confirmed_how=asking.line("confirmed_how", command.confirmed_how),
        reason=asking.prose("reason", command.reason),
    )
