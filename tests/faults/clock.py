"""An operating system whose clock is told the time, for runs that must be the same each time."""

from __future__ import annotations

from datetime import UTC, datetime

from data.io import Io


class SetClock(Io):
    """The real operating system with a clock that stands where it was put."""

    def __init__(self, at: datetime = datetime(2026, 11, 22, 2, 14, tzinfo=UTC)) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at
