"""Opening the ledger on a server: for recording where that is possible, else for viewing, with the reason."""

from __future__ import annotations

from data.io import Io
from data.ledger.bulk import in_bulk
from data.ledger.errors import Damaged, LedgerError, NoStore
from data.ledger.ledger import Ledger
from data.ledger.opening import open_ledger
from data.ledger_pg.address import checked, local_folder
from data.ledger_pg.ledger import MOST, ServerLedger
from data.ledger_pg.mirror import Mirror
from data.ledger_pg.server import Server
from data.ledger_pg.wire import ServerRefused, Unreachable

LONG = 60.0
"""Seconds that the server may take for a parcel of lines."""


def open_server_ledger(
    address: str, io: Io, *, sid: str, write: bool = True, create: bool = False, folder: str = ""
) -> ServerLedger:
    """The ledger at an address, as far as the server or, without it, this host's copy goes.

    `folder` is where this host's copy is, if not in the usual place.
    Raises: NoStore when there is none (and none is to be made); LedgerError when neither server nor copy can be read.
    """
    server = Server(checked(address), io, write=write)
    mirror = Mirror(folder or local_folder(address), io, source=address)
    try:
        lost = _why_not_reached(server, create=create and write)
        local = _local(mirror, io, sid, server, lost)
        reason = "" if write else "Opened for viewing only."
        ledger = ServerLedger(server, mirror, local, io, sid, reason=reason)
    except BaseException:
        server.drop()
        mirror.close()
        raise
    ledger.begin(lost)
    return ledger


def _why_not_reached(server: Server, *, create: bool) -> str:
    """Empty when the server answers and has the store. Raises: NoStore."""
    try:
        if not server.reach().has_store:
            if not create:
                raise NoStore(f"There is no store in {server.address}.")
            server.install()
            server.reach()
    except Unreachable as problem:
        return str(problem)
    return ""


def _local(mirror: Mirror, io: Io, sid: str, server: Server, lost: str) -> Ledger:
    """This host's copy, made where it is not there, and made anew where it is spoilt and the server can be read."""
    try:
        if lost and not io.is_there(mirror.place.head_path):
            raise LedgerError(f"The server cannot be reached: {lost}.")
        mirror.make()
        local = _opened(mirror, io, sid, server, lost)
        if local.damage and not lost:
            local.close()
            mirror.wipe()
            local = _opened(mirror, io, sid, server, lost)
    except OSError as problem:
        folder = mirror.place.store
        raise LedgerError(
            f"This host's copy of the record in {folder} cannot be kept ({problem.strerror})."
        ) from problem
    return local


def _fill(mirror: Mirror, server: Server) -> None:
    """Brings a copy that is far behind up to date before it is opened: what came in is then not held in memory."""
    try:
        head = mirror.head()
        with in_bulk():
            while len(raws := server.lines_after(head.seq, MOST, patience=LONG)) == MOST:
                before, head = head, mirror.take(raws)
                if head == before:
                    return
    except (Damaged, Unreachable, ServerRefused):
        return  # said when the rest is taken in


def _opened(mirror: Mirror, io: Io, sid: str, server: Server, lost: str) -> Ledger:
    if not lost:
        _fill(mirror, server)
    local = open_ledger(mirror.place.store, io, sid=sid, write=False)
    local.view_only = ""  # its index may be kept; nothing is ever appended through it
    return local
