"""A line to sshd that carries so many bytes a second and no more, and counts them."""

from __future__ import annotations

import select
import socket
import time
from contextlib import suppress
from threading import Event, Thread

WAITS_S = 0.05
"""How long the line sleeps while nothing comes, before it looks whether it is to end."""
SHARE_S = 0.01
"""A slow line hands on what it may carry in so long, at a time."""
ALL_AT_ONCE = 10**9


class SlowLine:
    """A port on loopback that leads to another. Towards the caller it is slow; keys go the other way unhindered."""

    def __init__(self, target: int) -> None:
        self.bytes_s = ALL_AT_ONCE
        """How many bytes it carries towards the caller each second; may be changed while it is in use."""
        self.carried = 0
        """Bytes that went to the caller."""
        self._target, self._over, self._ends = target, Event(), list[socket.socket]()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(WAITS_S)
        self.port: int = self._listening.getsockname()[1]
        self._threads = [Thread(target=self._take_calls, daemon=True)]
        self._threads[0].start()

    def stop(self) -> None:
        """Cuts it."""
        self._over.set()
        for thread in self._threads:  # the first of them adds the others
            thread.join(5)
        for end in (self._listening, *self._ends):
            end.close()

    def _take_calls(self) -> None:
        while not self._over.is_set():
            with suppress(TimeoutError):
                caller, _ = self._listening.accept()
                server = socket.create_connection(("127.0.0.1", self._target), 5)
                self._ends += [caller, server]
                for end in (caller, server):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._threads += [
                    Thread(target=self._carry, args=(caller, server, False), daemon=True),
                    Thread(target=self._carry, args=(server, caller, True), daemon=True),
                ]
                for thread in self._threads[-2:]:
                    thread.start()

    def _carry(self, come_from: socket.socket, to: socket.socket, slowly: bool) -> None:
        with suppress(OSError):
            while not self._over.is_set():
                if not select.select([come_from], [], [], WAITS_S)[0]:
                    continue
                most = max(1, min(65536, int(self.bytes_s * SHARE_S))) if slowly else 65536
                data = come_from.recv(most)
                if not data:
                    break
                if slowly:  # bytes take their time before they are there, the last as well as the first
                    time.sleep(len(data) / self.bytes_s)
                    self.carried += len(data)
                to.sendall(data)
        for end in (come_from, to):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
