"""What tests of corrections and voids share: an episode, its newest entry of a kind, and setting that right."""

from __future__ import annotations

from datetime import timedelta

from models.commands.duty import CorrectEntry
from models.events.entry import Entry
from tests.models.paper_desk import PaperDesk, london

HOUR = timedelta(hours=1)
START = london("2026-11-20 20:00")


def opened(status: str = "missing", **fields) -> tuple[PaperDesk, str, str]:
    """A desk, a child, and an open episode."""
    desk = PaperDesk()
    child = desk.child()
    if status == "absence":
        fields = {"limit": START + 4 * HOUR, **fields}
    return desk, child, desk.open(child, START, status, **fields)


def entry_of(desk: PaperDesk, kind: str) -> Entry:
    """The newest entry of a kind."""
    return [entry for entry in desk.shelf.entries if entry.type == kind][-1]


def correct(desk: PaperDesk, kind: str, field: str, value, **fields) -> None:
    """One field of it is set right."""
    desk.do(CorrectEntry, entry=entry_of(desk, kind).id, field=field, value=value, reason="misheard", **fields)


def refused(desk: PaperDesk, kind: str, field: str, value) -> dict[str, str]:
    """Why it is not."""
    return desk.refused(CorrectEntry, entry=entry_of(desk, kind).id, field=field, value=value, reason="misheard")
