"""Entered late: the one rule for it, whoever shows it (D15)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from models.events.entry import Entry
from models.events.episode import AbsenceLimitAgreed, EpisodeOpened

LATE = timedelta(hours=1)
"""Entered more than this after we could have known it, an entry is marked as late."""


def late_entries(entries: Iterable[Entry]) -> Mapping[str, timedelta]:
    """How late each entry came that was entered late, by its id.

    An opening is held against the time at which it was reported to us, not against the start: a child last seen at
    20:30 whom the carer misses at 02:00 is no late entry at 02:10. So is what was agreed with the opening.
    """
    found: dict[str, timedelta] = {}
    reported: dict[tuple[str, datetime], datetime] = {}
    for entry in entries:
        late = entry.entered_at - _could_be_known(entry, reported)
        if late > LATE:
            found[entry.id] = late
    return found


def _could_be_known(entry: Entry, reported: dict[tuple[str, datetime], datetime]) -> datetime:
    """When the fact could have been entered at the earliest; notes the times of reports in `reported`."""
    event = entry.event
    if isinstance(event, EpisodeOpened):
        at = event.happened_at if event.afterwards else event.reported_at or event.happened_at
        reported[(event.episode, event.happened_at)] = at
        return at
    if isinstance(event, AbsenceLimitAgreed):
        return reported.get((event.episode, event.happened_at), event.happened_at)
    return entry.happened_at
