"""What every ledger offers, wherever its lines are kept: on this disk or on a server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from data.ledger.head import Head
from data.ledger.line import Draft, Line


class AnyLedger(Protocol):
    """Events in order: read by all, appended to, never changed. For types only: nothing imports this to run."""

    damage: str
    """What is wrong with the stored bytes; empty when nothing was found."""

    @property
    def lost(self) -> str:
        """Why what is shown may not be the newest; empty when it was read from where it is kept."""

    @property
    def view_only(self) -> str:
        """Why nothing can be written at this moment, in a worker's words; empty when it can."""

    @property
    def head(self) -> Head:
        """How far this session has read and verified."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a worker should know although everything works."""

    def lines(self) -> Sequence[Line]:
        """Every event known so far, in order."""

    def of_subject(self, subject: str) -> Sequence[Line]:
        """One subject's events known so far, in order."""

    def version(self, subject: str) -> int:
        """The number of the subject's last event, 0 when it has none."""

    def with_id(self, id: str) -> Line | None:
        """The event with this id, None when it is not there."""

    def subjects(self) -> list[str]:
        """Every subject, in the order in which they first came."""

    def subject_of(self, reference: str) -> str:
        """The subject of an event, or of an episode by the event that opened it; empty for a stranger."""

    def references(self, beginning: str) -> list[str]:
        """The ids of events and episodes that begin so."""

    def keep_index(self, *, always: bool = False) -> None:
        """Renews the derived index for whoever opens next."""

    def poll(self) -> list[Line]:
        """The events committed since the last poll that this caller was not given. Raises: LedgerError."""

    def append(
        self, drafts: Sequence[Draft], by: Mapping[str, Any], expect: Mapping[str, int] | None = None
    ) -> list[Line]:
        """Stores all drafts as one batch, or none, and returns them as stored; repeats return what is there.

        Raises: NotRecorded and its kinds, Unconfirmed, Damaged, ViewOnly.
        """

    def follow(self) -> None:
        """From now on `poll` waits for nobody: a screen asks."""

    def close(self) -> None:
        """Gives back what is held."""
