"""What is owed, worked out plainly: rule by rule from the beginning, as if nobody had ever asked before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.duties.arisings import arisings
from models.duties.duty import WAIVED, Arising, Duty
from models.duties.ending import Ending
from models.duties.endings import endings
from models.duties.rulebook import Rulebook, Versions
from models.history.history import ChildHistory


def plain_duties(history: ChildHistory, rulebook: Rulebook, now: datetime) -> dict[str, Any]:
    """By id, the duties of protocols that arose by now: since when, on which episodes, how ended, who is not told."""
    found: dict[str, Any] = {}
    for versions in rulebook.versions:
        rises = [each for each in _arisings(versions, history, now) if each.at <= now]
        ends = [each for version in versions for each in endings(version[3], history) if each.at <= now]
        chains = [""] if versions[0][3].owes == "meeting" else list({each.episode: None for each in rises})
        for chain in chains:
            mine = [each for each in rises if chain in ("", each.episode)]
            acts = [each for each in dict.fromkeys(ends) if chain == "" or each.episode in ("", chain)]
            found |= _chain(mine, acts, versions)
    return found


def as_plain(duty: Duty) -> Any:
    return [duty.arose_at, list(duty.episodes), duty.ended, duty.ended_at, set(duty.outstanding)]


def _arisings(versions: Versions, history: ChildHistory, now: datetime) -> list[Arising]:
    return [
        each
        for begins, ends, _, rule in versions
        for each in arisings(rule, history, now)
        if begins <= each.at < ends and rule.applies_to(history.traits_at(each.at))
    ]


def _chain(rises: list[Arising], acts: list[Ending], versions: Versions) -> dict[str, Any]:
    """One after the other in order of time: [since, episodes, ended, ended at, not told]."""
    found: dict[str, Any] = {}
    early: list[Ending] = []
    steps = sorted([(each.at, 0, each) for each in rises] + [(each.at, 1, each) for each in acts], key=lambda s: s[:2])
    for at, _, step in steps:
        owed = next((key for key, duty in found.items() if not duty[2]), "")
        if isinstance(step, Ending):
            if owed:
                _end(found, owed, step)
            else:
                early.append(step)
        elif owed:
            found[owed][1] = list(dict.fromkeys([*found[owed][1], step.episode]))
            found[owed][4] = _to_tell(versions, found[owed][0])
        else:
            rule = next(rule for begins, ends, _, rule in versions if begins <= at < ends)
            key = ".".join(part for part in (step.episode, rule.id, step.mark) if part)
            first = not step.still_to_come and all(duty[1][0] != step.episode for duty in found.values())
            found[key] = [at, [step.episode], "", None, set(rule.tell)]
            for act in early:
                if not found[key][2] and (act.duty or (first and act.episode == step.episode)):
                    _end(found, key, act)
    return found


def _to_tell(versions: Versions, at: datetime) -> set[str]:
    return next(set(rule.tell) for begins, ends, _, rule in versions if begins <= at < ends)


def _end(found: dict[str, Any], key: str, act: Ending) -> None:
    if act.duty in ("", key):
        found[key][4] = found[key][4] - {act.role}
        if act.ended == WAIVED or not act.role or not found[key][4]:
            found[key][2], found[key][3] = act.ended, act.at
