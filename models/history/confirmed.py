"""When somebody last confirmed that a child is away: episodes carried over from earlier show it (D19)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from models.events.entry import Entry
from models.events.episode import AbsenceLimitAgreed, EpisodeOpened, Found, ReportAdded, StillAway
from models.history.episode import Episode
from models.record import Record
from models.times.words import day_time

SHIFT = timedelta(hours=12)
"""An episode of which nobody has said anything for so long was carried over from an earlier shift."""


class Confirmed(Record):
    """The last time that somebody said that the child is away."""

    at: datetime
    by: str

    @property
    def words(self) -> str:
        """`last confirmed Sun 22 Nov 20:55 GMT by carer, Ash House`."""
        return f"last confirmed {day_time(self.at)}" + (f" by {self.by}" if self.by else "")


def last_confirmed(episode: Episode) -> Confirmed:
    """Who last said so, and when: the first report, a further one, a limit agreed, found, or asked and confirmed."""
    return Confirmed(episode.confirmed_at, episode.confirmed_by)


def newest_word(entries: Iterable[Entry]) -> Confirmed:
    """The same from an episode's entries, of which one opened it; of words of one time the opening's, then by name."""
    return max(_said(entries), key=lambda said: (said[0].at, said[1], said[0].by))[0]


def carried_over(episode: Episode, now: datetime) -> bool:
    """Still open, and not a word of it in this shift."""
    return episode.is_open and now - episode.confirmed_at >= SHIFT


def _said(entries: Iterable[Entry]) -> Iterator[tuple[Confirmed, bool]]:
    """Each word that the child is away, and whether the episode was opened with it."""
    for entry in entries:
        event = entry.event
        if isinstance(event, EpisodeOpened):
            yield Confirmed(max(event.reported_at or event.happened_at, event.happened_at), event.source), True
        elif isinstance(event, AbsenceLimitAgreed):
            yield Confirmed(event.happened_at, event.agreed_by or event.source), False
        elif isinstance(event, Found):
            yield Confirmed(event.happened_at, event.by or event.source), False
        elif isinstance(event, ReportAdded | StillAway):
            yield Confirmed(event.happened_at, event.source), False


def confirmed_words(episode: Episode, now: datetime) -> str:
    """`carried over, last confirmed Sat 21 Nov 20:55 GMT by carer`; of this shift's without the first words."""
    first = "carried over, " if carried_over(episode, now) else ""
    return f"{first}{last_confirmed(episode).words}"
