"""The desk's own state: who works here, which rules hold, what has been seen and handed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.events.desk import (
    AlertSeen,
    HandoverAcknowledged,
    ProtocolChosen,
    ShiftHandedOver,
    StoreMade,
    WorkerAdded,
)
from models.events.duty import EntryCorrected, EntryVoided
from models.events.entry import Entry
from models.history.corrections import standing
from models.history.daytime import UNKNOWN, Daytime, daytime_of
from models.history.moment import had_happened
from models.record import Record, Remembering, once
from models.worker import Worker


class Chosen(Record):
    """A protocol and the moment from which it holds."""

    since: datetime
    name: str
    text: str


class DeskState(Remembering):
    """The fold of the entries whose subject is the desk."""

    training: bool = False
    authority: str = ""
    workers: dict[str, Worker] = {}
    """By account."""
    protocols: tuple[Chosen, ...] = ()
    """By the moment from which each holds."""
    seen: frozenset[tuple[str, str]] = frozenset()
    """(alert, account) pairs."""
    handovers: tuple[Entry, ...] = ()
    acknowledged: dict[str, tuple[str, ...]] = {}
    """Items acknowledged, by handover."""
    daytime: Daytime = UNKNOWN
    """How far the episodes of the daytime are known."""
    entries: tuple[Entry, ...] = ()
    changes: tuple[Entry, ...] = ()
    """Those of the entries that set an earlier one right."""

    def at(self, moment: datetime) -> DeskState:
        """The desk as what had happened by a moment left it; what sets the record right holds at every moment."""
        return fold_desk(had_happened(self.entries, moment))

    def has_seen(self, alert: str, account: str) -> bool:
        """Whether this worker has seen the alert."""
        return (alert, account) in self.seen

    @once
    def seen_by_anyone(self) -> frozenset[str]:
        """The alerts that any person has seen."""
        return frozenset(alert for alert, _ in self.seen)

    def anyone_saw(self, alert: str) -> bool:
        """Whether any person has."""
        return alert in self.seen_by_anyone


def fold_desk(entries: Sequence[Entry]) -> DeskState:
    """The desk's state from its entries, in ledger order. Only the first entry can make a training store."""
    made = entries[0].event if entries else None
    acknowledged: dict[str, tuple[str, ...]] = {}
    changes = tuple(entry for entry in entries if isinstance(entry.event, EntryCorrected | EntryVoided))
    for entry in entries:
        if isinstance(entry.event, HandoverAcknowledged):
            earlier = acknowledged.get(entry.event.handover, ())
            acknowledged[entry.event.handover] = tuple(dict.fromkeys(earlier + entry.event.items))
    return DeskState(
        training=isinstance(made, StoreMade) and made.training,
        authority=made.authority if isinstance(made, StoreMade) else "",
        workers=_workers(entries),
        protocols=_protocols(entries),
        seen=frozenset((e.event.alert, e.event.account) for e in entries if isinstance(e.event, AlertSeen)),
        handovers=tuple(e for e in entries if isinstance(e.event, ShiftHandedOver)),
        acknowledged=acknowledged,
        daytime=daytime_of(standing(entries) if changes else entries),
        entries=tuple(entries),
        changes=changes,
    )


def _workers(entries: Sequence[Entry]) -> dict[str, Worker]:
    added = [entry.event for entry in entries if isinstance(entry.event, WorkerAdded)]
    return {event.account: Worker(event.account, event.name, event.role) for event in added}


def _protocols(entries: Sequence[Entry]) -> tuple[Chosen, ...]:
    chosen = [entry.event for entry in entries if isinstance(entry.event, ProtocolChosen)]
    return tuple(sorted((Chosen(e.happened_at, e.name, e.text) for e in chosen), key=lambda each: each.since))
