"""The lives of all of a child's duties: which stand at a moment, of everything or of one episode."""

from __future__ import annotations

from datetime import datetime

from models.duties.duty import Duty
from models.duties.life import Life


class Lives:
    """The lives of all of a child's duties, by the instant at which each arises, and the duties that were withdrawn."""

    __slots__ = ("_gone", "_of_episode", "all")

    def __init__(self, lives: list[Life], gone: list[Duty]) -> None:
        self.all, self._gone = lives, gone
        self._of_episode: dict[str, list[Life]] = {}
        for life in lives:
            for episode in life.last.episodes:
                self._of_episode.setdefault(episode, []).append(life)

    @property
    def some_withdrawn(self) -> bool:
        """Whether an entry took away what was owed."""
        return bool(self._gone)

    def withdrawn(self, now: datetime) -> list[Duty]:
        """Those withdrawn that do not stand at a moment all the same."""
        if not self._gone:
            return []
        standing = {life.last.id for life in self.all if life.moments[0] <= now}
        return [duty for duty in self._gone if duty.id not in standing]

    def duties(self, now: datetime, episode: str | None = None) -> tuple[Duty, ...]:
        """Every duty that arose by a moment, of one episode or of all, by the instant at which it arose."""
        lives = self.all if episode is None else self._of_episode.get(episode, ())
        standing = [duty for life in lives if (duty := life.at(now))]
        gone = self.withdrawn(now)
        found = sorted([*standing, *gone], key=_arose) if gone else standing
        return tuple(found if episode is None else [duty for duty in found if episode in duty.episodes])

    def turns(self, episode: str) -> list[datetime]:
        """The moments at which the duties of an episode turn."""
        turning = self.all if self._gone else self._of_episode.get(episode, ())  # others may stand for what is gone
        return sorted({at for life in turning for at in life.moments})


def _arose(duty: Duty) -> tuple[datetime, str]:
    return duty.arose_at, duty.id
