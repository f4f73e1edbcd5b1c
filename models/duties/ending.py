"""An ending: an act that may end a duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.duties.duty import MET
from models.events.entry import Entry
from models.record import Record
from models.times.words import day_time


class Ending(Record):
    """An act that may end a duty."""

    at: datetime
    episode: str
    """The episode it was recorded on; empty when it names the duty itself."""
    ended: str
    how: str
    role: str = ""
    """The role that was told, for duties that end when several have been."""
    duty: str = ""
    """The one duty that it ends."""


Found = Iterator[Ending]


def done(what: str, at: datetime, episode: str, entry: Entry) -> Ending:
    """An act that meets a duty, worded with its time and who entered it."""
    return Ending(at, episode, MET, f"{what} {day_time(at)}, entered by {entry.by.name}")
