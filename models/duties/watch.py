"""The cases of many children, looked at again and again: worked out anew only when something can be different."""

from __future__ import annotations

from datetime import datetime

from models.duties.case import Case, cases_of
from models.duties.changes import next_change
from models.duties.rulebook import BEGINNING, Rulebook
from models.history.history import ChildHistory
from models.record import Record


class Kept(Record):
    """One child's cases as worked out at `since`; they hold before `until`, while history and rules are these."""

    history: ChildHistory
    rulebook: Rulebook
    cases: tuple[Case, ...]
    since: datetime
    until: datetime


class Watch:
    """Gives the same cases as `cases_of`, and remembers them: a board looks every second."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}

    def cases_of(self, history: ChildHistory, rulebook: Rulebook, now: datetime) -> list[Case]:
        """Every episode of one child as a case at this moment."""
        kept = self._kept.get(history.child.id)
        if kept is None or not _holds(kept, history, rulebook, now):
            kept = self._kept[history.child.id] = _work_out(history, rulebook, now)
        counts = tuple(count.seen_at(now) for count in kept.cases[0].counts) if kept.cases else ()
        return [case.but(counts=counts, now=now) for case in kept.cases]

    def remember(self, kept: Kept) -> None:
        """Takes what was worked out before, by another session with the same rules."""
        self._kept.setdefault(kept.history.child.id, kept)

    def remembered(self, child: str) -> Kept | None:
        """What is known of one child."""
        return self._kept.get(child)

    def forget(self, child: str) -> datetime:
        """Nobody looks at this child for now; the moment before which its cases stay as they are."""
        kept = self._kept.pop(child, None)
        return kept.until if kept else BEGINNING


def _holds(kept: Kept, history: ChildHistory, rulebook: Rulebook, now: datetime) -> bool:
    return kept.history is history and kept.since <= now < kept.until and kept.rulebook == rulebook


def _work_out(history: ChildHistory, rulebook: Rulebook, now: datetime) -> Kept:
    cases = tuple(cases_of(history, rulebook, now))
    found = {duty.id: duty for case in cases for duty in case.duties}
    windows = cases[0].counts if cases else ()
    until = next_change(history, rulebook, now, found.values(), windows)
    return Kept(history=history, rulebook=rulebook, cases=cases, since=now, until=until)
