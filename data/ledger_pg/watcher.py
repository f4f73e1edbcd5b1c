"""Follows the server from a thread of its own, so that a screen never waits for the network."""

from __future__ import annotations

from collections import deque
from random import uniform
from threading import Event, Thread

from data.io import Io
from data.ledger_pg.mirror import number_of
from data.ledger_pg.server import Greeting, Server

LOOK_EVERY = 0.25
"""Seconds between two looks; word of a new entry ends the wait."""
MOST = 1000
"""Lines fetched at once."""
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 5.0
"""Seconds from a lost connection to the next attempt: doubled each time, and never the same for all sessions."""
SILENT = 3.0
"""Seconds without an answer after which that is said; the connection is given up only later (`server.ANSWER`)."""
LOOK_AGAIN = 5.0
"""Seconds for which a server that takes no entries from us is followed before one that does is looked for again."""


class Watcher:
    """What is heard of the server, for the thread that asks. Lines are checked later, by whoever takes them."""

    def __init__(self, address: str, io: Io, after: int, *, write: bool) -> None:
        self._trouble = ""
        self._answered_at = io.monotonic()
        self.greeting: Greeting | None = None
        """What the server that is followed said of itself."""
        self.lacks = 0
        """The entry that this host has and the server has not; 0 when there is none."""
        self._server, self._io, self._after = Server(address, io, write=write), io, after
        self._heard: deque[bytes] = deque()
        self._write, self._stop = write, Event()
        self._thread = Thread(target=self._run, name="nightdesk-watcher", daemon=True)
        self._thread.start()

    @property
    def trouble(self) -> str:
        """Why nothing is heard at the moment; empty when all is well."""
        if not self._trouble and self._io.monotonic() - self._answered_at > SILENT:
            return "it does not answer"
        return self._trouble

    def lines(self) -> list[bytes]:
        """The lines that came since the last call, in order."""
        return [self._heard.popleft() for _ in range(len(self._heard))]

    def stop(self) -> None:
        """Ends the thread; it may still be busy with a last question for a moment."""
        self._stop.set()
        self._thread.join(1.0)

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while not self._stop.is_set():
            reached = False
            try:
                self._begin()
                reached = True
                self._follow()
            except Exception as problem:  # whatever it is: a thread that ended would look like a server with no news
                self._trouble = str(problem) or type(problem).__name__
            self._server.drop()
            pause = FIRST_PAUSE if reached else min(2 * pause, LONGEST_PAUSE)
            self._stop.wait(pause * uniform(0.75, 1.25))

    def _begin(self) -> None:
        """Connects, and sees whether the last entry that is known here is there, before anything is said to be well."""
        self.greeting = self._server.reach()
        if not self.greeting.standby:
            self._server.listen()  # first: what comes between this and the first look is not missed
        if self._after:
            overlap = self._server.lines_after(self._after - 1, 1)
            self._heard.extend(overlap)
            self.lacks = 0 if overlap or self.greeting.standby else self._after
        self._look()
        self._trouble = ""

    def _follow(self) -> None:
        until, takes = self._io.monotonic() + LOOK_AGAIN, self.greeting is not None and self.greeting.takes_entries
        while not self._stop.is_set():
            self._server.hear(LOOK_EVERY)
            self._look()
            if not takes and self._write and self._io.monotonic() > until:
                return

    def _look(self) -> None:
        while raws := self._server.lines_after(self._after, MOST):
            self._answered_at = self._io.monotonic()
            self._heard.extend(raws)
            self._after = number_of(raws[-1])
            if self._stop.is_set():
                return
        self._answered_at = self._io.monotonic()
