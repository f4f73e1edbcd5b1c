"""What had happened by a moment: the entries behind `--as-of`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.events.child import ChildRegistered, SameChildSaid, SameChildUnsaid
from models.events.duty import EntryCorrected, EntryVoided
from models.events.entry import Entry
from models.events.episode import EpisodeVoided
from models.history.corrections import standing

TIMELESS = (ChildRegistered, EntryCorrected, EntryVoided, EpisodeVoided, SameChildSaid, SameChildUnsaid)
"""What sets the record right changes what is true at every moment; and a child had a name before we wrote it down."""


def had_happened(entries: Sequence[Entry], moment: datetime) -> list[Entry]:
    """The entries whose facts, as corrected, had happened by a moment."""
    stands = {entry.id: entry.happened_at for entry in standing(entries)}
    return [
        entry
        for entry in entries
        if isinstance(entry.event, TIMELESS) or stands.get(entry.id, entry.happened_at) <= moment
    ]
