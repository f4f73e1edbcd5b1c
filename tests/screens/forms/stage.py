"""A desk on a store of its own, at Sun 22 Nov 2026 02:14:07, and an application that shows one screen."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from data.account import Account
from data.desk import Desk
from data.io import TrainingClock
from data.outcome import Receipt
from models.commands.base import Command
from models.commands.child import RegisterChild
from models.commands.desk import MakeStore
from models.commands.episode import OpenEpisode
from screens.board.night import Night
from tui.terminal_app import TerminalApp

NOW = datetime(2026, 11, 22, 2, 14, 7, tzinfo=UTC)


class Clock(TrainingClock):
    """Stands still until it is set, and draws no real lots."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start, 0)
        self._drawn = 0

    def set(self, now: datetime) -> None:
        self._start = now

    def random_bytes(self, count: int) -> bytes:
        """The same in every run, so that ids and fingerprints are too."""
        self._drawn += 1
        return sha256(str(self._drawn).encode()).digest()[:count]


def made_desk(folder: Path, now: datetime = NOW) -> Desk:
    """An empty training store with a worker."""
    desk = Desk.open(folder / "store", Clock(now), create=True)
    desk.account = Account("jokafor", "J Okafor", "", "")
    done(desk, MakeStore(key=desk.new_key(), training=True, name="J Okafor", authority="Bury"))
    return desk


def done(desk: Desk, command: Command) -> Receipt:
    """The receipt of a command that must be accepted."""
    outcome = desk.submit(command)
    assert isinstance(outcome, Receipt), [(p.field, p.message) for p in getattr(outcome, "problems", ())]
    return outcome


def child(desk: Desk, forename: str = "Kayleigh", surname: str = "Barnes", **details: str) -> str:
    """A registered child's id; looked after at Ash House unless told otherwise."""
    held = {"dob": "12/3/2011", "legal": "looked-after", "placement": "Ash House", "lcs": "4411"} | details
    command = RegisterChild(key=desk.new_key(), details={"surname": surname, "forename": forename, **held})
    return done(desk, command).child


def away(desk: Desk, child_id: str, status: str = "missing", since: str = "20:30", **fields: Any) -> str:
    """An open episode's id."""
    command = OpenEpisode(
        key=desk.new_key(), child=child_id, status=status, since=since, source="carer, Ash House", **fields
    )
    return done(desk, command).episode


class Stage(TerminalApp):
    """Shows one screen, and keeps what it answered."""

    def __init__(self, desk: Desk, screen: Screen[Any]) -> None:
        super().__init__()
        self.desk = desk
        self.night = Night(desk)
        self._first = screen
        self.answers: list[Any] = []
        self.announced: list[str] = []

    def on_mount(self) -> None:
        self.push_screen(self._first, self.answers.append)

    def announce(self, words: str) -> None:
        self.announced.append(words)

    def night_changed(self) -> None:
        self.night.tick()


async def settled(pilot: Pilot[Any]) -> None:
    """Until what a key set going has been shown: a screen that opens another takes more than one round."""
    for _ in range(3):
        await pilot.pause()
