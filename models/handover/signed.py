"""A handover that was signed: its items as they stood, and who acknowledged which."""

from __future__ import annotations

from models.events.desk import HandoverAcknowledged, ShiftHandedOver
from models.events.entry import Entry
from models.handover.text import DETAIL, ITEM
from models.history.desk_state import DeskState
from models.record import Record
from models.times.words import day_time


class SignedItem(Record):
    """One item, in the words that were signed."""

    id: str
    number: str
    headline: str
    lines: tuple[str, ...] = ()
    acknowledged: str = ""
    """By whom and when, or empty."""


class Signed(Record):
    """One signed handover."""

    entry: Entry
    text: str
    items: tuple[SignedItem, ...]

    @property
    def words(self) -> str:
        """`Signed by J Okafor, duty worker, Sun 22 Nov 07:45 GMT`."""
        return signature(self.entry)

    @property
    def waiting(self) -> tuple[SignedItem, ...]:
        """The items that nobody has acknowledged."""
        return tuple(item for item in self.items if not item.acknowledged)


def signature(entry: Entry) -> str:
    """Who signed, and when: from the signed-in account, not from a typed name."""
    return f"Signed by {entry.by.name}, {entry.by.role}, {day_time(entry.entered_at)}, entry {entry.id}"


def all_signed(desk: DeskState) -> list[Signed]:
    """Every signed handover, the newest first."""
    return [signed_of(entry, desk) for entry in reversed(desk.handovers)]


def signed_of(entry: Entry, desk: DeskState) -> Signed:
    """One signed handover with its acknowledgements."""
    event = entry.event
    if not isinstance(event, ShiftHandedOver):
        return Signed(entry, "", ())
    done = _acknowledged(entry.id, desk)
    read = _read(event.text)
    items = []
    for place, item_id in enumerate(event.items):
        number, headline, lines = read[place] if place < len(read) else ("", item_id, ())
        items.append(SignedItem(item_id, number, headline, lines, done.get(item_id, "")))
    return Signed(entry, event.text, tuple(items))


def _acknowledged(handover: str, desk: DeskState) -> dict[str, str]:
    """By item, who acknowledged it first, and when."""
    found: dict[str, str] = {}
    for entry in desk.entries:
        if isinstance(entry.event, HandoverAcknowledged) and entry.event.handover == handover:
            for item in entry.event.items:
                found.setdefault(item, f"{entry.by.name}, {day_time(entry.entered_at)}")
    return found


def _read(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The items of a signed text: number, headline, lines. What people wrote is on one line and cannot pose as one."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for line in text.split("\n"):
        if line.startswith(DETAIL) and found:
            number, headline, lines = found[-1]
            found[-1] = (number, headline, (*lines, line.strip()))
        elif line.startswith(ITEM) and line.strip() != "none":
            number, _, headline = line.strip().partition(" ")
            found.append((number, headline, ()))
    return found
