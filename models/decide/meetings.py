"""Meetings: called and held, each naming the rules whose duties it answers (D11)."""

from __future__ import annotations

import re

from models.commands.duty import RecordMeeting
from models.decide.asking import Asking, Decision
from models.events.duty import MeetingCalled, MeetingHeld, MeetingStep


def record_meeting(asking: Asking, command: RecordMeeting) -> Decision:
    """A meeting may be called on judgement too, so no duty need be owed yet."""
    step = asking.choice("step", command.step, ("called", "held"))
    found = asking.standing_episode("episode", command.episode)
    at = asking.past("at", command.at)
    rules = rules_that_owe(asking, command.rules, owes="meeting")
    meets = asking.coming("meets", command.meets, "") if command.meets.strip() else None
    outcome = asking.prose("outcome", command.outcome)
    if found is None or at is None or asking.problems:
        return asking.refused()
    history, episode = found
    _note_not_invited(asking, rules, command)
    common = {
        "happened_at": at.at,
        "about": at.about,
        "source": asking.line("source", command.source),
        "episode": episode.id,
        "rules": rules,
        "stage": asking.line("stage", command.stage) or _stage(asking, rules),
        "chair": asking.line("chair", command.chair),
        "invited": _names(asking, "invited", command.invited),
        "attended": _names(asking, "attended", command.attended),
    }
    event: MeetingStep
    if step == "called":
        event = MeetingCalled(**common, meets_at=meets.at if meets else None)  # type: ignore[arg-type]
    else:
        fed = _names(asking, "fed_back_to", command.fed_back_to)
        event = MeetingHeld(**common, outcome=outcome, fed_back_to=fed)  # type: ignore[arg-type]
    return asking.decided((episode.child, event), child=history.child.id, episode=episode.id)


def _note_not_invited(asking: Asking, rules: tuple[str, ...], command: RecordMeeting) -> None:
    """Whom the rules list and nobody invited is told, once it is said who was; the list may be longer than need be."""
    listed = dict.fromkeys(name for rule in map(asking.protocol.rule, rules) if rule for name in rule.attend)
    invited = " ".join((*command.invited, *command.attended)).lower()
    missing = [name for name in listed if name.lower() not in invited and not _NOBODY_BY_NAME.search(name)]
    if invited and missing and len(missing) < len(listed):
        asking.notes.append(f"the protocol lists for this meeting, and nobody invited: {', '.join(missing)}")


def _stage(asking: Asking, rules: tuple[str, ...]) -> str:
    """The stage that the rules give their meeting; where it answers several, the highest."""
    found = (asking.protocol.rule(rule) for rule in rules)
    return max((rule.stage for rule in found if rule), default="")


def _names(asking: Asking, field: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in (asking.line(field, each) for each in names) if name)


_NOBODY_BY_NAME = re.compile(r"\b(other|every|if)\b", re.I)
"""Words of a list that name nobody in particular."""


def rules_that_owe(asking: Asking, typed: tuple[str, ...], owes: str, field: str = "rule") -> tuple[str, ...]:
    """Rules of a protocol that has been in force here, that owe this kind of thing."""
    known = {rule.id for period in asking.rulebook.periods for rule in period.protocol.rules if rule.owes == owes}
    rules = tuple(dict.fromkeys(each.strip().lower() for each in typed if each.strip()))
    if not rules:
        asking.wrong(field, f"say which rule's {owes} it is: {', '.join(sorted(known))}")
    for rule in rules:
        if rule not in known:
            asking.wrong(field, f"{rule[:40]!r} is not a rule that owes a {owes}; one of: {', '.join(sorted(known))}")
    return rules
