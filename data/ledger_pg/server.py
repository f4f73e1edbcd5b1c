"""The server as one session asks it: a connection made when it is needed, and again after it was lost."""

from __future__ import annotations

from collections.abc import Sequence

from data.account import signed_in
from data.io import Io
from data.ledger.errors import LedgerError, NoStore
from data.ledger_pg.address import checked
from data.ledger_pg.wire import Row, ServerRefused, Unreachable, Wire, array, need_driver, open_wire
from models.record import Record

CONNECTING = 4.0
"""Seconds to wait for each host."""
ANSWER = 5.0
"""Seconds to wait for an answer."""
LOCK_MS = 3000
"""Milliseconds for which the server lets one session wait for another's commit."""
_SETTINGS = {
    "client_encoding": "UTF8",
    "keepalives_idle": "2",
    "keepalives_interval": "1",
    "keepalives_count": "2",
    "tcp_user_timeout": "4000",
    "options": f"-c lock_timeout={LOCK_MS} -c default_transaction_isolation=read\\ committed",
}
_GREETING = """select pg_is_in_recovery(), pg_backend_pid(), backend_start,
    to_regclass('nightdesk.line') is not null,
    coalesce(has_function_privilege(to_regprocedure('nightdesk.append(text[],text[],text[],text[],bigint[])'),
        'execute'), false),
    extract(epoch from clock_timestamp()) from pg_stat_activity where pid = pg_backend_pid()"""


class Greeting(Record):
    """What the server says of itself and of this connection."""

    standby: bool
    pid: str
    began: str
    """When the connection's process began: with its number it names this connection and no later one."""
    has_store: bool
    may_append: bool
    ahead_s: float
    """Seconds by which the server's clock is ahead of this host's."""

    @property
    def takes_entries(self) -> bool:
        """Whether this login may record there, now."""
        return self.may_append and not self.standby


class Server:
    """One server, or several that stand in for each other. Not for two threads at once."""

    def __init__(self, address: str, io: Io, *, write: bool) -> None:
        self.address = checked(address)
        self._io, self._write = io, write
        self._wire: Wire | None = None
        self.greeting: Greeting | None = None
        """What the server said when it was last reached."""

    def reach(self) -> Greeting:
        """Connects where there is no connection. Raises: Unreachable; LedgerError without psycopg."""
        if self._wire is None or not self._wire.alive or self.greeting is None:
            self._wire, self.greeting = self._connected()
        return self.greeting

    def look_again(self) -> None:
        """Where a standby answered, or a login that may not record, has that looked at anew with the next question."""
        if self.greeting is not None and not self.greeting.takes_entries:
            self.drop()

    def _connected(self) -> tuple[Wire, Greeting]:
        need_driver()
        settings = self._settings()
        if self._write and "target_session_attrs" not in settings:
            try:  # of several, the one that takes entries; a standby is better than none
                return self._greeted(settings | {"target_session_attrs": "read-write"})
            except Unreachable as problem:
                if not problem.standby:
                    raise
        return self._greeted(settings)

    def _greeted(self, settings: dict[str, str]) -> tuple[Wire, Greeting]:
        wire = open_wire(settings, self._io, CONNECTING)
        try:
            standby, pid, began, store, append, clock = wire.ask(_GREETING, patience=ANSWER)[0]
        except ServerRefused as problem:
            wire.close()
            raise Unreachable(problem.message) from problem
        ahead = float(clock) - Io().now().timestamp()  # a training clock differs on purpose
        return wire, Greeting(standby == "t", pid, began, store == "t", append == "t", ahead)

    def _settings(self) -> dict[str, str]:
        from psycopg import Error
        from psycopg.conninfo import conninfo_to_dict

        try:
            given = {name: str(value) for name, value in conninfo_to_dict(self.address).items() if value is not None}
        except Error as problem:
            raise LedgerError("The address of the server cannot be read: postgresql://HOST/DATABASE is wanted.") from (
                problem
            )
        options = f"{given.pop('options', '')} {_SETTINGS['options']}".strip()
        name = {"application_name": f"nightdesk {signed_in().name}"}
        return _SETTINGS | name | given | {"options": options}

    def ask(self, question: str, values: Sequence[str | None] = (), *, patience: float = ANSWER) -> list[Row]:
        """The rows of the answer. Raises: Unreachable, ServerRefused."""
        self.reach()
        assert self._wire is not None
        return self._wire.ask(question, values, patience=patience)

    def install(self) -> None:
        """Makes the schema. Raises: Unreachable; NoStore where this login may not."""
        from importlib.resources import files

        self.reach()
        assert self._wire is not None
        script = (files("data.ledger_pg") / "schema.sql").read_text(encoding="utf-8")
        try:
            if self.ask("show server_encoding")[0][0] != "UTF8":
                raise NoStore("No store could be made: the database's encoding must be UTF8.")
            self._wire.run(script, patience=30.0)
        except ServerRefused as problem:
            if problem.code not in ("42P06", "23505"):  # another session made it at this moment
                raise NoStore(f"No store could be made on the server: {problem.message}.") from problem
        self.drop()

    def head(self) -> tuple[int, str]:
        """The number and the hash of the last event. Raises: Unreachable, ServerRefused."""
        seq, mark = self.ask("select seq, hash from nightdesk.head")[0]
        return int(seq), mark

    def lines_after(self, seq: int, most: int, *, patience: float = ANSWER) -> list[bytes]:
        """The lines after a number, in order, as they are stored. Raises: Unreachable, ServerRefused."""
        question = "select line from nightdesk.line where seq > $1::bigint order by seq limit $2::int"
        rows = self.ask(question, (str(seq), str(most)), patience=patience)
        return [raw(line) for (line,) in rows]

    def confirmed(self, ids: Sequence[str]) -> list[bytes]:
        """What is there of these, once it is as durable as an entry is. Raises: Unreachable, ServerRefused."""
        return [raw(row[1]) for row in self.ask("select * from nightdesk.confirm($1::text[])", (array(ids),))]

    def end(self, greeting: Greeting) -> bool:
        """Has an earlier connection ended, so that nothing is stored through it any more; whether it is.

        Raises: Unreachable, ServerRefused.
        """
        same = "from pg_stat_activity where pid = $1::int and backend_start = $2::timestamptz"
        who = (greeting.pid, greeting.began)
        self.ask(f"select pg_terminate_backend(pid, 3000) {same}", who, patience=ANSWER)
        return not self.ask(f"select 1 {same}", who)

    def listen(self) -> None:
        """Asks to be told of new entries. Raises: Unreachable, ServerRefused."""
        self.ask("listen nightdesk")

    def hear(self, seconds: float) -> bool:
        """Waits so long at most for word of a new entry. Raises: Unreachable."""
        self.reach()
        assert self._wire is not None
        return self._wire.hear(seconds)

    @property
    def warned(self) -> bool:
        """Whether the server warned of something while it answered the last question."""
        return self._wire is not None and self._wire.warned

    @property
    def connected(self) -> bool:
        """Whether the connection was in order when it was last used."""
        return self._wire is not None and self._wire.alive

    def drop(self) -> None:
        """Lets the connection go; the next question makes another."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None


def raw(line: str) -> bytes:
    """A line's bytes, with the newline that ends it in a file."""
    return line.encode() + b"\n"
