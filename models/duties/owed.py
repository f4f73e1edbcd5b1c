"""Every duty of a child: what is owed, what was met, what was decided, what was withdrawn."""

from __future__ import annotations

from datetime import datetime

from models.duties.course import course_of
from models.duties.duty import Duty
from models.duties.rulebook import Rulebook
from models.history.history import ChildHistory


def duties(history: ChildHistory, rulebook: Rulebook, now: datetime) -> tuple[Duty, ...]:
    """Every duty of one child that arose by now, ended ones too, by the instant at which it arose.

    What arose under a protocol stays when another is chosen.
    """
    return course_of(history, rulebook, now).duties(now)
