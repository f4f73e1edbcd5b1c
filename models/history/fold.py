"""The fold: what one child's entries, taken together, say.

It is total: any entries in any order give a history, and an entry that makes no sense changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from models.events.base import Event, OfEpisode
from models.events.child import (
    ChildDetailsChanged,
    ChildRegistered,
    ChildrenLinked,
    SameChildSaid,
    SameChildUnsaid,
)
from models.events.entry import Entry
from models.events.episode import (
    AbsenceLimitAgreed,
    EpisodeEnded,
    EpisodeOpened,
    EpisodeVoided,
    Found,
    PoliceGraded,
    Returned,
    RiskJudged,
    StatusSwitched,
)
from models.history.child import Child
from models.history.confirmed import newest_word
from models.history.corrections import standing
from models.history.episode import Episode, Limit
from models.history.history import ChildHistory
from models.history.spells import STATUSES, spells_of
from models.history.traits import traits_over_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    E = TypeVar("E", bound=Event)


def fold(child: str, entries: Sequence[Entry]) -> ChildHistory:
    """The history of one child from its entries, in ledger order."""
    stand = sorted(standing(entries), key=lambda entry: entry.happened_at)
    groups: dict[str, list[Entry]] = {}
    for entry in stand:
        if isinstance(entry.event, OfEpisode):
            groups.setdefault(entry.event.episode, []).append(entry)
    folded = (_episode(episode, group) for episode, group in groups.items())
    episodes = sorted((e for e in folded if e), key=lambda episode: (episode.since, episode.id))
    in_order = sorted(stand, key=lambda entry: entry.seq)
    return ChildHistory(
        child=Child(child, _details(in_order)),
        episodes=tuple(episodes),
        entries=tuple(entries),
        standing=tuple(stand),
        traits=traits_over_time(child, in_order),
        linked=_others(in_order, ChildrenLinked, ()),
        same_as=tuple(o for o in _others(in_order, SameChildSaid, (SameChildUnsaid,)) if o != child),
    )


def _details(entries: Iterable[Entry]) -> dict[str, str]:
    details: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry.event, ChildRegistered | ChildDetailsChanged):
            details.update(entry.event.details)
    return {name: text for name, text in details.items() if text}


def _others(entries: Iterable[Entry], said: type[Event], unsaid: tuple[type[Event], ...]) -> tuple[str, ...]:
    """The other children that stand said, and not unsaid since."""
    others: dict[str, None] = {}
    for entry in entries:
        other = getattr(entry.event, "other", "")
        if isinstance(entry.event, said):
            others[other] = None
        elif isinstance(entry.event, unsaid):
            others.pop(other, None)
    return tuple(others)


def _of(kind: type[E], entries: Iterable[Entry]) -> list[tuple[Entry, E]]:
    return [(entry, entry.event) for entry in entries if isinstance(entry.event, kind)]


def _episode(episode: str, entries: list[Entry]) -> Episode | None:
    opened = _opening(entries)
    if opened is None:
        return None
    first, start = opened
    since = start.happened_at
    returned_at = _ending(entries, Returned, since)
    ended = _of(EpisodeEnded, entries)[-1:]
    ended_at = returned_at or _ending(entries, EpisodeEnded, since)
    spells = spells_of(since, start.status, _switches(entries), ended_at)
    risk = _of(RiskJudged, entries)[-1:]
    voided = _of(EpisodeVoided, entries)[-1:]
    confirmed = newest_word(entries)
    return Episode(
        id=episode,
        child=first.subject,
        opened_status=start.status,
        since=since,
        about=start.about,
        afterwards=start.afterwards,
        place=start.place,
        spells=spells,
        limits=_limits(entries, since),
        found_at=_found(entries, since, spells[-1].start, ended_at),
        returned_at=returned_at,
        ended="" if returned_at or not ended else ended[0][1].reason or "ended",
        ended_at=ended_at,
        voided=voided[0][1].reason or "opened in error" if voided else "",
        risk=risk[0][1].grade if risk else "",
        significant_harm=any(event.significant_harm for _, event in risk),
        police_log=_newest(entries, "log"),
        police_officer=_newest(entries, "officer"),
        police_grade=_newest(entries, "grade"),
        confirmed_at=confirmed.at,
        confirmed_by=confirmed.by,
        abouts=frozenset(entry.happened_at for entry in entries if entry.event and entry.event.about),
        entries=tuple(entries),
    )


def _opening(entries: list[Entry]) -> tuple[Entry, EpisodeOpened] | None:
    """The entry that began the episode: the first one entered, whenever it happened."""
    by_entry = sorted(entries, key=lambda each: each.seq)
    return next((each for each in _of(EpisodeOpened, by_entry) if each[1].status in STATUSES), None)


def _switches(entries: list[Entry]) -> list[tuple[datetime, str]]:
    """When the status was switched, and to what."""
    return [(event.happened_at, event.to) for _, event in _of(StatusSwitched, entries) if event.to in STATUSES]


def _ending(entries: list[Entry], kind: type[E], since: datetime) -> datetime | None:
    """The end that was entered last; never before the start."""
    ends = sorted(_of(kind, entries), key=lambda found: found[0].seq)
    return max(ends[-1][1].happened_at, since) if ends else None


def _found(entries: list[Entry], since: datetime, spell_start: datetime, ended: datetime | None) -> datetime | None:
    """When the child was last located; a switch afterwards means that the child is away again."""
    times = [event.happened_at for _, event in _of(Found, entries)]
    wanted = [at for at in times if at >= (spell_start if ended is None else since)]
    return wanted[-1] if wanted else None


def _limits(entries: list[Entry], since: datetime) -> tuple[Limit, ...]:
    return tuple(
        Limit(event.limit, max(event.happened_at, since), event.agreed_by, entry.id)
        for entry, event in _of(AbsenceLimitAgreed, entries)
    )


def _newest(entries: list[Entry], field: str) -> str:
    """The newest word of the police: log number, officer or grade."""
    said = [str(getattr(event, field)) for _, event in _of(PoliceGraded, entries)]
    return next((text for text in reversed(said) if text), "")
