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
from models.duties.alerts import LAPSED, Alert, alerts_of, by_weight, first_to_come_back, sightings, unseen
from models.duties.brief import Brief, Cause
from models.duties.case import Case
from models.events.entry import Entry
from models.times.zone import END
from screens.board.counts import count_words
from screens.board.later import Later
from screens.board.news import Heard, News

LONGEST_UNLOOKED = timedelta(seconds=60)
"""Cases are looked at anew at least this often, so that ages and warnings turn with the day."""
AT_HAND = 64
"""Children whose cases are held whole: all of a usual board, of one with thousands those in sight and near it."""


class Night:
    """One session's view of the desk, at the moment of the last tick."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.now = desk.now()
        self.protocol = desk.rulebook.current(self.now)
        """The rules in force."""
        self.days = desk.rulebook.days
        """The working days."""
        self.briefs: list[Brief] = []
        """The cases on the board in brief, in its order; the same list while nothing but the moment is another."""
        self._by_episode: dict[str, Brief] = {}
        self.counts = count_words(self.briefs)
        """The board's counts in words."""
        self._waiting: list[Alert | Cause | News] = []
        self._words: dict[str, Alert] = {}
        """Alerts as they were worded since the last look at the cases."""
        self.ringing: frozenset[str] = frozenset()
        """The ids of the alerts that wait: a new one among them rings."""
        self.trouble = ""
        """Why the board could not be refreshed, in words; empty when it was."""
        self.fresh_at = self.now
        """When the store was last read without trouble."""
        self._news = Heard()
        self._found: list[Alert | Cause] = []
        self._of_cases: list[Cause] = []
        self._seen: dict[str, datetime] = {}
        self._seen_here: dict[str, datetime] = {}
        self.worked_out_at = self.now
        """When the cases were last worked out."""
        self.turn: datetime | None = None
        """The next moment at which a clock changes its state."""
        self.reading = ""
        """What is still being read behind the screen, or was found there, in words; empty when all is well."""
        self._comes_back: datetime | None = None
        self._day_alerts = DayAlerts(desk)
        self._known = -1
        desk.live.most = AT_HAND
        self.work_out()

    @property
    def cases(self) -> Later[Case]:
        """Those on the board, in its order; each whole when it is looked at."""
        return Later(self.briefs, self._whole)

    @property
    def alerts(self) -> Later[Alert | News]:
        """What this worker must still see: lapses, what others recorded, then the domain's other alerts."""
        return Later(self._waiting, self._worded)

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
        briefs = self.desk.look(self.now)
        if briefs is not self.briefs:
            self.briefs, self._by_episode = briefs, {brief.episode: brief for brief in briefs}
            self.counts = count_words(briefs)
            self._of_cases = by_weight(cause for brief in briefs for cause in brief.causes)
        first = min((brief.next_turn(self.now) for brief in briefs), default=END)
        self.turn = None if first == END else first
        self._seen = sightings(self.desk.register.desk.entries, self.desk.account.name)
        self._found = [*self._day_alerts.at(self.now), *self._of_cases]
        self._words.clear()
        self._sift()

    def see(self, alert_id: str) -> str:
        """The worker has seen an alert. What to say when that could not be recorded; empty when it was."""
        alert = next((each for each in self._waiting if each.id == alert_id), None)
        if alert is None:
            return ""
        if isinstance(alert, News):
            self._news.see(alert)
            self._sift()
            return ""
        problem = self._record_sight(alert.id)
        self._seen_here[alert.id] = self.now
        self.work_out()
        return problem

    def case(self, episode: str) -> Case | None:
        """The case of an episode that is on the board, as of the last look."""
        brief = self._by_episode.get(episode)
        return self.desk.live.case(brief, self.worked_out_at) if brief else None

    def brief(self, episode: str) -> Brief | None:
        """The same in brief."""
        return self._by_episode.get(episode)

    def _whole(self, brief: Brief) -> Case:
        case = self.desk.live.case(brief, self.worked_out_at)
        if case is None:
            raise LookupError(brief.episode)
        return case

    def _worded(self, found: Alert | Cause | News) -> Alert | News:
        """An alert in words, which hold for the day."""
        if not isinstance(found, Cause):
            return found
        if found.id not in self._words:
            case = self.case(found.episode)
            self._words |= {alert.id: alert for alert in (alerts_of([case]) if case else ())}
        said = self._words.get(found.id)
        return said or Alert(found.id, found.kind, found.at, "what was recorded just now is looked at", found.episode)

    def _record_sight(self, alert: str) -> str:
        if self.desk.view_only:
            return ""  # seen for this session; nothing can be recorded, which the board says already
        try:
            answer = self.desk.submit(SeeAlert(key=self.desk.new_key(), alert=alert))
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
        self._waiting = [*lapsed, *self._news.waiting, *(alert for alert in waiting if alert.kind != LAPSED)]
        self.ringing = frozenset(alert.id for alert in self._waiting)
