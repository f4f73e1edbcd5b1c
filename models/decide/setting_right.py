"""Setting the record right: corrections and voids. Nothing is deleted (D14)."""

from __future__ import annotations

from models import ids
from models.commands.duty import CorrectEntry
from models.commands.episode import VoidRecord
from models.decide.asking import Asking, Decision
from models.events import EVENTS
from models.events.duty import EntryCorrected, EntryVoided
from models.events.entry import Entry
from models.events.episode import EpisodeOpened, EpisodeVoided
from models.events.stored import Unreadable, from_data
from models.history.corrections import corrected, put
from models.history.fold import fold
from models.history.history import ChildHistory
from models.times.parse import parse_date
from models.times.reading import Unread
from models.times.words import day_time
from models.times.zone import iso, local_date

TIMES = {"happened_at": False, "reported_at": False, "limit": True, "due": True, "meets_at": True}
"""The fields that are times, and whether they may lie ahead."""
SAID_AS = {"at": "happened_at", "since": "happened_at", "until": "limit"}
"""What people call a field."""


def void_record(asking: Asking, command: VoidRecord) -> Decision:
    """An episode opened in error, or a single entry. Own ones, or anyone's for a manager."""
    subject = ids.normal(command.subject)
    reason = asking.prose("reason", command.reason, "say why it is void")
    history = asking.register.history_of(subject)
    episode = history.episode(subject) if history else None
    if history and episode:
        if episode.voided:
            asking.wrong("subject", "this episode is void already")
        opened = next(entry for entry, _ in episode.each(EpisodeOpened))
        _check_own(asking, opened, "voids an episode")
        event = EpisodeVoided(happened_at=asking.now, episode=episode.id, reason=reason)
        return asking.decided((episode.child, event), child=history.child.id, episode=episode.id)
    entry = asking.register.entry(subject)
    if history is None or entry is None:
        asking.wrong("subject", "no episode and no entry has this id; the whole id is wanted")
        return asking.refused()
    return _void_entry(asking, history, entry, reason)


def _void_entry(asking: Asking, history: ChildHistory, entry: Entry, reason: str) -> Decision:
    _check_own(asking, entry, "voids an entry")
    if isinstance(entry.event, EpisodeOpened):
        asking.wrong("subject", f"this entry opened an episode: void the episode itself, {entry.event.episode}")
    elif entry.id in {each.event.entry for each in history.entries if isinstance(each.event, EntryVoided)}:
        asking.wrong("subject", "this entry is void already")
    event = EntryVoided(happened_at=asking.now, entry=entry.id, reason=reason)
    return asking.decided((entry.subject, event), child=history.child.id)


def correct_entry(asking: Asking, command: CorrectEntry) -> Decision:
    """One field, checked as the original was; the history that follows from it must make sense."""
    entry = asking.register.entry(ids.normal(command.entry))
    reason = asking.prose("reason", command.reason, "say why it is corrected")
    history = asking.register.child(entry.subject) if entry else None
    if entry is None or entry.event is None or history is None:
        asking.wrong("entry", "no entry about a child has this id; the whole id is wanted, as shown by: history")
        return asking.refused()
    _check_own(asking, entry, "corrects an entry")
    field = SAID_AS.get(command.field.strip(), command.field.strip())
    value = _value(asking, entry, field, command.value)
    event = EntryCorrected(happened_at=asking.now, entry=entry.id, field=field, value=value, reason=reason)
    if not asking.problems:
        _check_sense(asking, history, entry, event)
    episode = getattr(entry.event, "episode", "")
    return asking.decided((entry.subject, event), child=history.child.id, episode=episode)


def _check_own(asking: Asking, entry: Entry, does: str) -> None:
    if entry.by.account != asking.who.account and not asking.who.may_manage:
        asking.wrong("", f"{entry.by.name} entered this; only they, or a manager, {does}")


def _value(asking: Asking, entry: Entry, field: str, typed: str) -> str:
    """The corrected value as it will be stored."""
    group, _, name = field.partition(".")
    kinds = type(entry.event).kinds() if entry.event else {}
    if (
        group not in kinds
        or group in ("episode", "covers", "entry")
        or (kinds[group] == "dict[str, str]") != bool(name)
    ):
        fields = ", ".join(each for each in kinds if each not in ("episode", "covers"))
        asking.wrong("field", f"{field[:40]!r} is not a field of this entry; one of: {fields}")
        return ""
    if group in TIMES:
        read = asking.coming if TIMES[group] else asking.past
        found = read("value", typed, "a time is wanted, for example 22:30")
        return iso(found.at) if found else ""
    if field == "details.dob":
        born = parse_date(typed, local_date(asking.now))
        if isinstance(born, Unread):
            asking.wrong("value", born.message)
            return ""
        return born.isoformat()
    if field in ("status", "to"):
        return asking.choice("value", typed, ("missing", "absence"))
    return asking.prose("value", typed)


def _check_sense(asking: Asking, history: ChildHistory, entry: Entry, event: EntryCorrected) -> None:
    """Reads the corrected entry and folds the history with it: an impossible one is refused."""
    data, kind = dict(corrected(entry, history.entries).data), EVENTS[entry.type]
    if _same(data, event):
        asking.wrong("value", "this is what is recorded already")
    put(kind, data, event.field, event.value)
    try:
        from_data(entry.type, event.version, data)
    except Unreadable:
        asking.wrong("value", f"{event.value[:40]!r} does not fit this field")
        return
    trial = entry.but(id="", seq=entry.seq + 1, type="EntryCorrected", event=event, data={})
    after = fold(history.child.id, [*history.entries, trial])
    for episode in after.counting:
        back = [each.happened_at for each in episode.entries if each.type in ("Returned", "EpisodeEnded")]
        if back and back[-1] < episode.since:
            asking.wrong(
                "value", f"the return, {day_time(back[-1])}, would be before the start, {day_time(episode.since)}"
            )
        if episode.limits and episode.limits[0].at <= episode.since:
            asking.wrong("value", "the agreed limit would not be after the start")
    _check_overlap(asking, after)


def _check_overlap(asking: Asking, after: ChildHistory) -> None:
    for one, other in zip(after.counting, after.counting[1:], strict=False):
        if one.ended_at is None or one.ended_at > other.since:
            asking.wrong("value", f"the episode of {day_time(one.since)} would overlap that of {day_time(other.since)}")


def _same(data: dict[str, object], event: EntryCorrected) -> bool:
    group, _, name = event.field.partition(".")
    held = data.get(group)
    return (held.get(name) if isinstance(held, dict) else held) == event.value
