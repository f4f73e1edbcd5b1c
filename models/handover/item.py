"""What a handover is made of: sections, each with items that the incoming worker acknowledges one by one."""

from __future__ import annotations

from models.record import Record

STILL_MISSING = "Still missing, longest first"
ABSENT = "Absences and their limits"
INTERVIEWS = "Returned, interview due"
CROSSED = "Thresholds crossed, meetings and other duties due"
ESCALATIONS = "Escalations made and owed"
COLA = "Children of other authorities: told, not told"
CALLS = "Calls with no episode"
CORRECTIONS = "Corrections made this shift"
ALERTS = "Left by the day team for the night"
SECTIONS = (STILL_MISSING, ABSENT, INTERVIEWS, CROSSED, ESCALATIONS, COLA, CALLS, CORRECTIONS, ALERTS)
"""In PRACTICE 7's order; what came the other way stands last."""


class Item(Record):
    """One thing handed over."""

    id: str
    """Stable while the thing is the same, so that it can be acknowledged."""
    section: str
    headline: str
    lines: tuple[str, ...] = ()
    """What is owed, by when, by whom, who has been told."""


class Handover(Record):
    """A whole handover, as generated at one moment."""

    title: str
    worker: str
    since: str
    made: str
    fingerprint: str
    counts: str
    """How far the counts are known (D19)."""
    items: tuple[Item, ...]

    def of(self, section: str) -> tuple[Item, ...]:
        """The items of one section."""
        return tuple(item for item in self.items if item.section == section)
