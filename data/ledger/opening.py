"""Opening a store's ledger: for writing where that is possible, else for viewing, with the reason."""

from __future__ import annotations

import errno

from data.io import Io
from data.ledger.errors import LedgerError, NoStore
from data.ledger.ledger import PATIENCE, Ledger
from data.ledger.making import is_made, make, refuse_network
from data.ledger.place import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from data.ledger.contract import AnyLedger
    from data.ledger.events import Events

COPY_MARK = "SERVER"
"""The file by which a host's copy of a server's record is known: nothing is recorded in one."""
_NOT_FOR_WRITING = (errno.EACCES, errno.EPERM, errno.EROFS)


def open_ledger(
    store: str | Path, io: Io, *, sid: str, write: bool = True, create: bool = False, patience: float = PATIENCE
) -> Ledger:
    """The ledger in `store`, read and verified, and settled when it is opened for writing.

    `sid` names the session on each event; `patience` is how long to wait for another session's commit, in seconds.
    Raises: NoStore when there is none (and none is to be made); UnfitPlace on a network drive.
    """
    place = Place(store, io, writable=write)
    try:
        return _opened(place, sid, create, patience)
    except BaseException:
        place.close()
        raise


def _opened(place: Place, sid: str, create: bool, patience: float) -> Ledger:
    reason = why_not_writable(place)
    if place.writable:
        refuse_network(place)
    if create and place.writable and not _is_made(place):
        make(place, patience)
    elif not _is_made(place):
        raise NoStore(f"There is no store in {place.store}.")
    ledger = Ledger(place, sid, patience)
    ledger.read_and_settle(reason)
    return ledger


def _is_made(place: Place) -> bool:
    try:
        return is_made(place)
    except OSError as problem:
        raise LedgerError(f"The store in {place.store} cannot be read: {problem.strerror}.") from problem


def why_not_writable(place: Place) -> str:
    """Why nothing can be written, in a worker's words, or empty; the place is then no longer written to."""
    if not place.writable:
        return "Opened for viewing only."
    if place.io.is_there(f"{place.store}/{COPY_MARK}"):
        place.writable = False
        return "View only: this is a copy of a server's record. Open the server's address to record."
    try:
        place.head_fd, place.lock_fd  # noqa: B018 - opening them is the question
    except FileNotFoundError:
        return ""
    except OSError as problem:
        if problem.errno not in _NOT_FOR_WRITING:
            raise LedgerError(f"The store in {place.store} cannot be opened: {problem.strerror}.") from problem
        place.close()
        place.writable = False
        if problem.errno == errno.EROFS:
            return "View only: the disk is read-only."
        return "View only: this account may not write to the store."
    return ""


def open_events(ledger: AnyLedger) -> Events:
    """The ledger as a TinyDB. Imports TinyDB (8 ms), which reading through the ledger does not need."""
    from data.ledger.events import Events

    return Events(ledger)
