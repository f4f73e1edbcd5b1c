"""The police's differences on one desk, and what a person decides on each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from data.desk import Desk
from data.outcome import Receipt, Refusal
from models import ids
from models.commands.base import Command
from models.commands.duty import CorrectEntry
from models.commands.episode import OpenEpisode, RecordReturn
from models.commands.imported import KeepOurTime
from models.events.desk import HistoryImported
from models.events.episode import EpisodeEnded, EpisodeOpened, Returned
from models.history.child import Child
from models.history.episode import Episode
from models.history.register import Register
from models.imports.differences import EPISODE, START, Difference, differences_of
from models.problem import Problem
from models.times.zone import iso

THEY_HAVE_NONE = "the police have no end to take; keep ours, or void our return if the child is still away"
NONE_WAITS = "no difference with this id waits; they are listed by: import differences"


def waiting(register: Register) -> Iterator[tuple[Child, Difference]]:
    """Every difference on which nobody has decided, by child."""
    named: dict[str, None] = {}
    for entry in register.desk.entries:
        if isinstance(entry.event, HistoryImported):
            named.update(dict.fromkeys(entry.event.children))
    looked: set[str] = set()
    for child in named:
        history = register.child(child)
        if history and not looked & {child, *history.same_as}:
            looked.add(child)
            yield from ((history.child, each) for each in differences_of(history))


def one_waiting(desk: Desk, name: str) -> Difference | None:
    """A difference by its id, `ENTRY.field`."""
    report, _, field = name.strip().partition(".")
    history = desk.register.history_of(ids.normal(report))
    found = differences_of(history) if history else ()
    return next((each for each in found if (each.report, each.field) == (ids.normal(report), field.lower())), None)


def take_theirs(desk: Desk, name: str, reason: str = "") -> Receipt | Refusal:
    """The police's time becomes ours: a correction, a return or an episode, with the police as its source."""
    difference = one_waiting(desk, name)
    if difference is None:
        return Refusal((Problem("id", NONE_WAITS),))
    if difference.theirs is None:
        return Refusal((Problem("id", THEY_HAVE_NONE),))
    command = _taking(desk, difference, difference.theirs, reason)
    return desk.submit(command) if command else Refusal((Problem("id", "there is no entry that could be corrected"),))


def keep_ours(desk: Desk, name: str, reason: str) -> Receipt | Refusal:
    """Ours stands, with a reason; the police's row stays beside it."""
    report, _, field = name.strip().partition(".")
    return desk.submit(KeepOurTime(key=desk.new_key(), report=report, field=field, reason=reason))


def source_of(difference: Difference) -> str:
    """Who says so."""
    return f"police download, log {difference.log}" if difference.log else "police download"


def _taking(desk: Desk, difference: Difference, theirs: datetime, reason: str) -> Command | None:
    """The command that makes their time ours."""
    source, at = source_of(difference), iso(theirs)
    if difference.field == EPISODE:
        return OpenEpisode(
            key=desk.new_key(),
            child=difference.child,
            status=difference.status or "missing",
            since=at,
            returned=iso(difference.ended) if difference.ended else "",
            source=source,
            police_log=difference.log,
        )
    episode = desk.register.episode(difference.episode)
    if difference.field != START and difference.ours is None:
        return RecordReturn(key=desk.new_key(), episode=difference.episode, at=at, source=source)
    entry = _entry(episode, difference) if episode else ""
    if not entry:
        return None
    why = f"{source}: {reason.strip()}" if reason.strip() else source
    return CorrectEntry(key=desk.new_key(), entry=entry, field="at", value=at, reason=why)


def _entry(episode: Episode, difference: Difference) -> str:
    """The entry that says our time."""
    kinds = (EpisodeOpened,) if difference.field == START else (Returned, EpisodeEnded)
    found = [entry for entry in episode.entries if isinstance(entry.event, kinds)]
    return max(found, key=lambda entry: entry.seq).id if found else ""
