"""Correcting one field of an earlier entry (D14): the value is checked as the original was."""

from __future__ import annotations

from models import ids
from models.commands.duty import CorrectEntry
from models.decide.absence import absence_allowed
from models.decide.asking import Asking, Decision
from models.decide.corrected_values import read_value
from models.decide.desk_entries import SET_RIGHT, check_of_desk
from models.decide.sense import no_new_contradictions
from models.decide.setting_right import check_own
from models.events.desk import DESK, HistoryImported
from models.events.duty import EntryCorrected, EntryVoided
from models.events.entry import Entry
from models.history.corrections import corrected, with_field
from models.history.fold import fold
from models.history.history import ChildHistory
from models.history.spells import ABSENCE

SAID_AS = {"at": "happened_at", "since": "happened_at", "until": "limit"}
"""What people call a field."""


def correct_entry(asking: Asking, command: CorrectEntry) -> Decision:
    """One field, checked as the original was; the history that follows from it must make sense."""
    entry = asking.register.entry(ids.normal(command.entry))
    reason = asking.prose("reason", command.reason, "say why it is corrected")
    history = asking.register.child(entry.subject) if entry else None
    if entry and entry.subject == DESK:
        return _of_desk(asking, entry, command, reason)
    if entry is None or entry.event is None or history is None:
        asking.wrong("entry", "no entry has this id; the whole id is wanted, as shown by: history")
        return asking.refused()
    if isinstance(entry.event, EntryCorrected | EntryVoided):
        asking.wrong("entry", "this entry sets another one right: correct that one again, or void this one")
        return asking.refused()
    check_own(asking, entry, "corrects an entry")
    events = _events(asking, corrected(entry, history.entries), command, reason)
    if any(event.field in ("status", "to") and event.value == ABSENCE for event in events):
        absence_allowed(asking, history, "value")
    if not asking.problems:
        _check_sense(asking, history, entry, events)
    episode = getattr(entry.event, "episode", "")
    return asking.decided(*((entry.subject, each) for each in events), child=history.child.id, episode=episode)


def _of_desk(asking: Asking, entry: Entry, command: CorrectEntry, reason: str) -> Decision:
    """A call without a child, an alert for the night, how far an import goes."""
    if not check_of_desk(asking, entry):
        return asking.refused()
    check_own(asking, entry, "corrects an entry")
    stands = corrected(entry, asking.register.desk.changes)
    allowed = SET_RIGHT[type(entry.event)] if entry.event else ()
    if _field(entry, command) not in allowed:
        asking.wrong("field", f"of this entry can be corrected: {', '.join(allowed)}")
        return asking.refused()
    events = _events(asking, stands, command, reason)
    for event in events:
        stands = with_field(stands, event.field, event.value)
    held = stands.event
    if isinstance(held, HistoryImported) and held.since and held.since >= held.until:
        asking.wrong("value", "the file cannot begin after its own end")
    return asking.decided(*((DESK, event) for event in events))


def _events(asking: Asking, entry: Entry, command: CorrectEntry, reason: str) -> list[EntryCorrected]:
    """The correction; for the time of the fact, one more where it is now "about", or no longer (D21)."""
    field = _field(entry, command)
    value, about = read_value(asking, entry, field, command.value)
    changes = {field: value}
    if about is not None:
        changes["about"] = "yes" if about else "no"
    changes = {name: text for name, text in changes.items() if with_field(entry, name, text).event != entry.event}
    if not changes and not asking.problems:
        asking.wrong("value", "this is what is recorded already")
    return [
        EntryCorrected(happened_at=asking.now, entry=entry.id, field=name, value=text, reason=reason)
        for name, text in changes.items()
    ]


def _field(entry: Entry, command: CorrectEntry) -> str:
    """The field that is meant, by its own name or as people call it."""
    field = command.field.strip()
    known = type(entry.event).kinds() if entry.event else {}
    return field if field in known else SAID_AS.get(field, field)


def _check_sense(asking: Asking, history: ChildHistory, entry: Entry, events: list[EntryCorrected]) -> None:
    """Folds the history as if the corrections were in it."""
    seq = max(each.seq for each in history.entries) + 1
    trials = [
        entry.but(id=f"trial {place}", seq=seq + place, type="EntryCorrected", event=event, data={})
        for place, event in enumerate(events)
    ]
    no_new_contradictions(asking, "value", history, fold(history.child.id, [*history.entries, *trials]))
