"""The life of one rule's duties: arisings and endings, met in order of time.

An arising while a duty is open joins it; one after it has ended starts the next (D11). A duty never vanishes because
a window rolls on (D10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from models.duties.arisings import arisings
from models.duties.duty import MET, WAIVED, Arising, Duty
from models.duties.ending import Ending
from models.duties.endings import endings
from models.duties.rulebook import Version
from models.history.history import ChildHistory
from models.protocol.rule import Protocol, Rule

Step = TypeVar("Step", Arising, Ending)
DeadlineOf = Callable[[Protocol, Rule, datetime], "datetime | None"]


def duties_of_rule(
    versions: Sequence[Version], history: ChildHistory, now: datetime, deadline_of: DeadlineOf
) -> list[Duty]:
    """Every duty of one rule for one child, ended ones too, in the order in which they arose.

    Each arises under the version that holds at that moment, and keeps it. Meetings make one chain for the child,
    other duties one for each episode.
    """
    found = [
        each
        for since, until, _, rule in versions
        for each in arisings(rule, history, now)
        if since <= each.at < until and rule.applies_to(history.traits_at(each.at))
    ]
    if not found:
        return []
    ends = [each for _, _, _, rule in versions for each in endings(rule, history, now)]
    ends = ends if len(versions) == 1 else list(dict.fromkeys(ends))
    if versions[0][3].owes == "meeting":
        return _Chain(versions, history, deadline_of).run(found, ends)
    mine, ending = _by_episode(found), _by_episode(ends)
    chains = ((each, [*ending.get(key, ()), *ending.get("", ())]) for key, each in mine.items())
    return [duty for each, its in chains for duty in _Chain(versions, history, deadline_of).run(each, its)]


def _by_episode(steps: Iterable[Step]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.episode, []).append(step)
    return found


class _Chain:
    """Runs through the arisings and endings of one rule, for one episode or for the whole child."""

    def __init__(self, versions: Sequence[Version], history: ChildHistory, deadline_of: DeadlineOf) -> None:
        self._versions, self._history, self._deadline_of = versions, history, deadline_of
        self._duties: list[Duty] = []
        self._early: list[Ending] = []

    def run(self, found: Sequence[Arising], ends: Sequence[Ending]) -> list[Duty]:
        steps: list[tuple[datetime, int, Arising | Ending]] = [(each.at, 0, each) for each in found]
        steps += [(each.at, 1, each) for each in ends]
        for _, _, step in sorted(steps, key=lambda step: step[:2]):
            if isinstance(step, Arising):
                self._arise(step)
            elif self._open():
                self._end(step)
            else:
                self._early.append(step)
        return self._duties

    def _open(self) -> bool:
        return bool(self._duties) and self._duties[-1].is_owed

    def _arise(self, each: Arising) -> None:
        if self._open():
            last = self._duties[-1]
            self._duties[-1] = last.but(
                episodes=tuple(dict.fromkeys((*last.episodes, each.episode))),
                whys=tuple(dict.fromkeys((*last.whys, each.why))),
                outstanding=last.rule.tell,
            )
            return
        self._duties.append(self._new(each))
        self._end_early(each)

    def _new(self, each: Arising) -> Duty:
        protocol, rule = next((p, rule) for since, until, p, rule in self._versions if since <= each.at < until)
        return Duty(
            id=".".join(part for part in (each.episode, rule.id, each.mark) if part),
            rule=rule,
            child=self._history.child.id,
            episodes=(each.episode,),
            arose_at=each.at,
            whys=(each.why,),
            deadline=self._deadline_of(protocol, rule, each.at),
            owner=rule.owner(self._history.traits_at(each.at)),
            outstanding=rule.tell,
        )

    def _end_early(self, each: Arising) -> None:
        """What was done on this very episode before the duty arose counts for its first duty.

        A carer had told the police before the time we count from; an earlier meeting covers this episode. A decision
        that names the duty holds although its start was corrected to a later one.
        """
        first = not each.still_to_come and all(duty.episode != each.episode for duty in self._duties[:-1])
        for ending in self._early:
            if self._open() and (ending.duty or (first and ending.episode == each.episode)):
                self._end(ending)

    def _end(self, ending: Ending) -> None:
        duty = self._duties[-1]
        if ending.duty and ending.duty != duty.id:
            return
        outstanding = tuple(role for role in duty.outstanding if role != ending.role)
        over = ending.ended == WAIVED or not ending.role or not outstanding
        self._duties[-1] = duty.but(
            outstanding=outstanding,
            ended_at=ending.at if over else None,
            ended=ending.ended if over else "",
            how=ending.how if over or ending.ended != MET else duty.how,
        )
