"""What a typed time is read as, fixed when it is typed: the instant the worker saw is the instant that is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from models.times.parse import parse_next, parse_past
from models.times.reading import Reading, Unread
from models.times.words import reading_back
from models.times.zone import iso

PAST, COMING = "past time", "coming time"
FAR = timedelta(hours=12)
"""A reading further back than this is confirmed when the form is saved: `2350` may have meant tonight."""


class TypedTime:
    """One time field. While its text stays the same its reading does too, however long the form is open."""

    def __init__(self, kind: str, now: Callable[[], datetime]) -> None:
        self._read = parse_past if kind == PAST else parse_next
        self._past = kind == PAST
        self._now = now
        self._text = ""
        self._found: Reading | Unread | None = None
        self.read_at: datetime | None = None
        """When the text was read, which is what it means by "now"; None while nothing is typed."""

    def restore(self, text: str, at: datetime) -> None:
        """Take up a text that was read before the line dropped: it still means what it meant then."""
        self._text, self._found, self.read_at = text, self._read(text, at), at

    def read(self, text: str) -> Reading | Unread | None:
        """What the text was read as when it was typed; None for an empty field."""
        if not text.strip():
            self._text, self._found, self.read_at = text, None, None
        elif text != self._text:
            self.restore(text, self._now())
        return self._found

    def words(self, text: str) -> str:
        """The reading back: `Sun 22 Nov 22:30 GMT, 4 h ago`, or why there is none. Empty for an empty field."""
        found = self.read(text)
        if found is None:
            return ""
        if isinstance(found, Unread):
            asked = "  F5 the first, F6 the second" if found.readings else ""
            return f"? {found.message}{asked}"
        return reading_back(found, self._now())

    def to_send(self, text: str) -> str:
        """The instant of the reading, as the command takes it; text that cannot be read goes as it was typed."""
        found = self.read(text)
        if not isinstance(found, Reading):
            return text
        return ("about " if found.about else "") + iso(found.at)

    def either(self, text: str) -> tuple[str, ...]:
        """For a time that happens twice: the texts that mean the first and the second; else nothing."""
        found = self.read(text)
        return tuple(reading.text for reading in found.readings) if isinstance(found, Unread) else ()

    def far_back(self, text: str) -> bool:
        """Whether the reading lies so far back that it may have been meant otherwise."""
        found = self.read(text)
        return self._past and isinstance(found, Reading) and self._now() - found.at > FAR
