"""A duty: something owed, why, since when, by when, and how it ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.protocol.rule import Rule
from models.record import Record, Remembering, once
from models.role_words import role_words

MET, DECLINED, WAIVED, WITHDRAWN = "met", "declined", "waived", "withdrawn"
RUNNING, SOON, DUE, OVERDUE, MET_LATE = "running", "soon", "due", "overdue", "met-late"


class Arising(Record):
    """One reason why a rule's duty is owed, and the instant from which."""

    at: datetime
    episode: str
    why: str
    mark: str = ""
    """What tells this arising from others of the same rule and episode, in the duty's id."""
    still_to_come: bool = False
    """Nothing done before can have met it: what was told before a switch, a meeting held before the next is called."""


class Duty(Remembering):
    """One thing owed."""

    id: str
    rule: Rule
    child: str
    episodes: tuple[str, ...]
    """The episode it arose on, and those that joined it (D11)."""
    arose_at: datetime
    whys: tuple[str, ...]
    deadline: datetime | None
    owner: str
    outstanding: tuple[str, ...] = ()
    """Roles still to be told."""
    ended_at: datetime | None = None
    ended: str = ""
    """`met`, `declined`, `waived`, `withdrawn`, or empty while it is owed."""
    how: str = ""
    """What ended it, in words."""
    called: str = ""
    """A meeting that has been called but not held, in words."""

    @property
    def episode(self) -> str:
        """The episode it arose on."""
        return self.episodes[0]

    @property
    def is_owed(self) -> bool:
        """Neither met nor decided."""
        return not self.ended

    @once
    def why(self) -> str:
        """In words: the reasons, what has been done about it, and what is wanting."""
        to_tell = ", ".join(map(role_words, self.outstanding)) if self.is_owed else ""
        untold = f"not told: {to_tell}" if to_tell else ""
        no_deadline = "no deadline set" if self.is_owed and self.deadline is None else ""
        parts = (", ".join(self.whys), self.called, self.how, untold, no_deadline)
        return "; ".join(part for part in parts if part)

    def state(self, now: datetime) -> str:
        """One of DESIGN's states; without a deadline a duty is `due`, never late (D8)."""
        if self.ended == MET and self.deadline and self.ended_at and self.ended_at > self.deadline:
            return MET_LATE
        if self.ended:
            return self.ended
        if self.deadline is None:
            return DUE
        return on_the_way(self.deadline, self.rule.soon, now)


def on_the_way(deadline: datetime, soon: timedelta, now: datetime) -> str:
    """The state of what is still to be met by a deadline; `soon` before it the warning begins."""
    if now > deadline:
        return OVERDUE
    return SOON if deadline - now <= soon else RUNNING


def withdrawn_alert(duty: Duty) -> str:
    """The name of the alert that says that a duty was withdrawn."""
    return f"withdrawn/{duty.id}"
