"""What other sessions recorded, in words that stay until this worker has seen them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from models.events.desk import DESK, AlertSeen, DayAlertLeft, ShiftHandedOver
from models.events.entry import Entry
from models.events.words import entry_words, news_words
from models.history.register import Register
from models.record import Record

MOST = 50
"""So much news waits line by line; of what comes on top of that, as from an import, one line says how much it is."""
MUCH = "entry/more"


class News(Record):
    """One thing that another session recorded."""

    id: str
    words: str
    episode: str


def news_of(entries: Iterable[Entry], register: Register) -> list[News]:
    """The news in some entries, one for each batch. That somebody saw an alert is none; some are alerts themselves."""
    telling = filter(_tells, entries)
    batches = groupby(telling, key=lambda entry: (entry.subject, entry.by, entry.entered_at))
    return [_news(list(batch), register) for _, batch in batches]


class Heard:
    """The news that waits for one worker, the oldest first."""

    def __init__(self) -> None:
        self.waiting: list[News] = []
        self._more = 0
        """Entries on top of those that wait line by line."""

    def take(self, entries: Sequence[Entry], register: Register) -> None:
        """What some entries tell; once much waits, they are only counted: everything stands in the timelines."""
        if len(self.waiting) < MOST:
            self.waiting += news_of(entries, register)
            return
        self._more += sum(map(_tells, entries))
        told = [each for each in self.waiting if each.id != MUCH]
        words = f"{self._more} further entries by others: they stand in the timelines and in the handover"
        self.waiting = [*told, News(MUCH, words, "")] if self._more else told

    def see(self, news: News) -> None:
        """The worker has seen it."""
        self.waiting.remove(news)
        if news.id == MUCH:
            self._more = 0


def _tells(entry: Entry) -> bool:
    return not isinstance(entry.event, AlertSeen | DayAlertLeft | ShiftHandedOver)


def _news(batch: Sequence[Entry], register: Register) -> News:
    first, rest = batch[0], batch[1:]
    history = register.child(first.subject) if first.subject != DESK else None
    name = history.child.name if history else ""
    also = "".join(f"; {entry_words(entry).done}" for entry in rest)
    episode = next((str(e.data["episode"]) for e in batch if e.data.get("episode")), "")
    return News(f"entry/{first.id}", news_words(first, name) + also, episode)
