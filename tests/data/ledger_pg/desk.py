"""What the tests of a store on a server share: sessions on several hosts, and waiting for what comes by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from data.io import Io
from data.ledger import LedgerError, Line
from data.ledger_pg.ledger import ServerLedger
from data.ledger_pg.opening import open_server_ledger
from tests.data.ledger.desk import BY, draft

PATIENCE = 30.0


@contextmanager
def session(address: str, host: object, *, write: bool = True, create: bool = True) -> Iterator[ServerLedger]:
    """A session on a host of its own: `host` is the folder that this host keeps."""
    ledger = open_server_ledger(address, Io(), sid="test", write=write, create=create and write, folder=str(host))
    try:
        yield ledger
    finally:
        ledger.close()


def appended(ledger: ServerLedger, *ids: str) -> list[Line]:
    """One event for each id."""
    return [ledger.append([draft(id)], BY)[0] for id in ids]


def ids(ledger: ServerLedger) -> list[str]:
    return [line.id for line in ledger.lines()]


def wait_for(what: Callable[[], bool]) -> None:
    """Returns when it is so; fails when that takes far too long."""
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.01)


def heard(ledger: ServerLedger) -> list[Line]:
    """What a poll gives; nothing while the server is away."""
    try:
        return ledger.poll()
    except LedgerError:
        return []
