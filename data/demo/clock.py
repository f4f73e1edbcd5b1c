"""A clock that is set to each moment of the story, so that everything was entered when it would have been."""

from __future__ import annotations

from datetime import datetime

from data.io import Io


class StoryClock(Io):
    """The operating system, at whatever time the story has come to."""

    def __init__(self, now: datetime) -> None:
        self.moment = now

    def now(self) -> datetime:
        """The story's present."""
        return self.moment
