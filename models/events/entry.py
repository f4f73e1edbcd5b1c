"""An event as it was entered: by whom, when, and where it stands in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from models.events.base import Event
from models.events.stored import Unreadable, from_data
from models.record import Record
from models.times.zone import from_iso

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Author(Record):
    """Who entered something: from the signed-in account, never from a typed name."""

    name: str
    role: str
    account: str


STRANGER = Author("not known", "", "")
NOT_KNOWN = datetime(1970, 1, 1, tzinfo=UTC)
"""Who and when, of a line in whose place for them stands something else: sound bytes of a program that is not ours."""


class Entry(Record):
    """One event of the ledger, read. `event` is None where this version of Nightdesk cannot read it."""

    seq: int
    id: str
    entered_at: datetime
    by: Author
    subject: str
    type: str
    data: Mapping[str, Any]
    event: Event | None

    @property
    def happened_at(self) -> datetime:
        """When it happened, or, for an entry that cannot be read, when it was entered."""
        return self.event.happened_at if self.event else self.entered_at


def read_entry(
    seq: int,
    entry_id: str,
    at: str,
    by: Mapping[str, Any],
    subject: str,
    kind: str,
    version: int,
    data: Mapping[str, Any],
) -> Entry:
    """The entry for one stored line; never refuses, whatever the line holds."""
    try:
        event: Event | None = from_data(kind, version, data)
    except Unreadable:
        event = None
    try:
        author = Author(str(by.get("name", "")), str(by.get("role", "")), str(by.get("account", "")))
        return Entry(seq, entry_id, from_iso(at), author, subject, kind, data, event)
    except (AttributeError, TypeError, ValueError, OverflowError):
        return Entry(seq, entry_id, NOT_KNOWN, STRANGER, str(subject), str(kind), {}, None)
