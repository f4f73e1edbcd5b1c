"""All that is known of one child: the child, the episodes, and every entry they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from models.events.base import Event
from models.events.entry import Entry
from models.history.by_kind import ByKind
from models.history.child import Child
from models.history.episode import Episode
from models.history.traits import Traits
from models.record import Remembering, once

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    E = TypeVar("E", bound=Event)

NEVER_AWAY, NEVER_BACK = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class ChildHistory(Remembering):
    """The fold of one child's entries."""

    child: Child
    episodes: tuple[Episode, ...]
    """By start; voided ones too."""
    entries: tuple[Entry, ...]
    """Every entry as it was entered, in ledger order."""
    standing: tuple[Entry, ...]
    """The entries that stand, as corrected, in the order in which things happened."""
    traits: Traits
    """The child's traits over time."""
    linked: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()

    @once
    def counting(self) -> tuple[Episode, ...]:
        """The episodes that are not void."""
        return tuple(episode for episode in self.episodes if not episode.voided)

    @once
    def away_until(self) -> datetime:
        """When the child was last away: the latest end of an episode, NEVER_BACK while one is open."""
        return max((each.ended_at or NEVER_BACK for each in self.counting), default=NEVER_AWAY)

    @once
    def open_episode(self) -> Episode | None:
        """The one episode that is open (D17), or None."""
        return next((episode for episode in reversed(self.episodes) if episode.is_open), None)

    @once
    def traits_now(self) -> frozenset[str]:
        """The child's traits by the newest word on each detail."""
        return self.child.traits

    def traits_at(self, moment: datetime) -> frozenset[str]:
        """The child's traits at a moment."""
        if len(self.traits) == 1:
            return self.traits[0][1]
        return next(traits for since, traits in reversed(self.traits) if since <= moment)

    def episode(self, episode_id: str) -> Episode | None:
        """One episode by its id."""
        return next((episode for episode in self.episodes if episode.id == episode_id), None)

    def each(self, kind: type[E]) -> Iterator[tuple[Entry, E]]:
        """The standing entries that hold events of one kind, in the order in which things happened."""
        return iter(self._by_kind.each(kind))

    @once
    def _by_kind(self) -> ByKind:
        return ByKind(self.standing)
