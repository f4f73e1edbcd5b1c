"""A clock: one countdown, or one thing owed that has no deadline."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.duties.duty import DUE, OVERDUE, RUNNING, SOON
from models.record import Record

THRESHOLD, DEADLINE, ELAPSED = "threshold", "deadline", "elapsed"
LIVE = frozenset({RUNNING, SOON, DUE, OVERDUE})
"""The states of what is still to come or still owed."""


class Clock(Record):
    """One countdown, or one thing owed that has no deadline."""

    rule: str
    kind: str
    """threshold: until something becomes owed; deadline: until it is late; elapsed: owed, no deadline set."""
    label: str
    episode: str
    at: datetime | None
    """threshold: the crossing; deadline: the deadline; elapsed: since when it is owed; None: no instant is known."""
    state: str
    duty: str
    """The duty's id, or empty until something is owed."""
    why: str
    source: str
    text: str
    provisional: bool = False
    """Rests on a lapse that nobody has decided yet (D12)."""

    def left(self, now: datetime) -> timedelta | None:
        """Time left; negative when late; None where nothing is counted down."""
        return None if self.at is None or self.kind == ELAPSED else self.at - now

    @property
    def is_live(self) -> bool:
        """Still to come, or still owed."""
        return self.state in LIVE
