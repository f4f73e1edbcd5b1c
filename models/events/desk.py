"""Events of the desk itself: the store, its people, its protocol, its shifts."""

from __future__ import annotations

from datetime import datetime

from models.events.base import Event

DESK = "desk"
"""The subject of events that concern no child."""


class StoreMade(Event):
    """The store began. A training store says so here, for ever."""

    training: bool
    authority: str = ""


class WorkerAdded(Event):
    """A manager gave an account a name and a role; the newest one for an account holds."""

    account: str
    name: str
    role: str
    """`viewer`, `duty worker`, `manager`, or `none` when the account may no longer enter."""


class ProtocolChosen(Event):
    """From `happened_at` on these rules hold. The whole text is kept, so that the record explains itself."""

    name: str
    text: str


class AlertSeen(Event):
    """A worker has seen an alert; another worker's copy stays."""

    alert: str
    account: str


class ShiftHandedOver(Event):
    """The outgoing worker signed a handover."""

    text: str
    items: tuple[str, ...] = ()
    since: str = ""


class HandoverAcknowledged(Event):
    """The incoming worker acknowledged items of a handover."""

    handover: str
    items: tuple[str, ...] = ()


class DayAlertLeft(Event):
    """The day team leaves something for the night: a concern, a contingency plan."""

    text: str


class HistoryImported(Event):
    """A file was taken in. Of daytime history it says how far every episode is now known (D19)."""

    kind: str
    """`history`, `children` or `police`."""
    until: datetime
    """Up to when the file is complete."""
    since: datetime | None = None
    """From when it is; None where it holds everything there ever was."""
    digest: str
    """SHA-256 of the file's bytes, so that the same file is known again."""
    rows: int = 0
    children: tuple[str, ...] = ()
    """Of a police download: whom it is about."""


class StoreRepaired(Event):
    """A named person, or the store itself, set a damage right; what was found and done."""

    what: str
    kept_as: str = ""
