"""Children who are linked because they went together: what a worker asked about one must know of the other."""

from __future__ import annotations

from datetime import datetime

from models.duties.alerts import named
from models.duties.case import Case
from models.history.history import ChildHistory
from models.history.register import Register
from models.times.words import day_time_short


def together_words(case: Case, register: Register) -> str:
    """`Linked with Dean Pickersgill, 16: AWAY TOO, since 20:30.`; empty for a child linked with nobody."""
    said = "; ".join(linked_words(case.history, register, case.now).values())
    return f"Linked with {said}." if said else ""


def linked_words(history: ChildHistory, register: Register, now: datetime) -> dict[str, str]:
    """By the id of each linked child: the name, and whether that child is away."""
    found = {other: register.child(other) for other in history.linked}
    return {other: _words(theirs, now) for other, theirs in found.items() if theirs}


def _words(history: ChildHistory, now: datetime) -> str:
    episode = history.open_episode
    if episode is None:
        return f"{named(history.child, now)}: not away"
    status = "FOUND, NOT BACK" if episode.status == "found" else "AWAY TOO"
    return f"{named(history.child, now)}: {status}, since {day_time_short(episode.since, now)}"
