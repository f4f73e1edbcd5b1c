"""One connection to the server: questions and answers with an end to the waiting, on libpq's own terms.

psycopg's cursors wait as long as the server lets them; a screen cannot. What matters here is to know whether a
question was answered, refused, or whether that is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from select import select
from typing import TYPE_CHECKING

from data.io import Io
from data.ledger.errors import LedgerError

if TYPE_CHECKING:
    from psycopg.pq.abc import PGconn, PGresult

Row = tuple[str, ...]
_WITHOUT_DRIVER = "A store on PostgreSQL needs psycopg: pip install 'nightdesk[postgres]'."


class Unreachable(LedgerError):
    """The server cannot be reached, or no longer; nothing is known of a question that was on its way."""

    standby = False
    """Whether a server was found that takes no entries, when one that does was looked for."""


class ServerRefused(LedgerError):
    """The server answered with an error; what was asked has certainly not been done."""

    def __init__(self, code: str, message: str, detail: str) -> None:
        super().__init__(f"The server refused: {message}")
        self.code = code
        """The SQLSTATE."""
        self.message = message
        self.detail = detail


class Wire:
    """An open connection. Not for two threads at once."""

    def __init__(self, connection: PGconn, io: Io) -> None:
        self._connection, self._io = connection, io
        connection.nonblocking = 1
        self._notices: list[str] = []
        connection.notice_handler = partial(_notice, self._notices)  # not of self: a session let go must be let go

    @property
    def alive(self) -> bool:
        """Whether it was in order when it was last used."""
        from psycopg import pq

        return self._connection.status == pq.ConnStatus.OK

    @property
    def warned(self) -> bool:
        """Whether the server warned of something while it answered the last question."""
        return "WARNING" in self._notices

    def ask(self, question: str, values: Sequence[str | None] = (), *, patience: float) -> list[Row]:
        """The rows of the answer, once all the server does for it is done, the commit too.

        Raises: ServerRefused; Unreachable after `patience` seconds or when the connection breaks: it is closed then.
        """
        given = [None if value is None else value.encode() for value in values]
        return self._answered(lambda: self._connection.send_query_params(question.encode(), given), patience)

    def run(self, script: str, *, patience: float) -> None:
        """Has several statements done, all or none. Raises: as `ask`."""
        self._answered(lambda: self._connection.send_query(script.encode()), patience)

    def _answered(self, send: Callable[[], None], patience: float) -> list[Row]:
        self._notices.clear()
        until = self._io.monotonic() + patience
        try:
            send()
            while self._connection.flush():
                self._wait(until, write=True)
            results = list(self._results(until))
        except (_pq_error(), OSError) as problem:
            raise self._lost(words_of(problem)) from problem
        return self._rows(results)

    def _results(self, until: float) -> Iterable[PGresult]:
        """Every result up to the server's word that it is ready for another question: only then is it committed."""
        while True:
            while self._connection.is_busy():
                self._wait(until)
                self._connection.consume_input()
            result = self._connection.get_result()
            if result is None:
                return
            yield result

    def _rows(self, results: list[PGresult]) -> list[Row]:
        from psycopg import pq

        for result in results:
            if result.status == pq.ExecStatus.FATAL_ERROR:
                if not self.alive:
                    raise self._lost(_field(result, pq.DiagnosticField.MESSAGE_PRIMARY))
                raise _refusal(result)
        if not results:
            raise self._lost("the connection was closed")
        found = results[-1]
        columns = range(found.nfields)
        return [tuple((found.get_value(row, c) or b"").decode() for c in columns) for row in range(found.ntuples)]

    def hear(self, seconds: float) -> bool:
        """Waits for the server to say something by itself, so long at most; whether it did. Raises: Unreachable."""
        try:
            socket, heard = [self._connection.socket], False
            while select(socket, [], [], seconds)[0]:  # again until nothing is left: the end comes after last words
                self._connection.consume_input()
                seconds = 0.0
            while self._connection.notifies() is not None:
                heard = True
        except (_pq_error(), OSError, ValueError) as problem:
            raise self._lost(words_of(problem)) from problem
        if not self.alive:
            raise self._lost("the connection was closed")
        return heard

    def _wait(self, until: float, *, write: bool = False) -> None:
        left = until - self._io.monotonic()
        socket = [self._connection.socket]
        if left <= 0 or not any(select(socket, socket if write else [], [], left)):
            raise TimeoutError("it does not answer")

    def _lost(self, why: str) -> Unreachable:
        self.close()
        return Unreachable(why)

    def close(self) -> None:
        """Lets the connection go."""
        self._connection.finish()


def open_wire(settings: dict[str, str], io: Io, patience: float) -> Wire:
    """A connection by libpq's settings, the hosts tried in turn. Raises: Unreachable, LedgerError without psycopg."""
    from psycopg import Error
    from psycopg.conninfo import conninfo_attempts, make_conninfo

    try:
        attempts = conninfo_attempts(dict(settings))
    except Error as failed:  # no host of that name
        raise Unreachable(words_of(failed)) from failed
    problem, standby = Unreachable("no host is named"), False
    for attempt in attempts:
        try:
            return Wire(_connected(make_conninfo("", **attempt).encode(), io, patience), io)
        except Unreachable as failed:
            problem, standby = failed, standby or "read-only" in str(failed)
    problem.standby = standby
    raise problem


def _connected(conninfo: bytes, io: Io, patience: float) -> PGconn:
    from psycopg import pq

    until = io.monotonic() + patience
    connection = pq.PGconn.connect_start(conninfo)
    try:
        while (state := connection.connect_poll()) != pq.PollingStatus.OK:
            if state == pq.PollingStatus.FAILED:
                raise Unreachable(gist(connection.error_message.decode("utf-8", "replace")))
            left, socket = until - io.monotonic(), [connection.socket]
            writing = state == pq.PollingStatus.WRITING
            if left <= 0 or not any(select([] if writing else socket, socket if writing else [], [], left)):
                raise Unreachable("it does not answer")
    except BaseException:
        connection.finish()
        raise
    return connection


def need_driver() -> None:
    """Raises: LedgerError, in words, where psycopg is not installed."""
    try:
        import psycopg  # noqa: F401 - whether it is there is the question
    except ImportError as problem:
        raise LedgerError(_WITHOUT_DRIVER) from problem


def words_of(problem: BaseException) -> str:
    """What went wrong, in one line."""
    return gist(str(problem)) or type(problem).__name__


def gist(message: str) -> str:
    """The gist of what libpq says: its first line, without what it tried to reach."""
    first = message.strip().partition("\n")[0]
    return first.rpartition(" failed: ")[2].removeprefix("FATAL:").strip()


def array(values: Iterable[object]) -> str:
    """Values as PostgreSQL writes an array."""
    quoted = (str(value).replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join(f'"{value}"' for value in quoted) + "}"


def _notice(notices: list[str], result: PGresult) -> None:
    from psycopg import pq

    notices.append(_field(result, pq.DiagnosticField.SEVERITY_NONLOCALIZED))


def _refusal(result: PGresult) -> ServerRefused:
    from psycopg.pq import DiagnosticField as Field

    code = _field(result, Field.SQLSTATE)
    return ServerRefused(code, _field(result, Field.MESSAGE_PRIMARY), _field(result, Field.MESSAGE_DETAIL))


def _field(result: PGresult, field: int) -> str:
    return (result.error_field(field) or b"").decode("utf-8", "replace")


def _pq_error() -> type[Exception]:
    from psycopg import OperationalError

    return OperationalError
