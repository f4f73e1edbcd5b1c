"""The timeline: every entry about an episode, when it happened, who entered it and when, and what set it right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from models.events.duty import EntryCorrected, EntryVoided
from models.events.entry import Entry
from models.history.changed import change_words
from models.history.corrections import corrections_of, standing
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.history.late import late_entries
from models.times.words import clock_time, date_words, day_words, duration
from models.times.zone import from_local, local, local_date
from screens.widgets.board_row import BoardRow


def timeline_rows(history: ChildHistory, episode: Episode) -> list[BoardRow]:
    """The episode's entries under the days on which they happened, oldest first; struck ones too."""
    rows: list[BoardRow] = []
    day: date | None = None
    stands = {entry.id: entry for entry in (*history.entries, *standing(history.entries))}
    late = late_entries(stands[entry.id] for entry in history.entries)
    for entry in sorted(entries_of(history, episode), key=lambda e: (stands[e.id].happened_at, e.seq)):
        now_stands = stands[entry.id]
        if local_date(now_stands.happened_at) != day:
            day = local_date(now_stands.happened_at)
            title = f"{day_words(day)} {day.year} "
            rows.append(BoardRow(key="", countdown="", rest=title.ljust(78, "-"), tone="heading"))
        rows.append(entry_row(now_stands, history.entries, late))
    return rows


def entries_of(history: ChildHistory, episode: Episode) -> Iterator[Entry]:
    """What was entered about an episode, and what was entered to set that right."""
    mine: set[str] = set()
    for entry in history.entries:
        target = entry.event.entry if isinstance(entry.event, EntryCorrected | EntryVoided) else ""
        duty = str(entry.data.get("duty", ""))
        if entry.data.get("episode") == episode.id or target in mine or duty.startswith(f"{episode.id}."):
            mine.add(entry.id)
            yield entry


def entry_row(entry: Entry, entries: Sequence[Entry], late: Mapping[str, timedelta], whose: str = "") -> BoardRow:
    """One entry as it stands, who entered it, and what set it right; `whose` says whom it is about."""
    changes = corrections_of(entry.id, entries)
    struck = any(isinstance(change.event, EntryVoided) for change in changes)
    words = change_words(entry, entries)
    mark = "STRUCK: " if struck else "CORRECTED: " if changes else ""
    about = "about " if entry.event and entry.event.about else ""
    return BoardRow(
        key=entry.id,
        countdown=clock_time(entry.happened_at),
        rest=f"{about}{_zone(entry)}{mark}{whose}{words[:1].upper()}{words[1:]}",
        tone="calm" if struck else "plain",
        second=("", _entered(entry, late.get(entry.id))),
    )


def _zone(entry: Entry) -> str:
    """GMT or BST in the hour that happens twice."""
    here = local(entry.happened_at)
    return f"{here.tzname()} " if len(from_local(here.replace(tzinfo=None))) > 1 else ""


def _entered(entry: Entry, late: timedelta | None) -> str:
    """Who, in which role, when, how late if late, and by whose word."""
    here = local(entry.entered_at)
    same_day = here.date() == local_date(entry.happened_at)
    when = clock_time(here) if same_day else f"{date_words(here.date())} {clock_time(here)}"
    word, after = ("entered late", f", {duration(late.total_seconds())} later") if late else ("entered", "")
    source = f"; says: {entry.event.source}" if entry.event and entry.event.source else ""
    return f"  {word} {when}{after} by {entry.by.name}, {entry.by.role}{source}"
