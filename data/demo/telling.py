"""Telling the story: commands given at moments before now, through the same desk as a worker's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from data.demo.children import CHILDREN
from data.demo.clock import StoryClock
from data.desk import Desk
from data.outcome import Receipt, Refusal
from models.commands.base import Command
from models.commands.child import RegisterChild
from models.commands.duty import RecordLcs, RecordTold
from models.commands.episode import OpenEpisode, RecordReturn
from models.commands.imported import RecordImport
from models.times.zone import at_local, iso, local

D, H, M = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def office_closed(now: datetime) -> datetime:
    """The last 17:00 on the wall."""
    today = local(now).date()
    closed = at_local(today, 17)
    return closed if closed <= now else at_local(today - timedelta(days=1), 17)


class Story:
    """A desk at work in the past; every time is given as how long before now."""

    def __init__(self, desk: Desk, clock: StoryClock, now: datetime) -> None:
        self.desk, self._clock, self.now = desk, clock, now
        self._ids: dict[str, str] = {}

    def at(self, before: timedelta) -> str:
        """A moment, as typed."""
        return iso(self.now - before)

    def do(self, entered: timedelta, kind: type[Command], **fields: Any) -> Receipt:
        """Gives one command, entered so long before now. The story must never be refused."""
        self._clock.moment = self.now - entered
        outcome = self.desk.submit(kind(key=self.desk.new_key(), **fields))
        if isinstance(outcome, Refusal):
            raise RuntimeError("; ".join(f"{each.field}: {each.message}" for each in outcome.problems))
        return outcome

    def register(self, entered: timedelta) -> None:
        """Puts every child on the register."""
        for name, details in CHILDREN.items():
            self._ids[name] = self.do(entered, RegisterChild, details=details, source="LCS extract").child

    def child(self, name: str) -> str:
        """The id of a child of the story."""
        return self._ids[name]

    def away(self, name: str, since: timedelta, told: timedelta | None = None, **fields: Any) -> str:
        """A report, taken `told` before now (half an hour after the start if not said); returns the episode."""
        entered = told if told is not None else since - 30 * M
        fields = {"status": "missing", "source": "carer", **fields}
        return self.do(entered, OpenEpisode, child=self.child(name), since=self.at(since), **fields).episode

    def usual(self, episode: str, done: timedelta) -> None:
        """LCS entry made, police told."""
        self.do(done, RecordLcs, episode=episode, at=self.at(done))
        self.do(done, RecordTold, episode=episode, role="police", at=self.at(done), how="telephone")

    def past(self, name: str, since: timedelta, back: timedelta, **fields: Any) -> str:
        """An earlier episode with everything done: opened, told, returned, closed on LCS."""
        episode = self.away(name, since, **fields)
        self.usual(episode, since - 35 * M)
        where = str(fields.get("place", "")) or "home"
        self.do(back - 10 * M, RecordReturn, episode=episode, at=self.at(back), where=where)
        self.close(episode, back - 15 * M)
        return episode

    def day_team_sent_its_episodes(self) -> None:
        """The daytime's history up to the last office close, so that the night's counts are complete."""
        closed = office_closed(self.now)
        fields = {"what": "history", "until": iso(closed), "source": "day team", "digest": "0" * 64}
        self.do(max(self.now - closed - 10 * M, timedelta()), RecordImport, **fields)

    def close(self, episode: str, done: timedelta) -> None:
        """The return is entered on LCS."""
        self.do(done, RecordLcs, episode=episode, at=self.at(done))
