"""The live children of a desk, looked at again and again: worked out anew only when something can be different.

Of each child what the board's order, counts and alerts need is held in brief (`models.duties.brief`); the whole cases
are at hand of those only that somebody asked for lately, and are worked out again for whoever asks for others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from models.duties.brief import URGENCY, Brief, Live
from models.duties.case import Case, cases_of, live_cases_of
from models.duties.rulebook import Rulebook
from models.history.history import ChildHistory
from models.history.register import Register
from models.record import Record
from models.times.zone import END

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Along = Callable[[Iterable[Any]], Iterable[Any]]
    """Each subject goes through it before it is looked at."""

NOTHING: frozenset[str] = frozenset()


class Kept(Record):
    """One child's live cases as worked out at `since`; they hold before `until`, while history and rules are these."""

    history: ChildHistory
    cases: tuple[Case, ...]
    """A withdrawn duty makes a case live, whoever has seen that."""
    since: datetime
    until: datetime


class Quiet(Record):
    """A child who has no case on the board, and the moment before which only a new entry can change that."""

    records: tuple[str, ...]
    """Every record that is this child."""
    until: datetime


class Watch:
    """Gives the board's cases in its order, and remembers them in brief: a board looks every second.

    While history and rules are the same, a child's cases are the same until the child's next change, but for the
    present moment; and so is their order. A look at which nothing changes looks at nobody.
    """

    def __init__(self, register: Register, most: int | None = None) -> None:
        self._register = register
        self._rulebook: Rulebook | None = None
        self._live: dict[str, Live] = {}
        """By the child."""
        self._joined: dict[str, str] = {}
        """Of records that are joined: the child."""
        self._whole: dict[str, Kept] = {}
        """By the child, the one asked for last at the end."""
        self.most = most
        """Whole children at hand; None: all, for whoever asks for all anyway and is soon gone."""
        self._room = True
        """Whether all children of the last look can be at hand: else those alone are whom somebody asked for."""
        self.kept: Callable[[Live, Register], Kept | None] = lambda live, register: None
        """Reads a child's cases as they were worked out before, where somebody has kept them."""
        self._shown: list[Brief] = []
        self._asked: tuple[list[str], frozenset[str]] | None = None
        self._since = self._until = END
        """Between these moments the last look is true."""

    def look(
        self,
        subjects: list[str],
        rulebook: Rulebook,
        now: datetime,
        seen: frozenset[str] = NOTHING,
        along: Along = iter,
    ) -> tuple[list[Brief], list[Quiet]]:
        """The cases that belong on the board now, in its order; and the children found to have none.

        `seen` are the alerts that somebody has seen. The list is the same one while all in it are.
        """
        self._follow(rulebook)
        if self._asked == (subjects, seen) and self._since <= now < self._until:
            return self._shown, []
        live, quiet = {}, []
        self._room = self.most is None or len(subjects) <= self.most
        for each in self._children(along(subjects), rulebook, now):
            if each.belongs(seen):
                live[each.id] = each
            else:
                quiet.append(Quiet(each.records or (each.id,), each.until))
                self._let_go(each.id)
        self._live = live
        shown = sorted([b for each in live.values() for b in each.briefs if b.stays or b.belongs(seen)], key=URGENCY)
        if shown != self._shown:
            self._shown = shown
        settled = {record for child in quiet for record in child.records}
        self._asked = [subject for subject in subjects if subject not in settled], seen
        self._since = max((each.since for each in live.values()), default=now)
        self._until = min((each.until for each in live.values()), default=END)
        return self._shown, quiet

    def case(self, brief: Brief, now: datetime) -> Case | None:
        """The whole case of an episode that is on the board, at a moment of which the last look is true."""
        found = self.whole(brief.child, now)
        if found is None:
            return None
        for case in found.cases:
            if case.episode.id == brief.episode:
                return case if case.now == now else case.but(now=now)
        if self._rulebook is None:
            return None
        every = cases_of(found.history, self._rulebook, now)  # an entry came since that look
        return next((case for case in every if case.episode.id == brief.episode), None)

    def whole(self, child: str, now: datetime) -> Kept | None:
        """A child's cases as they hold at a moment: at hand, else as they were kept, else worked out."""
        found = self._whole.pop(child, None)
        if found is None or not found.since <= now < found.until:
            live = self._live.get(child)
            found = self.kept(live, self._register) if live and live.holds(now) else None
        if found is None and self._rulebook and (history := self._register.joined(child)):
            found = _work_out(history, self._rulebook, now)
        return self._hold(found) if found else None

    def remember(self, live: Live, rulebook: Rulebook) -> None:
        """Takes what was worked out before, by another session with the same rules."""
        self._follow(rulebook)
        if live.id not in self._live:
            self._live[live.id] = live
            self._asked = None

    def remembered(self, child: str) -> Live | None:
        """What is known of a child at this moment."""
        return self._live.get(child)

    def changed(self, subject: str) -> None:
        """A new entry came about a subject: the child is worked out anew."""
        child = self._joined.pop(subject, subject)
        if child != subject or child in self._joined.values():  # all are looked at again: they may have come apart
            self._joined = {record: of for record, of in self._joined.items() if of != child}
        for each in (subject, child):
            self._whole.pop(each, None)
            self._live.pop(each, None)
        self._asked = None

    def _follow(self, rulebook: Rulebook) -> None:
        """Under other rules nothing that is known holds."""
        if self._rulebook is rulebook:
            return
        if self._rulebook != rulebook:
            self._live, self._asked = {}, None
            for child in list(self._whole):
                self._let_go(child)
        self._rulebook = rulebook

    def _children(self, subjects: Iterable[str], rulebook: Rulebook, now: datetime) -> Iterator[Live]:
        """Each child once, of however many records."""
        looked: set[str] = set()
        for subject in subjects:
            if subject in looked:
                continue
            found = self._live.get(self._joined.get(subject, subject))
            if found is None or not found.holds(now):
                found = self._look_at(subject, rulebook, now)
            if found is not None:
                if found.records:
                    looked.update(found.records)
                yield found

    def _look_at(self, subject: str, rulebook: Rulebook, now: datetime) -> Live | None:
        history = self._register.joined(subject)
        if history is None:
            return None
        from models.duties.in_brief import in_brief

        kept = _work_out(history, rulebook, now)
        live = in_brief(history, kept.cases, rulebook.current(now).risk_grades[-1], now, kept.until)
        self._joined.update(dict.fromkeys(live.records, live.id))
        if kept.cases and (self._room or live.id in self._whole):
            self._hold(kept)
        else:
            self._release(history)
        return live

    def _hold(self, kept: Kept) -> Kept:
        """Has a child at hand, in place of the one that nobody has asked for longest."""
        self._whole[kept.history.child.id] = kept
        while self.most is not None and len(self._whole) > self.most:
            self._let_go(next(iter(self._whole)))
        return kept

    def _let_go(self, child: str) -> None:
        """Nobody is likely to ask soon, and there may be many."""
        if kept := self._whole.pop(child, None):
            self._release(kept.history)

    def _release(self, history: ChildHistory) -> None:
        history.forget()
        if self.most is not None:
            for record in (history.child.id, *history.same_as):
                self._register.let_go(record)


def _work_out(history: ChildHistory, rulebook: Rulebook, now: datetime) -> Kept:
    from models.duties.changes import next_change
    from models.duties.course import course_of

    cases = tuple(live_cases_of(history, rulebook, now, NOTHING))
    return Kept(history, cases, now, next_change(course_of(history, rulebook, now), now))
