"""The cases of many children, looked at again and again: worked out anew only when something can be different."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from models.duties.case import Case, Urgency, belongs_on_board, live_cases_of, urgency
from models.duties.rulebook import Rulebook
from models.history.history import ChildHistory
from models.record import Record, Remembering
from models.times.zone import local_date

NOTHING: frozenset[str] = frozenset()


class Kept(Remembering):
    """One child's live cases as worked out at `since`; they hold before `until`, while history and rules are these."""

    history: ChildHistory
    rulebook: Rulebook
    cases: tuple[Case, ...]
    """A withdrawn duty makes a case live, whoever has seen that."""
    since: datetime
    until: datetime

    def in_line(self, seen: frozenset[str], high: str, today: date) -> list[tuple[Urgency, Case]]:
        """The cases that belong on the board, each with its urgency, which is the same all day until `until`."""
        asked = high, today
        if asked not in self.worked_out:
            self.worked_out[asked] = [urgency(case, high, today) for case in self.cases]
        urgencies: list[Urgency] = self.worked_out[asked]
        mine = zip(urgencies, self.cases, strict=True)
        return [(each, case) for each, case in mine if belongs_on_board(case, seen)]


class Quiet(Record):
    """A child who has no case on the board, and the moment before which only a new entry can change that."""

    records: tuple[str, ...]
    """Every record that is this child."""
    until: datetime


class Watch:
    """Gives the board's cases in its order, and remembers them: a board looks every second.

    While history and rules are the same, a child's cases are the same until the child's next change, but for the
    present moment; and so is their order, on one day. A look at which nothing changes makes one new value a case.
    """

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}
        self._shown: list[Case] = []
        self._shown_for: tuple[frozenset[str], date] | None = None

    def look(
        self, histories: Iterable[ChildHistory], rulebook: Rulebook, now: datetime, seen: frozenset[str] = NOTHING
    ) -> tuple[list[Case], list[Quiet]]:
        """The cases that belong on the board now, in its order; and the children found to have none.

        `seen` are the alerts that somebody has seen.
        """
        kept: dict[str, Kept] = {}
        quiet: list[Quiet] = []
        asked = seen, local_date(now)
        same = as_before = asked == self._shown_for
        for history in histories:
            found = self._kept.get(history.child.id)
            holds = found is not None and _holds(found, history, rulebook, now)
            if found is None or not holds:
                found, same = _work_out(history, rulebook, now), False
            if (holds and as_before) or any(belongs_on_board(case, seen) for case in found.cases):
                kept[history.child.id] = found
            else:
                quiet.append(Quiet((history.child.id, *history.same_as), found.until))
                history.forget()  # nobody is likely to ask soon, and there may be many
        if same and len(kept) == len(self._kept):
            self._shown = [case.but(now=now) for case in self._shown]
        else:
            high, today = rulebook.current(now).risk_grades[-1], asked[1]
            mine = [one for each in kept.values() for one in each.in_line(seen, high, today)]
            self._shown = [case.but(now=now) for _, case in sorted(mine, key=_urgency)]
        self._kept, self._shown_for = kept, asked
        return self._shown, quiet

    def remember(self, kept: Kept) -> None:
        """Takes what was worked out before, by another session with the same rules."""
        if kept.history.child.id not in self._kept:
            self._kept[kept.history.child.id] = kept
            self._shown_for = None

    def remembered(self, child: str) -> Kept | None:
        """What is known of a child at this moment."""
        return self._kept.get(child)


def _urgency(each: tuple[Urgency, Case]) -> Urgency:
    return each[0]


def _holds(kept: Kept, history: ChildHistory, rulebook: Rulebook, now: datetime) -> bool:
    if kept.history is not history or not kept.since <= now < kept.until:
        return False
    return kept.rulebook is rulebook or kept.rulebook == rulebook


def _work_out(history: ChildHistory, rulebook: Rulebook, now: datetime) -> Kept:
    from models.duties.changes import next_change
    from models.duties.course import course_of

    cases = tuple(live_cases_of(history, rulebook, now, NOTHING))
    return Kept(history, rulebook, cases, now, next_change(course_of(history, rulebook, now), now))
