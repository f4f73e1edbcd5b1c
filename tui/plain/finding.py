"""One thing that `doctor` looked at."""

from __future__ import annotations

from models.record import Record


class Finding(Record):
    """Whether it is right, and what was found or is to be done."""

    what: str
    good: bool
    words: str
