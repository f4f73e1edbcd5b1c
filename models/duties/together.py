"""Children who are linked because they went together: what a worker asked about one must know of the other."""

from __future__ import annotations

from collections.abc import Iterator

from models.duties.alerts import named
from models.duties.case import Case
from models.history.register import Register
from models.times.words import day_time_short


def together_words(case: Case, register: Register) -> str:
    """`Linked with Dean Pickersgill, 16: away too, since 20:30.`; empty for a child linked with nobody."""
    said = "; ".join(_each(case, register))
    return f"Linked with {said}." if said else ""


def _each(case: Case, register: Register) -> Iterator[str]:
    for other in case.history.linked:
        history = register.child(other)
        if history is None:
            continue
        episode = history.open_episode
        status = "FOUND, NOT BACK" if episode and episode.status == "found" else "AWAY TOO"
        away = f"{status}, since {day_time_short(episode.since, case.now)}" if episode else "not away"
        yield f"{named(history.child, case.now)}: {away}"
