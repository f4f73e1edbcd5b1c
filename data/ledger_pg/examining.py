"""What `doctor` asks a server: whether it keeps what it acknowledges, and whether this login may do what it should."""

from __future__ import annotations

from collections.abc import Iterator

from data.io import Io
from data.ledger_pg.ledger import SKEW
from data.ledger_pg.server import Greeting, Server

Found = tuple[str, bool, str]
"""What was looked at, whether it is right, and in words."""
_MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit")
_OLDEST = 140000
_SETTINGS = """select current_setting('server_version'), current_setting('server_version_num'),
    current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'),
    current_setting('synchronous_standby_names'), current_setting('data_checksums'), pg_is_in_recovery(),
    coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false), inet_server_addr() is null"""


def examined(address: str, io: Io) -> Iterator[Found]:
    """Everything looked at. Raises: LedgerError when the server cannot be asked."""
    server = Server(address, io, write=True)
    try:
        greeting = server.reach()
        version, number, *kept, standbys, checksums, _, encrypted, local = server.ask(_SETTINGS)[0]
    finally:
        server.drop()
    good = int(number) >= _OLDEST
    yield "server", good, f"PostgreSQL {version}" + ("" if good else "; 14 or later is wanted")
    for name, value in zip(_MUST_BE_ON, kept, strict=True):
        good = value not in ("off", "local")
        yield f"server's {name}", good, value + ("" if good else "; on is wanted: what is acknowledged could be lost")
    yield "standby", True, f"waited for: {standbys}" if standbys else "none is waited for (docs/postgres.md)"
    good = checksums == "on"
    yield "checksums", good, checksums + ("" if good else "; initdb --data-checksums is wanted")
    yield "line to the server", encrypted == "t" or local == "t", _line(encrypted == "t", local == "t")
    yield from _of_the_store(greeting)


def _line(encrypted: bool, local: bool) -> str:
    if local:
        return "a socket of this host"
    return "encrypted" if encrypted else "NOT encrypted; sslmode=verify-full is wanted"


def _of_the_store(greeting: Greeting) -> Iterator[Found]:
    """Whether this login can work there."""
    yield "takes entries", not greeting.standby, "a standby: it takes none" if greeting.standby else "yes"
    may = "may record" if greeting.may_append else "may read only; grant execute on the functions to record"
    yield "login", greeting.may_append, may
    good = abs(greeting.ahead_s) < SKEW
    yield "clocks", good, f"{abs(greeting.ahead_s):.1f} s apart" + ("" if good else "; set them by a time server")
