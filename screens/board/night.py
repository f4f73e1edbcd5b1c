"""The desk as the board sees it: the cases, the alerts, what others did, and whether all that is fresh.

Knows no screen. The clock is read once a tick; nothing is counted down.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from data.day_alerts import DayAlerts
from data.desk import Desk
from data.ledger import LedgerError
from data.outcome import Refusal
from models.commands.desk import SeeAlert
from models.duties.alerts import LAPSED, Alert, first_to_come_back, sightings, unseen
from models.duties.case import Case
from models.events.entry import Entry
from screens.board.case_notes import CaseNotes
from screens.board.counts import count_words
from screens.board.news import Heard, News

LONGEST_UNLOOKED = timedelta(seconds=60)
"""Cases are worked out anew at least this often, so that ages and warnings turn with the day."""


class Night:
    """One session's view of the desk, at the moment of the last tick."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.now = desk.now()
        self.protocol = desk.rulebook.current(self.now)
        """The rules in force."""
        self.days = desk.rulebook.days
        """The working days."""
        self.cases: list[Case] = []
        """Those on the board, in its order; the same list while nothing but the moment is another."""
        self._by_episode: dict[str, Case] = {}
        self._counted = self.cases, count_words(self.cases)
        self.alerts: list[Alert | News] = []
        """What this worker must still see: lapses, what others recorded, then the domain's other alerts."""
        self.trouble = ""
        """Why the board could not be refreshed, in words; empty when it was."""
        self.fresh_at = self.now
        """When the store was last read without trouble."""
        self._news = Heard()
        self._found: list[Alert] = []
        self._of_cases: list[Alert] = []
        self._seen: dict[str, datetime] = {}
        self._seen_here: dict[str, datetime] = {}
        self.worked_out_at = self.now
        """When the cases were last worked out."""
        self.turn: datetime | None = None
        """The next moment at which a clock changes its state."""
        self.reading = ""
        """What is still being read behind the screen, or was found there, in words; empty when all is well."""
        self._comes_back: datetime | None = None
        self._day_alerts, self._notes = DayAlerts(desk), CaseNotes()
        self._known = -1
        self.work_out()

    @property
    def ringing(self) -> frozenset[str]:
        """The ids of the alerts that wait: a new one among them rings."""
        return frozenset(alert.id for alert in self.alerts)

    @property
    def counts(self) -> str:
        """The board's counts in words."""
        if self._counted[0] is not self.cases:
            self._counted = self.cases, count_words(self.cases)
        return self._counted[1]

    def tick(self) -> bool:
        """Reads the clock; whether the cases were worked out anew."""
        self.now = self.desk.now()
        due = self.turn is not None and self.now >= self.turn
        idle = not timedelta() <= self.now - self.worked_out_at < LONGEST_UNLOOKED
        if due or idle or self.desk.head.seq != self._known:
            self.work_out()
            return True
        if self._comes_back is not None and self.now >= self._comes_back:
            self._sift()
        return False

    def poll(self) -> bool:
        """Takes in what others recorded; whether there was anything, or whether trouble came or went."""
        before, could = self.trouble, self.desk.view_only
        try:
            entries = self.desk.poll()
        except LedgerError as problem:
            self.trouble = str(problem)
            return before != self.trouble or could != self.desk.view_only
        self.trouble = ""
        self.fresh_at = self.desk.now()
        if entries:
            self.take(entries)
        return bool(entries) or bool(before) or could != self.desk.view_only

    def take(self, entries: list[Entry]) -> None:
        """What others recorded becomes news, and the cases follow it."""
        self._news.take(entries, self.desk.register)
        self.now = self.desk.now()
        self.work_out()

    def work_out(self) -> None:
        """Cases and alerts from the register as it is now."""
        self._known = self.desk.head.seq
        self.worked_out_at = self.now
        rulebook = self.desk.rulebook
        self.protocol, self.days = rulebook.current(self.now), rulebook.days
        cases = self.desk.cases(now=self.now)
        self._by_episode = {case.episode.id: case for case in cases}
        self._seen = sightings(self.desk.register.desk.entries, self.desk.account.name)
        if self._notes.look(cases, self.now):
            self.cases, self._of_cases, self.turn = cases, self._notes.alerts, self._notes.turn
        else:
            self.cases[:] = cases  # of each only the moment is another: the same list says so
        self._found = [*self._day_alerts.at(self.now), *self._of_cases]
        self._sift()

    def see(self, alert_id: str) -> str:
        """The worker has seen an alert. What to say when that could not be recorded; empty when it was."""
        alert = next((each for each in self.alerts if each.id == alert_id), None)
        if alert is None:
            return ""
        if isinstance(alert, News):
            self._news.see(alert)
            self._sift()
            return ""
        problem = self._record_sight(alert)
        self._seen_here[alert.id] = self.now
        self.work_out()
        return problem

    def case(self, episode: str) -> Case | None:
        """The case of an episode that is on the board."""
        return self._by_episode.get(episode)

    def _record_sight(self, alert: Alert) -> str:
        if self.desk.view_only:
            return ""  # seen for this session; nothing can be recorded, which the board says already
        try:
            answer = self.desk.submit(SeeAlert(key=self.desk.new_key(), alert=alert.id))
        except LedgerError as problem:
            return f"{problem} The alert is put away for this session only."
        return answer.problems[0].message if isinstance(answer, Refusal) else ""

    def _sift(self) -> None:
        """Keeps the alerts that this worker must still see; a lapse comes back until it is decided.

        The newest lapse first: it must not wait behind one that was seen before and has come back.
        """
        seen = self._seen | self._seen_here
        waiting = unseen(self._found, seen, self.now)
        self._comes_back = first_to_come_back(self._found, seen, self.now)
        lapsed = sorted((alert for alert in waiting if alert.kind == LAPSED), key=lambda alert: alert.at, reverse=True)
        self.alerts = [*lapsed, *self._news.waiting, *(alert for alert in waiting if alert.kind != LAPSED)]
