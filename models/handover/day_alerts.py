"""What the day team left for the night, as alerts that each worker sees until they say that they have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from models.duties.alerts import LEFT, LEFT_LASTS, Alert, named
from models.events.desk import DayAlertLeft
from models.events.entry import Entry
from models.handover.entered import standing_of
from models.handover.known import Known
from models.text import one_line
from models.times.words import day_time_short


def day_alerts(entries: Iterable[Entry], known: Known, now: datetime) -> list[Alert]:
    """One alert for each thing left, oldest first, as it stands now."""
    recent = (entry for entry in entries if now - LEFT_LASTS < entry.entered_at <= now)
    return [_alert(entry, known, now) for entry in standing_of(recent, known, DayAlertLeft)]


def _alert(entry: Entry, known: Known, now: datetime) -> Alert:
    history = known.history(entry)
    whom = f" about {named(history.child, now)}" if history else ""
    text = one_line(entry.event.text) if isinstance(entry.event, DayAlertLeft) else ""
    words = f"Left for the night{whom} by {entry.by.name}, {day_time_short(entry.entered_at, now)}: {text}"
    return Alert(f"left/{entry.id}", LEFT, entry.entered_at, words, "")
