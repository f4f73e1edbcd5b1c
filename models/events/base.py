"""What every event has: when it happened, how exactly, and who says so."""

from __future__ import annotations

from datetime import datetime

from models.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, dataclass_transform
else:
    from models.record import dataclass_transform  # `typing` takes 10 ms to load


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Event(Record):
    """Something that happened. Past tense, frozen, and true until an `EntryCorrected` says otherwise."""

    version: ClassVar[int] = 1

    happened_at: datetime
    """When it happened (UTC)."""
    about: bool = False
    """The time was given as "about" (D21)."""
    source: str = ""
    """Who says so: police log, carer, own observation (D15)."""


class OfEpisode(Event):
    """An event in the life of one episode."""

    episode: str = ""
    """The episode's id."""
