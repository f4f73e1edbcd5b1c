"""Opening a store by its name: a folder on this host's disk, or `postgresql://…` for a server that hosts share."""

from __future__ import annotations

from data.io import Io
from data.ledger import open_ledger
from models import ids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from data.ledger.contract import AnyLedger

SERVERS = ("postgresql://", "postgres://")


def is_server(store: object) -> bool:
    """Whether a store is named by the address of a server."""
    return str(store).startswith(SERVERS)


def folder_of(store: str | Path) -> str:
    """The folder on this host: the store's own; for a server, where its copy, drafts and the access log are.

    Raises: LedgerError for an address that cannot be used.
    """
    if not is_server(store):
        return str(store)
    from data.ledger_pg.address import local_folder

    return local_folder(str(store))


def open_store(store: str | Path, io: Io, *, write: bool = True, create: bool = False) -> AnyLedger:
    """The ledger of a store, for a new session. Raises: LedgerError, as `open_ledger`."""
    sid = ids.make(ids.ENTRY, io.random_bytes(10))
    if not is_server(store):
        return open_ledger(store, io, sid=sid, write=write, create=create)
    # Imported here (100 ms and more, with psycopg): most stores are folders.
    from data.ledger_pg.opening import open_server_ledger

    return open_server_ledger(str(store), io, sid=sid, write=write, create=create)
