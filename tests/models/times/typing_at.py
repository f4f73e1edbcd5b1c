"""What a worker types at a given London time, for the tests of the parser."""

from __future__ import annotations

from datetime import datetime

from models.times.parse import Reading, Unread, parse_any, parse_next, parse_past
from models.times.zone import from_iso, iso

SUNDAY = from_iso("2026-11-22T02:14:07Z")
"""The night of most tests: Sunday 22 November 2026, 02:14:07."""

PARSERS = {"past": parse_past, "next": parse_next, "any": parse_any}


def meant(text: str, now: datetime | str = SUNDAY, direction: str = "past") -> str:
    """The instant read, as text; the test fails with the parser's message if there is none."""
    found = PARSERS[direction](text, from_iso(now) if isinstance(now, str) else now)
    assert isinstance(found, Reading), f"{text!r}: {found.message}"
    return iso(found.at)


def refused(text: str, now: datetime | str = SUNDAY, direction: str = "past") -> Unread:
    """The refusal; the test fails if a time was read."""
    found = PARSERS[direction](text, from_iso(now) if isinstance(now, str) else now)
    assert isinstance(found, Unread), f"{text!r} was read as {iso(found.at)}"
    return found
