"""The line between a session and the server, which a test can cut at the worst moment."""

from __future__ import annotations

import socket
from select import select
from threading import Thread

PASS, MUTE, SWALLOW, STALL, REFUSE = "pass", "mute", "swallow", "stall", "refuse"


class Proxy:
    """Passes bytes on between a port of this host and the server's socket, as `mode` says:

    `mute`: the next question reaches the server and is done; the line is cut before the answer.
    `swallow`: the line is cut before the next question reaches the server.
    `stall`: nothing comes through, and nothing says so. `refuse`: new lines are cut at once.
    """

    def __init__(self, path: str, after: str = PASS) -> None:
        self.mode = PASS
        self.after = after
        """The mode after the next cut."""
        self._path = path
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._pairs: dict[socket.socket, tuple[socket.socket, bool]] = {}
        self._ended = False
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def address(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def cut(self) -> None:
        """Every line, now."""
        for end in list(self._pairs):
            end.close()
        self._pairs.clear()
        self.mode = self.after

    def close(self) -> None:
        self._ended = True
        self._thread.join(5)
        self.after = PASS
        self.cut()
        self._listener.close()

    def _run(self) -> None:
        while not self._ended:
            try:
                ready, _, _ = select([self._listener, *self._pairs], [], [], 0.05)
                for end in ready:
                    self._serve(end)
            except (OSError, ValueError):
                self._pairs = {end: pair for end, pair in self._pairs.items() if end.fileno() >= 0}

    def _serve(self, end: socket.socket) -> None:
        if end is self._listener:
            self._accept()
        elif end in self._pairs and self.mode != STALL:
            self._pass(end, *self._pairs[end])

    def _accept(self) -> None:
        inner = self._listener.accept()[0]
        if self.mode == REFUSE:
            inner.close()
            return
        outer = socket.socket(socket.AF_UNIX)
        outer.connect(self._path)
        self._pairs[inner], self._pairs[outer] = (outer, True), (inner, False)

    def _pass(self, end: socket.socket, other: socket.socket, from_session: bool) -> None:
        data = end.recv(65536)
        if not data or (self.mode == SWALLOW and from_session) or (self.mode == MUTE and not from_session):
            if self.mode in (SWALLOW, MUTE):
                self.cut()
            else:
                for each in (end, other):
                    self._pairs.pop(each, None)
                    each.close()
            return
        other.sendall(data)
