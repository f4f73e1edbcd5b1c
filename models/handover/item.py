"""What a handover is made of: sections, each with items that the incoming worker acknowledges one by one."""

from __future__ import annotations

from datetime import datetime

from models.record import Record
from models.worker import Worker

STILL_MISSING = "Still missing, longest first"
ABSENT = "Absences and their limits"
INTERVIEWS = "Returned, interview due"
CROSSED = "Thresholds crossed: meetings and other duties due"
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
    number: str = ""
    """Section and place, `1.2`: what is said over the telephone."""


class Handover(Record):
    """A whole handover, as generated at one moment."""

    authority: str
    worker: Worker
    since: datetime
    """Entries after this are this shift's."""
    made: datetime
    fingerprint: str
    counts: str
    """How far the counts are known (D19)."""
    training: bool
    items: tuple[Item, ...]
    signed: str = ""
    """By whom and when it was signed, in words; empty while it is not."""

    @property
    def title(self) -> str:
        """`Handover of the night, Bury`."""
        return f"Handover of the night, {self.authority}"

    def of(self, section: str) -> tuple[Item, ...]:
        """The items of one section."""
        return tuple(item for item in self.items if item.section == section)


def numbered(items: list[Item]) -> tuple[Item, ...]:
    """The items with their numbers, section by section."""
    found: list[Item] = []
    for place, section in enumerate(SECTIONS, 1):
        mine = [item for item in items if item.section == section]
        found += [item.but(number=f"{place}.{n}") for n, item in enumerate(mine, 1)]
    return tuple(found)
