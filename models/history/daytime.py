"""How far the episodes of the daytime are known: every count says so, for it knows only what was entered (D19)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from models.events.desk import HistoryImported
from models.events.entry import Entry
from models.record import Record
from models.times.words import MONTHS
from models.times.zone import local

HISTORY = "history"
"""The kind of import that says how far the daytime is known."""
ALWAYS = datetime.min.replace(tzinfo=UTC)

Span = tuple[datetime, datetime]
"""From when to when every episode of the daytime is here."""


class Daytime(Record):
    """The stretches of time whose episodes were imported as history."""

    spans: tuple[Span, ...] = ()
    """By start."""

    def until(self, start: datetime, now: datetime) -> datetime | None:
        """How far everything from `start` on is known; None when not even its beginning is."""
        reached = start
        for since, until in self.spans:
            if since <= reached:
                reached = max(reached, until)
        return min(reached, now) if reached > start else None

    def words(self, start: datetime, now: datetime) -> str:
        """`history to 21 Nov 17:00`, or INCOMPLETE and what is wanting."""
        until = self.until(start, now)
        if until:
            return f"history to {moment_words(until, now)}"
        if not self.spans:
            return "INCOMPLETE: no daytime history imported"
        later = [since for since, _ in self.spans if since > start]
        if later:
            return f"INCOMPLETE: daytime history only from {moment_words(later[0], now)}"
        return f"INCOMPLETE: daytime history only to {moment_words(max(until for _, until in self.spans), now)}"


UNKNOWN = Daytime()
"""Nothing was imported."""


def daytime_of(entries: Iterable[Entry]) -> Daytime:
    """What the desk's entries say of it."""
    imports = [entry.event for entry in entries if isinstance(entry.event, HistoryImported)]
    spans = {(each.since or ALWAYS, each.until) for each in imports if each.kind == HISTORY}
    return Daytime(tuple(sorted(spans)))


def moment_words(at: datetime, now: datetime) -> str:
    """`21 Nov 17:00`, with the year where it is another one than now."""
    here = local(at)
    year = f" {here.year}" if here.year != local(now).year else ""
    return f"{here.day} {MONTHS[here.month - 1]}{year} {here.hour:02}:{here.minute:02}"
