"""What other sessions recorded, in words that stay until this worker has seen them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from models.events.desk import DESK, AlertSeen, DayAlertLeft, ShiftHandedOver
from models.events.entry import Entry
from models.events.words import entry_words, news_words
from models.history.register import Register
from models.record import Record


class News(Record):
    """One thing that another session recorded."""

    id: str
    words: str
    episode: str


def news_of(entries: Iterable[Entry], register: Register) -> list[News]:
    """The news in some entries, one for each batch. That somebody saw an alert is none; some are alerts themselves."""
    telling = [entry for entry in entries if not isinstance(entry.event, AlertSeen | DayAlertLeft | ShiftHandedOver)]
    batches = groupby(telling, key=lambda entry: (entry.subject, entry.by, entry.entered_at))
    return [_news(list(batch), register) for _, batch in batches]


def _news(batch: Sequence[Entry], register: Register) -> News:
    first, rest = batch[0], batch[1:]
    history = register.child(first.subject) if first.subject != DESK else None
    name = history.child.name if history else ""
    also = "".join(f"; {entry_words(entry).done}" for entry in rest)
    episode = next((str(e.data["episode"]) for e in batch if e.data.get("episode")), "")
    return News(f"entry/{first.id}", news_words(first, name) + also, episode)
