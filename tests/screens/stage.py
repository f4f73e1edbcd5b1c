"""A night on a store of its own, at Sun 22 Nov 2026 02:14:07, and the application on it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from data.configuration import Configuration
from data.desk import Desk
from data.io import TrainingClock
from data.outcome import Receipt
from models.commands.base import Command
from models.commands.child import RegisterChild
from models.commands.desk import MakeStore
from models.commands.episode import OpenEpisode
from tui.app import NightdeskApp

NOW = datetime(2026, 11, 22, 2, 14, 7, tzinfo=UTC)
SIZE, WIDE = (80, 24), (120, 30)


class SetClock(TrainingClock):
    """Stands still until it is put forward."""

    def forward(self, **by: float) -> None:
        self._start += timedelta(**by)


class Place:
    """A training store, its clock, and desks on it; every desk is a session of its own."""

    def __init__(self, folder: Path, now: datetime = NOW, *, training: bool = True) -> None:
        self.folder, self.clock = folder / "store", SetClock(now, 0)
        self.desks: list[Desk] = []
        self.desk = self.session()
        made = MakeStore(key=self.desk.new_key(), training=training, name="J Okafor", authority="Bury")
        assert isinstance(self.desk.submit(made), Receipt)

    def session(self) -> Desk:
        self.desks.append(Desk.open(self.folder, self.clock, create=not self.desks))
        return self.desks[-1]

    def close(self) -> None:
        for desk in self.desks:
            desk.close()

    def done(self, kind: type[Command], desk: Desk | None = None, **fields: Any) -> Receipt:
        """The receipt of a command that must be accepted."""
        desk = desk or self.desk
        outcome = desk.submit(kind(key=desk.new_key(), **fields))
        assert isinstance(outcome, Receipt), [(p.field, p.message) for p in getattr(outcome, "problems", ())]
        return outcome

    def child(self, forename: str = "Kayleigh", surname: str = "Barnes", **details: str) -> str:
        """A registered child's id; looked after at Ash House unless told otherwise."""
        held = {"dob": "12/3/2011", "legal": "looked-after", "placement": "Ash House"} | details
        return self.done(RegisterChild, details={"surname": surname, "forename": forename, **held}).child

    def away(self, child: str, status: str = "missing", since: str = "20:30", **fields: Any) -> str:
        """An open episode's id."""
        held = {"source": "carer", "place": "Ash House"} | fields
        return self.done(OpenEpisode, child=child, status=status, since=since, **held).episode

    def absent(self, child: str, limit: str = "02:34", since: str = "20:30", **fields: Any) -> str:
        """An open absence's id."""
        sure = {"agreed_by": "SW A Khan", "whereabouts": "at her aunt's", "confirmed_by": "carer"}
        return self.away(child, "absence", since, limit=limit, **sure, **fields)

    def app(self, **settings: Any) -> NightdeskApp:
        """The application on the first desk."""
        return NightdeskApp(self.desk, Configuration(**settings))


def rested(app: NightdeskApp) -> None:
    """The worker has pressed nothing for a while, and a second passes."""
    app.last_key_at -= 60
    app.tick()
