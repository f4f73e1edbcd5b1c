"""One look after another at a store: what there is cause to raise is raised, each alert once on each way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from data.desk import Desk
from data.ledger import LedgerError
from data.watch.beside import Beside
from data.watch.channels import Channel, NotTold, PerhapsTold, SystemLog
from data.watch.memory import BEGUN, DONE, GONE, NOT_TOLD, SEEN, TOLD, Memory
from data.watch.morning import MorningPost
from models.duties.alerts import Alert, alerts_of
from models.duties.notices import Notice, notice_of
from models.record import Record

FIRST_PAUSE_S, LONGEST_PAUSE_S = 5.0, 60.0
"""How long a way out that failed is left alone, doubled each time."""
ANCHOR_S = 3600.0
"""Seconds from one fingerprint of the record in the system log to the next."""
OUTPUT = "output"
"""The way out that is always there: whoever runs the watch reads what it raised."""


class Told(Record):
    """An alert that is being told beside the looks."""

    channel: Channel
    notice: Notice
    before: str
    """How far it had come before."""
    beside: Beside


class Looked(Record):
    """What came of one look."""

    raised: tuple[Notice, ...] = ()
    failed: tuple[str, ...] = ()
    """What could not be told, or written down, and why."""
    waiting: int = 0
    """Alerts that no worker has seen on the board."""
    busy: bool = False
    """Another watch was at it."""
    telling: bool = False
    """Something is being told beside the looks: the next one should come soon."""
    sent: tuple[str, ...] = ()
    """Morning letters that went."""


class Watchman:
    """Looks at one desk for as long as the process lasts."""

    def __init__(self, desk: Desk, channels: Iterable[Channel], post: MorningPost | None = None) -> None:
        self._desk, self._channels, self._post = desk, list(channels), post
        self._beside: dict[str, Told] = {}
        self.memory = Memory(str(desk.store), desk.io)
        self._pauses: dict[str, tuple[float, float]] = {}
        self._anchored_at = -ANCHOR_S

    def look(self) -> Looked:
        """Takes in what was recorded and raises what there is cause for. Raises: LedgerError."""
        lost = self._poll()
        with self.memory.held() as mine:
            if not mine:
                return Looked(busy=True)
            alerts = alerts_of(self._desk.cases())
            waiting = [alert for alert in alerts if not self._desk.register.desk.anyone_saw(alert.id)]
            raised, failed = self._raise(alerts, {alert.id for alert in waiting})
            self.memory.holding_on = bool(self._beside)
        self._anchor()
        sent, unsent = self._post.look() if self._post and not lost else ([], [])
        trouble = [self.memory.trouble] if self.memory.trouble else []
        telling = bool(self._beside) or bool(self._post and self._post.under_way)
        failed = [*failed, *unsent, *trouble, *lost]
        return Looked(tuple(raised), tuple(failed), len(waiting), telling=telling, sent=tuple(sent))

    def close(self) -> None:
        """Waits for what is being told, so that it is known to have been."""
        for told in self._beside.values():
            told.beside.wait()
        self._take_in_told()
        if self._post:
            self._post.close()
        self.memory.close()

    def _poll(self) -> list[str]:
        """Takes in what was recorded. A server that is away is said once; time goes on, and so does the watch."""
        before = self._desk.lost
        try:
            self._desk.poll()
        except LedgerError:
            if not self._desk.lost:
                raise
        return [f"NOT REFRESHED. {self._desk.lost}"] if self._desk.lost and self._desk.lost != before else []

    def _raise(self, alerts: Iterable[Alert], waiting: set[str]) -> tuple[list[Notice], list[str]]:
        raised, failed = [], self._take_in_told()
        notices = [(alert, notice_of(alert, self._desk.training)) for alert in alerts]
        self._let_go({notice.key for _, notice in notices})
        for alert, notice in notices:
            if not self.memory.state(notice.key, OUTPUT) and alert.id in waiting:
                raised.append(notice)
            for channel in self._channels:
                if problem := self._tell(channel, notice, alert.id in waiting):
                    failed.append(problem)
            if self.memory.state(notice.key, OUTPUT) not in DONE:
                self.memory.note(notice.key, OUTPUT, TOLD if alert.id in waiting else SEEN)
        return raised, failed

    def _let_go(self, standing: set[str]) -> None:
        """What is no longer so, or should go a way that a site has closed, is told to nobody."""
        ways = {OUTPUT, *(channel.name for channel in self._channels)}
        for key, way in self.memory.unfinished():
            if key not in standing or way not in ways:
                self.memory.note(key, way, GONE)

    def _tell(self, channel: Channel, notice: Notice, waits: bool) -> str:
        """Tells one alert one way, if that is still to be done; why it could not be, or nothing."""
        state = self.memory.state(notice.key, channel.name)
        if state in DONE:
            return ""
        if not waits and state in ("", NOT_TOLD):
            self.memory.note(notice.key, channel.name, SEEN)
            return ""
        if self._pauses.get(channel.name, (0.0, 0.0))[0] > self._desk.io.monotonic():
            return f"{channel.name}: still to be told, ref {notice.ref}"
        if channel.name in self._beside:
            return ""  # its turn comes
        if state != BEGUN:
            self.memory.note(notice.key, channel.name, BEGUN)
        tell = partial(channel.tell, notice, state == BEGUN)
        if channel.slow:
            self._beside[channel.name] = Told(channel, notice, state, Beside(channel.name, tell))
            return ""
        return self._came_of(channel, notice, state, tell)

    def _came_of(self, channel: Channel, notice: Notice, before: str, result: Callable[[], None]) -> str:
        """Notes what came of a telling; why it failed, or nothing."""
        try:
            result()
        except (NotTold, PerhapsTold) as why:
            return self._failed(channel, notice, before, why)
        self._pauses.pop(channel.name, None)
        self.memory.note(notice.key, channel.name, TOLD)
        return ""

    def _take_in_told(self) -> list[str]:
        """What came of the tellings beside the looks that have ended."""
        ended = [told for told in self._beside.values() if told.beside.done]
        for told in ended:
            del self._beside[told.channel.name]
        said = [self._came_of(told.channel, told.notice, told.before, told.beside.result) for told in ended]
        return [problem for problem in said if problem]

    def _failed(self, channel: Channel, notice: Notice, before: str, why: Exception) -> str:
        """A try that certainly failed leaves things as they were; one that is open counts as begun."""
        if isinstance(why, NotTold) and before != BEGUN:
            self.memory.note(notice.key, channel.name, NOT_TOLD)
        pause = min(2 * self._pauses.get(channel.name, (0.0, FIRST_PAUSE_S / 2))[1], LONGEST_PAUSE_S)
        self._pauses[channel.name] = (self._desk.io.monotonic() + pause, pause)
        return f"{channel.name}: {why}, ref {notice.ref}"

    def _anchor(self) -> None:
        """The record's fingerprint into the system log now and then: it shows later that nothing was exchanged."""
        now = self._desk.io.monotonic()
        if now - self._anchored_at < ANCHOR_S:
            return
        self._anchored_at = now
        for channel in self._channels:
            if isinstance(channel, SystemLog):
                try:
                    channel.say(f"head {self._desk.head.fingerprint}")
                except NotTold:
                    return
