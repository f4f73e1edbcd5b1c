"""Events of what others say in their files, kept beside what is recorded here."""

from __future__ import annotations

from datetime import datetime

from models.events.base import Event


class PoliceReportKept(Event):
    """A row of the police's download, about a child. It changes no time; `happened_at` is their start."""

    log: str
    ended: datetime | None = None
    """Their end; None while they have none."""
    status: str = ""
    """`missing` or `absence`, where they say so."""
    episode: str = ""
    """Our episode that it is about; empty where we have none."""


class OurTimeKept(Event):
    """A person decided that our time stands, although the police have another."""

    report: str
    """The entry of the police report."""
    field: str
    """`start`, `end` or `episode`."""
    reason: str
    episode: str = ""
