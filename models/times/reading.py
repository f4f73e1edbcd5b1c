"""What a typed time comes to: a reading, or the reason why there is none."""

from __future__ import annotations

from datetime import datetime

from models.record import Record


class Reading(Record):
    """One instant that typed text means."""

    at: datetime
    """The instant, in UTC."""
    about: bool = False
    """Whether the time was given as approximate (PRACTICE D21)."""
    text: str = ""
    """What was typed; for one of two readings of an ambiguous time, the text that means just this one."""


class Unread(Record):
    """Typed text that is not one certain time, and why."""

    message: str
    """The reason, and what is wanted instead, in the worker's words."""
    readings: tuple[Reading, ...] = ()
    """Both instants, first (BST) and second (GMT), when the time happens twice; else nothing."""
