"""Entries by the kind of their events: asking for one kind costs the same however long the history is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.events.base import Event, OfEpisode
from models.events.duty import InterviewStep, MeetingStep
from models.events.entry import Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    E = TypeVar("E", bound=Event)

GROUPS = (Event, OfEpisode, InterviewStep, MeetingStep)
"""The kinds that stand for several."""


class ByKind:
    """Some entries, to be asked for by kind again and again."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._found: dict[type[Event], list[tuple[Entry, Event]]] = {}
        for entry in entries:
            if entry.event is not None:
                self._found.setdefault(type(entry.event), []).append((entry, entry.event))

    def each(self, kind: type[E]) -> Iterable[tuple[Entry, E]]:
        """The entries that hold events of one kind, in their order."""
        if kind in GROUPS and kind not in self._found:
            self._found[kind] = [(e, e.event) for e in self._entries if isinstance(e.event, kind)]
        return self._found.get(kind, ())  # type: ignore[return-value]  # what lies under a kind is of that kind
