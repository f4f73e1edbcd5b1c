"""The life of one rule's duties: arisings and endings, met in order of time.

An arising while a duty is open joins it; one after it has ended starts the next (D11). A duty never vanishes because
a window rolls on (D10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from models.duties.arisings import arisings
from models.duties.duty import MET, WAIVED, Arising, Duty
from models.duties.ending import Ending
from models.duties.endings import endings
from models.duties.life import Life
from models.duties.rulebook import Versions
from models.history.history import ChildHistory
from models.protocol.rule import Protocol, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    Step = TypeVar("Step", Arising, Ending)

DeadlineOf = Callable[[Protocol, Rule, datetime], "datetime | None"]


def lives_of_rule(
    versions: Versions, history: ChildHistory, since: datetime, deadline_of: DeadlineOf
) -> Iterable[Life]:
    """Every duty of one rule for one child, ended ones too, in the order in which they arise.

    Each arises under the version that holds at that moment, and keeps it. Meetings make one chain for the child,
    other duties one for each episode. Right for every moment from `since` on, but for what recurs after it.
    """
    found = [
        each
        for begins, ends, _, rule in versions
        for each in arisings(rule, history, since)
        if begins <= each.at < ends and rule.applies_to(history.traits_at(each.at))
    ]
    if not found:
        return ()
    acts = [each for _, _, _, rule in versions for each in endings(rule, history)]
    acts = acts if len(versions) == 1 else list(dict.fromkeys(acts))
    if versions[0][3].owes == "meeting":
        return _Chain(versions, history, since, deadline_of).run(found, acts)
    mine, ending = _by_episode(found), _by_episode(acts)
    general = ending.get("", [])
    chains = ((each, [*ending.get(key, ()), *general]) for key, each in mine.items())
    return [life for each, its in chains for life in _Chain(versions, history, since, deadline_of).run(each, its)]


def _by_episode(steps: Iterable[Step]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.episode, []).append(step)
    return found


def _at(step: Arising | Ending) -> datetime:
    return step.at


class _Chain:
    """Runs through the arisings and endings of one rule, for one episode or for the whole child."""

    def __init__(self, versions: Versions, history: ChildHistory, since: datetime, deadline_of: DeadlineOf) -> None:
        self._versions, self._history, self._deadline_of = versions, history, deadline_of
        self._since = since
        self._lives: list[Life] = []
        self._early: list[Ending] = []

    def run(self, found: Sequence[Arising], ends: Sequence[Ending]) -> list[Life]:
        steps: list[Arising | Ending] = [*found, *ends]
        steps.sort(key=_at)  # a stable order: what arises at an instant comes before what ends at it
        for step in steps:
            if isinstance(step, Arising):
                self._arise(step)
            elif self._open():
                self._end(step, step.at)
            else:
                self._early.append(step)
        return self._lives

    def _open(self) -> bool:
        return bool(self._lives) and self._lives[-1].last.is_owed

    def _arise(self, each: Arising) -> None:
        if self._open():
            last = self._lives[-1].last
            joined = last.but(
                episodes=tuple(dict.fromkeys((*last.episodes, each.episode))),
                whys=tuple(dict.fromkeys((*last.whys, each.why))),
                outstanding=last.rule.tell,
            )
            self._lives[-1].turns(each.at, joined, self._since)
            return
        self._lives.append(Life(self._new(each)))
        if self._early:
            self._end_early(each)

    def _new(self, each: Arising) -> Duty:
        if len(self._versions) == 1:
            _, _, protocol, rule = self._versions[0]
        else:
            protocol, rule = next((p, rule) for since, until, p, rule in self._versions if since <= each.at < until)
        return Duty(
            id=f"{each.episode}.{rule.id}.{each.mark}" if each.mark else f"{each.episode}.{rule.id}",
            rule=rule,
            child=self._history.child.id,
            episodes=(each.episode,),
            arose_at=each.at,
            whys=(each.why,),
            deadline=self._deadline_of(protocol, rule, each.at) if rule.deadline else None,
            owner=rule.owner(self._history.traits_at(each.at)) if rule.owners else rule.by,
            outstanding=rule.tell,
        )

    def _end_early(self, each: Arising) -> None:
        """What was done on this very episode before the duty arose counts for its first duty.

        A carer had told the police before the time we count from; an earlier meeting covers this episode. A decision
        that names the duty holds although its start was corrected to a later one.
        """
        first = not each.still_to_come and all(life.last.episode != each.episode for life in self._lives[:-1])
        for ending in self._early:
            if self._open() and (ending.duty or (first and ending.episode == each.episode)):
                self._end(ending, each.at)

    def _end(self, ending: Ending, at: datetime) -> None:
        duty = self._lives[-1].last
        if ending.duty and ending.duty != duty.id:
            return
        outstanding = duty.outstanding and tuple(role for role in duty.outstanding if role != ending.role)
        over = ending.ended == WAIVED or not ending.role or not outstanding
        ended = duty.but(
            outstanding=outstanding,
            ended_at=ending.at if over else None,
            ended=ending.ended if over else "",
            how=ending.how if over or ending.ended != MET else duty.how,
        )
        self._lives[-1].turns(at, ended, self._since)
