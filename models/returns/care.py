"""Periods in which a child was looked after by this authority, as far as the entries say."""

from __future__ import annotations

from datetime import date

from models.events.child import ChildDetailsChanged, ChildRegistered
from models.history.child import Child
from models.history.history import ChildHistory
from models.record import Record
from models.times.zone import local_date


class Period(Record):
    """From `start` to `end`; None where the register does not know of a start or an end."""

    start: date | None
    end: date | None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def periods_of_care(history: ChildHistory) -> tuple[Period, ...]:
    """The periods, oldest first.

    What the first registration says holds for all the time before it: the register knew of the child later than
    the care began.
    """
    details: dict[str, str] = {}
    periods: list[Period] = []
    inside = False
    changes = [entry for entry in history.standing if isinstance(entry.event, ChildRegistered | ChildDetailsChanged)]
    for place, entry in enumerate(sorted(changes, key=lambda entry: entry.seq)):
        if isinstance(entry.event, ChildRegistered | ChildDetailsChanged):
            details |= entry.event.details
        cared_for = is_own_looked_after(Child(history.child.id, details))
        day = local_date(entry.happened_at)
        if cared_for and not inside:
            periods.append(Period(None if place == 0 else day, None))
        elif inside and not cared_for:
            periods[-1] = periods[-1].but(end=day)
        inside = cared_for
    return tuple(periods)


def is_own_looked_after(child: Child) -> bool:
    """Looked after by this authority: the children whom the returns are about."""
    return child.legal == "looked-after" and not child.placing
