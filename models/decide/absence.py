"""What makes an absence one: a looked-after child, and an agreed limit after its start (PRACTICE 1, D12)."""

from __future__ import annotations

from models.decide.asking import Asking
from models.history.history import ChildHistory
from models.times.parse import parse_next, parse_past
from models.times.reading import Reading
from models.times.words import day_time

WANTED = "an absence needs an agreed limit: a time like 01:00, or how long, like 2h"


def absence_allowed(asking: Asking, history: ChildHistory, field: str) -> None:
    """Absence is a category for looked-after children."""
    child = history.child
    if "looked-after" not in child.traits:
        asking.wrong(field, f"{child.name} is not looked after ({child.legal}): report missing, not absence")


def limit_of(asking: Asking, text: str, since: Reading | None, past: bool = False) -> Reading | None:
    """The agreed limit: the next such time, or, in an episode of the past, the next after its start."""
    if not text.strip():
        asking.wrong("limit", WANTED)
        return None
    if past and since:
        earlier = parse_past(text, asking.now)
        coming = parse_next(text, since.at)
        limit = coming if isinstance(coming, Reading) else earlier
        if not isinstance(limit, Reading):
            asking.wrong("limit", limit.message)
            return None
    else:
        found = asking.coming("limit", text, WANTED)
        if found is None:
            return None
        limit = found
    if since and limit.at <= since.at:
        asking.wrong("limit", f"the limit, {day_time(limit.at)}, is not after the start, {day_time(since.at)}")
    return limit
