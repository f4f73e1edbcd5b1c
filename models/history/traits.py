"""The child's traits from moment to moment: what a rule's `for` asks of the time at which something became owed.

A change holds from the moment it was made, so that a duty does not vanish because the child's status changed later
(D10). What was not known at first, and was filled in, is taken to have been so all along.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from models.events.child import ChildDetailsChanged, ChildRegistered
from models.events.entry import Entry
from models.history.child import Child

DECISIVE = ("legal", "case", "placing", "phoenix", "team")
"""The details that traits are made of."""
NOT_KNOWN = ("", "unknown")
BEGINNING = datetime.min.replace(tzinfo=UTC)

Traits = tuple[tuple[datetime, frozenset[str]], ...]


def traits_over_time(child: str, entries: Iterable[Entry]) -> Traits:
    """Each set of traits with the moment from which it held, the first from the beginning; entries as entered."""
    told = [(entry.happened_at, details) for entry in entries if (details := decisive(entry))]
    held: dict[str, str] = {}
    for _, details in told:
        held = {name: text for name, text in details.items() if text not in NOT_KNOWN} | held
    spans, known = [(BEGINNING, Child(child, held).traits)], set[str]()
    for at, details in told:
        known |= {name for name, text in details.items() if text not in NOT_KNOWN}
        held = held | {name: text for name, text in details.items() if name in known}
        traits = Child(child, held).traits
        if traits != spans[-1][1]:
            spans.append((at, traits))
    return tuple(spans)


def decisive(entry: Entry) -> dict[str, str]:
    """What an entry says of the details that traits are made of."""
    if not isinstance(entry.event, ChildRegistered | ChildDetailsChanged):
        return {}
    return {name: text for name, text in entry.event.details.items() if name in DECISIVE}
