"""Striking what was a mistake: an episode opened in error, or one entry. Nothing is deleted (D14)."""

from __future__ import annotations

from models import ids
from models.commands.episode import VoidRecord
from models.decide.asking import Asking, Decision
from models.decide.both_sides import other_side
from models.decide.desk_entries import check_of_desk
from models.decide.sense import no_new_contradictions
from models.events.desk import DESK
from models.events.duty import EntryCorrected, EntryVoided
from models.events.entry import Entry
from models.events.episode import EpisodeOpened, EpisodeVoided
from models.history.corrections import voided_by
from models.history.episode import Episode
from models.history.fold import fold
from models.history.history import ChildHistory


def void_record(asking: Asking, command: VoidRecord) -> Decision:
    """An episode opened in error, or a single entry. Own ones, or anyone's for a manager."""
    subject = ids.normal(command.subject)
    reason = asking.prose("reason", command.reason, "say why it is void")
    history = asking.register.history_of(subject)
    episode = history.episode(subject) if history else None
    if history and episode:
        return _void_episode(asking, history, episode, reason)
    entry = asking.register.entry(subject)
    if entry and entry.subject == DESK:
        return _void_of_desk(asking, entry, reason)
    if history is None or entry is None:
        asking.wrong("subject", "no episode and no entry has this id; the whole id is wanted")
        return asking.refused()
    return _void_entry(asking, history, entry, reason)


def _void_of_desk(asking: Asking, entry: Entry, reason: str) -> Decision:
    """What concerns no child; a correction or a void of it too, which then no longer holds."""
    check_own(asking, entry, "voids an entry")
    if entry.id in voided_by(asking.register.desk.changes):
        asking.wrong("subject", "this entry is void already")
    elif not isinstance(entry.event, EntryCorrected | EntryVoided):
        check_of_desk(asking, entry)
    return asking.decided((DESK, EntryVoided(happened_at=asking.now, entry=entry.id, reason=reason)))


def check_own(asking: Asking, entry: Entry, does: str) -> None:
    """A duty worker sets right what they entered themselves; a manager what anyone did."""
    if entry.by.account != asking.who.account and not asking.who.may_manage:
        asking.wrong("", f"{entry.by.name} entered this; only they, or a manager, {does}")


def _void_episode(asking: Asking, history: ChildHistory, episode: Episode, reason: str) -> Decision:
    if episode.voided:
        asking.wrong("subject", "this episode is void already")
    check_own(asking, next(entry for entry, _ in episode.each(EpisodeOpened)), "voids an episode")
    event = EpisodeVoided(happened_at=asking.now, episode=episode.id, reason=reason)
    return asking.decided((episode.child, event), child=history.child.id, episode=episode.id)


def _void_entry(asking: Asking, history: ChildHistory, entry: Entry, reason: str) -> Decision:
    """The history without it must make sense: no return is struck while the child has gone again.

    What stands on two children's records is struck on both.
    """
    check_own(asking, entry, "voids an entry")
    event = EntryVoided(happened_at=asking.now, entry=entry.id, reason=reason)
    if isinstance(entry.event, EpisodeOpened):
        asking.wrong("subject", f"this entry opened an episode: void the episode itself, {entry.event.episode}")
    elif entry.id in voided_by(history.entries):
        asking.wrong("subject", "this entry is void already")
    else:
        seq = max(each.seq for each in history.entries) + 1
        trial = entry.but(id="trial", seq=seq, type="EntryVoided", event=event, data={})
        no_new_contradictions(asking, "subject", history, fold(history.child.id, [*history.entries, trial]))
    twin = other_side(asking, entry)
    theirs = ((twin.subject, event.but(entry=twin.id)),) if twin else ()
    return asking.decided((entry.subject, event), *theirs, child=history.child.id)
