"""The ledger on a server, as one session sees it: recorded there, read from this host's copy."""

from __future__ import annotations

from _thread import RLock
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from data.io import Io
from data.ledger.errors import Conflict, Damaged, LedgerError, ViewOnly
from data.ledger.head import Head
from data.ledger.ledger import Ledger
from data.ledger.line import Draft, Line, read
from data.ledger_pg.mirror import Astray, Mirror, check_known, number_of
from data.ledger_pg.recording import Recording
from data.ledger_pg.server import Server
from data.ledger_pg.watcher import Watcher
from data.ledger_pg.wire import ServerRefused, Unreachable

MOST = 5000
"""Lines fetched at once."""
AGAIN = 2.0
"""Seconds before a server that was lost is asked again, where no watcher does it."""
SKEW = 5.0
"""Seconds by which this host's clock may differ from the server's without a word."""


class ServerLedger:
    """Events in order: read by all, appended to on the server, never changed. Made by `open_server_ledger`."""

    def __init__(self, server: Server, mirror: Mirror, local: Ledger, io: Io, sid: str, *, reason: str) -> None:
        self.damage = ""
        """What is wrong with the record; empty when nothing was found."""
        self._server, self._mirror, self._local, self._io = server, mirror, local, io
        self._recording = Recording(server, io, sid)
        self._reason, self._lost, self._trouble = reason, "", ""
        self._watcher: Watcher | None = None
        self._undelivered: list[Line] = []
        self._heard: list[bytes] = []
        self._next_try = self._next_settling = 0.0
        self._one_at_a_time = RLock()

    @property
    def view_only(self) -> str:
        """Why nothing can be written at this moment, in a worker's words; empty when it can. It mends by itself."""
        if self.damage:
            return f"{self.damage} Entries are shown up to number {self.head.seq}; nothing can be recorded."
        if self.lost:
            return f"{self.lost} You can look, find and read; nothing can be recorded until it is back."
        if self._trouble or self._reason:
            return self._trouble or self._reason
        if self._recording.doubt is not None:
            return "It is not known yet whether the last entry is stored; the server is being asked."
        return self._why_not_there()

    @property
    def lost(self) -> str:
        """Why what is shown may not be the newest; empty when the server was heard lately."""
        lost = self._watcher.trouble if self._watcher is not None else self._lost
        return f"The server cannot be reached: {lost}. Entries are shown up to number {self.head.seq}." if lost else ""

    def _why_not_there(self) -> str:
        """What the server itself says against recording."""
        greeting = self._server.greeting if self._watcher is None else self._watcher.greeting
        if greeting is None or greeting.takes_entries:
            return ""
        if greeting.standby:
            return "The server that answers is a standby and takes no entries; nothing can be recorded."
        return "This login may read on the server, not record."

    @property
    def head(self) -> Head:
        """How far this session has read and verified."""
        return self._local.head

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a worker should know although everything works."""
        greeting = self._server.greeting
        if greeting is None or abs(greeting.ahead_s) < SKEW:
            return self._local.warnings
        clock = f"This host's clock and the server's differ by {abs(greeting.ahead_s):.0f} seconds."
        return (*self._local.warnings, clock)

    def lines(self) -> Sequence[Line]:
        """Every event known so far, in order."""
        return self._local.lines()

    def of_subject(self, subject: str) -> Sequence[Line]:
        """One subject's events known so far, in order."""
        return self._local.of_subject(subject)

    def version(self, subject: str) -> int:
        """The number of the subject's last event, 0 when it has none."""
        return self._local.version(subject)

    def with_id(self, id: str) -> Line | None:
        """The event with this id, None when it is not there."""
        return self._local.with_id(id)

    def subjects(self) -> list[str]:
        """Every subject, in the order in which they first came."""
        return self._local.subjects()

    def subject_of(self, reference: str) -> str:
        """The subject of an event, or of an episode by the event that opened it; empty for a stranger."""
        return self._local.subject_of(reference)

    def references(self, beginning: str) -> list[str]:
        """The ids of events and episodes that begin so."""
        return self._local.references(beginning)

    def keep_index(self, *, always: bool = False) -> None:
        """Renews the index derived from this host's copy."""
        self._local.keep_index(always=always)

    def begin(self, lost: str) -> None:
        """What opening does: takes in everything, unless the server was not reached, for the reason given."""
        self._lost, self._next_try = lost, self._io.monotonic() + AGAIN
        if not lost:
            self._try_to_fetch()
        self._undelivered = []

    def follow(self) -> None:
        """From now on a thread of its own listens to the server, and `poll` waits for nobody."""
        if self._watcher is None:
            self._watcher = Watcher(self._server.address, self._io, self.head.seq, write=not self._reason)

    def poll(self) -> list[Line]:
        """The events committed since the last poll, append or opening that this caller was not given.

        Raises: Damaged; LedgerError while the server cannot be reached.
        """
        with self._one_at_a_time:
            if not self.damage:
                self._settle_doubt()
                self.catch_up()
            delivered, self._undelivered = self._undelivered, []
            return delivered

    def catch_up(self) -> None:
        """Takes in what the server has beyond this host's copy. Raises: as `poll`."""
        try:
            if self._watcher is None:
                self._fetch()
            else:
                self._take_heard(self._watcher)
        except Astray as astray:
            self.damage = str(astray)
            raise
        except (Unreachable, ServerRefused) as problem:
            self._lost = str(problem)
            raise LedgerError(f"The server cannot be reached: {problem}.") from problem

    def _take_heard(self, watcher: Watcher) -> None:
        """What cannot be taken yet, for want of room here or of the rest of a batch, is kept: it is not heard again."""
        self._heard += watcher.lines()
        self._take(self._heard)
        self._heard = [raw for raw in self._heard if number_of(raw) > self.head.seq]
        if watcher.lacks:
            raise _cut(watcher.lacks)
        if watcher.trouble:
            raise Unreachable(watcher.trouble)

    def _fetch(self) -> None:
        """Asks the server itself, beginning with the last entry that is known here: it must be the same there."""
        if self._io.monotonic() >= self._next_try:
            self._server.look_again()
            self._next_try = self._io.monotonic() + AGAIN
        elif self._lost:
            raise Unreachable(self._lost)
        while True:
            known = self.head.seq
            raws = self._server.lines_after(max(known - 1, 0), MOST)
            greeting = self._server.greeting
            if known and not raws and greeting is not None and not greeting.standby:
                raise _cut(known)
            self._take(raws)
            self._lost = ""
            if len(raws) < MOST:
                return
            if self.head.seq == known:
                raise Astray(known + 1, f"entry {known + 1} and those after it cannot be read")

    def _take(self, raws: Sequence[bytes]) -> None:
        """Lines go into this host's copy, and from there, checked, into what this session knows."""
        try:
            for raw in raws:
                check_known(raw, self.head)
            if any(number_of(raw) > self.head.seq for raw in raws):
                self._mirror.take(raws)
            self._undelivered += self._local.poll()
            if self._local.damage:  # said once by its poll, and so for as long as it shows nothing new
                raise LedgerError(self._local.damage)
            self._trouble = ""
        except (Astray, Unreachable):
            raise
        except (LedgerError, OSError) as problem:
            why = problem.strerror if isinstance(problem, OSError) else str(problem)
            self._trouble = f"This host's copy of the record in {self._mirror.place.store} cannot be kept ({why})."
            raise LedgerError(self._trouble) from problem

    def _settle_doubt(self) -> None:
        """Finds out, now and then, what became of an entry whose answer was lost."""
        if self._recording.doubt is None or self._io.monotonic() < self._next_settling:
            return
        self._next_settling = self._io.monotonic() + AGAIN
        if self._watcher is None or not self._watcher.trouble:
            try:
                self._recording.settle()
            except (Unreachable, ServerRefused):
                return

    def append(
        self, drafts: Sequence[Draft], by: Mapping[str, Any], expect: Mapping[str, int] | None = None
    ) -> list[Line]:
        """Stores all drafts as one batch, or none, and returns them as stored; repeats return what is there.

        `expect` gives the version each subject was seen at. Events of others that were found on the way are
        older than those returned, and wait for the next `poll`.
        Raises: NotRecorded (Busy, Conflict, DiskFull, TooLong, Unwritable), Unconfirmed, Damaged, ViewOnly.
        """
        with self._one_at_a_time:
            if self.view_only:
                raise ViewOnly(self.view_only)
            try:
                with self._io.signals_held():
                    raws = self._recording.append(drafts, by, expect or {})
            except Conflict:
                self._try_to_fetch()  # the other entry waits for the next poll
                raise
            return self._included(raws)

    def _included(self, raws: list[bytes]) -> list[Line]:
        """The stored lines, once they are known here too; they are acknowledged whether or not that works out."""
        lines = [read(raw)[0] for raw in raws]
        numbers = {line.seq for line in lines}
        if min(numbers) == self.head.seq + 1:
            self._try(lambda: self._take(raws))
        if max(numbers) > self.head.seq or any(self.with_id(line.id) is None for line in lines):
            self._try_to_fetch()  # a number that is another entry's here: the server lost what this host knows
        self._undelivered = [line for line in self._undelivered if line.seq not in numbers]
        return lines

    def _try_to_fetch(self) -> None:
        self._try(self._fetch)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Astray as astray:
            self.damage = str(astray)
        except Unreachable as problem:
            self._lost = str(problem)
        except LedgerError:
            return  # the next poll tries again, and says why not

    def close(self) -> None:
        """Gives everything back, and leaves an index where the next opening would miss one."""
        if self._watcher is not None:
            self._watcher.stop()
        with self._one_at_a_time:  # another thread's entry is on its way through this connection
            self._server.drop()
            self._local.close()
            self._mirror.close()


def _cut(known: int) -> Damaged:
    return Astray(known, f"the server no longer has entry {known}, which this host knows")
