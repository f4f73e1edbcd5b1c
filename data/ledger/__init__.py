"""The ledger: events that are never lost, changed or stored twice."""

from data.ledger.errors import (
    Busy,
    Conflict,
    Damaged,
    DiskFull,
    LedgerError,
    NoStore,
    NotRecorded,
    TooLong,
    Unconfirmed,
    UnfitPlace,
    Unwritable,
    ViewOnly,
)
from data.ledger.head import Head
from data.ledger.ledger import Ledger
from data.ledger.line import Draft, Line
from data.ledger.opening import open_events, open_ledger

__all__ = [
    "Busy",
    "Conflict",
    "Damaged",
    "DiskFull",
    "Draft",
    "Head",
    "Ledger",
    "LedgerError",
    "Line",
    "NoStore",
    "NotRecorded",
    "TooLong",
    "Unconfirmed",
    "UnfitPlace",
    "Unwritable",
    "ViewOnly",
    "open_events",
    "open_ledger",
]
