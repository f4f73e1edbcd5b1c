"""The cases on the board of one session, in the board's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from data.living import Living
from models.duties.brief import Brief
from models.duties.case import Case, in_order, live_cases_of
from models.duties.rulebook import Rulebook
from models.duties.watch import Watch
from models.history.history import ChildHistory
from models.history.register import Register

TYPE_CHECKING = False
if TYPE_CHECKING:
    from models.duties.watch import Along


class LiveCases:
    """What the board shows: who may be on it, and what is remembered of them."""

    def __init__(self, living: Living, register: Register, most: int | None = None) -> None:
        self._living, self._register = living, register
        self._watch = Watch(register, most)

    @property
    def most(self) -> int | None:
        """So many children are held whole at most, whoever was asked for last; None: all."""
        return self._watch.most

    @most.setter
    def most(self, many: int) -> None:
        self._watch.most = many

    def look(self, rulebook: Rulebook, now: datetime, along: Along = iter) -> list[Brief]:
        """Every case on the board in brief; `along` tells how far it is. The same list while all in it are the same."""
        living, desk = self._living, self._register.desk
        living.wake((each.text for each in desk.protocols), now)
        living.give(self._watch, rulebook, now)
        briefs, quiet = self._watch.look(living.subjects(), rulebook, now, desk.seen_by_anyone, along)
        for child in quiet:
            for record in child.records:
                living.settle(record, child.until, now)
        return briefs

    def case(self, brief: Brief, now: datetime) -> Case | None:
        """A whole case, at a moment of which the last look is true; None where an entry has taken it away since."""
        return self._watch.case(brief, now)

    def whole(self, briefs: Iterable[Brief], now: datetime) -> Iterator[Case]:
        """All of them."""
        return (case for brief in briefs if (case := self.case(brief, now)))

    def changed(self, subject: str) -> None:
        """New entries came for a subject: it is folded and looked at anew."""
        self._register.forget(subject)
        self._watch.changed(subject)

    def keep(self) -> None:
        """Puts on the disk what spares the next session working them out."""
        self._living.keep(self._watch)


def cases_of(children: Iterable[ChildHistory], rulebook: Rulebook, now: datetime, seen: frozenset[str]) -> list[Case]:
    """Every case of some children that belongs on the board, worked out at a moment."""
    found = [case for history in children for case in live_cases_of(history, rulebook, now, seen)]
    return in_order(found, rulebook.current(now).risk_grades[-1], now)
