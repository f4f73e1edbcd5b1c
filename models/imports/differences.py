"""Where the police's times differ from ours. Nothing here changes a time: a person takes theirs, or keeps ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.events.entry import Entry
from models.events.imported import OurTimeKept, PoliceReportKept
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.imports.matching import episode_meant
from models.record import Record
from models.times.words import clock_time, day_words
from models.times.zone import local

START, END, EPISODE = "start", "end", "episode"
FIELDS = (START, END, EPISODE)


class Difference(Record):
    """One time of one police report that is not ours; `ours` is None where we have none, `theirs` where they have."""

    child: str
    report: str
    """The entry that holds the police's row."""
    log: str
    field: str
    ours: datetime | None
    theirs: datetime | None
    ended: datetime | None
    """Of an episode that we do not have: their end."""
    status: str
    episode: str

    @property
    def id(self) -> str:
        """What a plain command calls it."""
        return f"{self.report}.{self.field}"

    @property
    def words(self) -> str:
        """Both times, and whose each is."""
        log = f"police log {self.log}" if self.log else "police report without a log"
        theirs = in_full(self.theirs) if self.theirs else "NOT RECORDED"
        if self.field == EPISODE:
            ended = f" to {in_full(self.ended)}" if self.ended else ", no end yet"
            return f"{log}: away from {theirs}{ended}; we have NO EPISODE then"
        ours = in_full(self.ours) if self.ours else "NOT RECORDED"
        return f"{log}: {self.field} {theirs}; ours {ours}"


def differences_of(history: ChildHistory) -> tuple[Difference, ...]:
    """The differences on which nobody has decided yet, in the order of the police's starts."""
    kept = {(event.report, event.field) for _, event in history.each(OurTimeKept)}
    found = (each for entry, event in newest(history) for each in _of(history, entry, event))
    return tuple(each for each in found if (each.report, each.field) not in kept)


def newest(history: ChildHistory) -> list[tuple[Entry, PoliceReportKept]]:
    """The police's last word on each of their log numbers; rows without one stand for themselves."""
    last: dict[str, tuple[Entry, PoliceReportKept]] = {}
    for entry, event in sorted(history.each(PoliceReportKept), key=lambda each: each[0].seq):
        last[event.log or entry.id] = (entry, event)
    return sorted(last.values(), key=lambda each: (each[1].happened_at, each[0].seq))


def ours_for(history: ChildHistory, event: PoliceReportKept) -> Episode | None:
    """The episode that a report is about: the one noted, while it counts, else the one that fits by now."""
    noted = history.episode(event.episode)
    if noted and not noted.voided:
        return noted
    return episode_meant(history.counting, event.happened_at, event.ended)


def still_without_end(episode: Episode | None, entry: Entry, event: PoliceReportKept) -> bool:
    """The police had no end when the child was back here already; a row from before the return says nothing of it."""
    back = episode.returned_at if episode and not event.ended else None
    return back is not None and entry.entered_at >= back


def _of(history: ChildHistory, entry: Entry, event: PoliceReportKept) -> Iterator[Difference]:
    episode = ours_for(history, event)

    def difference(field: str, ours: datetime | None, theirs: datetime | None) -> Difference:
        return Difference(
            child=history.child.id,
            report=entry.id,
            log=event.log,
            field=field,
            ours=ours,
            theirs=theirs,
            ended=event.ended,
            status=event.status,
            episode=episode.id if episode else "",
        )

    if episode is None:
        yield difference(EPISODE, None, event.happened_at)
        return
    if not _same_minute(episode.since, event.happened_at):
        yield difference(START, episode.since, event.happened_at)
    if event.ended and not (episode.ended_at and _same_minute(episode.ended_at, event.ended)):
        yield difference(END, episode.ended_at, event.ended)
    if still_without_end(episode, entry, event):
        yield difference(END, episode.returned_at, None)


def in_full(at: datetime) -> str:
    """With the year, for files come late: `Sat 21 Nov 2026 20:05 GMT`."""
    here = local(at)
    return f"{day_words(here)} {here.year} {clock_time(at)} {here.tzname()}"


def _same_minute(one: datetime, other: datetime) -> bool:
    """The police give minutes."""
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)
