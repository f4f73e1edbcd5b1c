"""Entries that stand on the records of two children: a link, a joining. What strikes one strikes the other."""

from __future__ import annotations

from models.decide.asking import Asking
from models.events.child import ChildrenLinked, SameChildSaid, SameChildUnsaid
from models.events.entry import Entry
from models.history.corrections import voided_by

TWO_SIDED = (ChildrenLinked, SameChildSaid, SameChildUnsaid)


def other_side(asking: Asking, entry: Entry) -> Entry | None:
    """The entry that says the same on the other child's record, while it stands; both were made by one command."""
    if not isinstance(entry.event, TWO_SIDED):
        return None
    said, theirs = entry.event.but(other=entry.subject), asking.register.entries_of(entry.event.other)
    gone = voided_by(theirs)
    return next((each for each in theirs if each.event == said and _next_to(each, entry) and each.id not in gone), None)


def _next_to(each: Entry, entry: Entry) -> bool:
    """The two lines of one command follow each other in the ledger."""
    return abs(each.seq - entry.seq) == 1
