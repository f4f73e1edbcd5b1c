"""The one thread that writes to the terminal, and never makes the rest of the program wait for it.

Textual's own writer queues thirty pieces and then blocks: on a stalled link the whole event loop stops after
half a minute, and when the terminal is gone it dies and the loop with it. Here the queue is counted, so that
painting can leave out frames while it is not empty, and a lost terminal is simply written to no more.
"""

from __future__ import annotations

import os
import select
from queue import SimpleQueue
from threading import Lock, Thread


class TerminalWriter:
    """Writes text to a terminal in the background, in order."""

    def __init__(self, fd: int, encoding: str = "utf-8") -> None:
        self._fd = fd
        self._encoding = encoding
        self._queue: SimpleQueue[bytes | None] = SimpleQueue()
        self._waiting = 0
        self._lock = Lock()
        self.lost = False
        self._thread = Thread(target=self._run, name="terminal-output", daemon=True)
        self._thread.start()

    def write(self, text: str) -> None:
        """Queue text; returns at once."""
        data = text.encode(self._encoding, "replace")
        with self._lock:
            self._waiting += len(data)
        self._queue.put(data)

    @property
    def waiting(self) -> int:
        """Bytes that the terminal has not taken yet."""
        return self._waiting

    def stop(self, patience: float = 0.5) -> None:
        """Write what is queued and end; give up after `patience` seconds when the terminal takes nothing."""
        self._queue.put(None)
        self._thread.join(patience)

    def _run(self) -> None:
        while (data := self._queue.get()) is not None:
            self._send(data)
            with self._lock:
                self._waiting -= len(data)

    def _send(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest and not self.lost:
            try:
                rest = rest[os.write(self._fd, rest) :]
            except BlockingIOError:
                _writable(self._fd, None)
            except OSError:
                self.lost = True  # the input thread sees the end of file and says so


def output_pending(fd: int) -> bool:
    """Whether a terminal still has output to send, or would not take more.

    A serial line says how much is queued; a pseudo-terminal always says nothing is, but is not writable
    while its buffer is full.
    """
    import fcntl
    import struct
    import termios

    try:
        queued = struct.unpack("i", fcntl.ioctl(fd, termios.TIOCOUTQ, b"\0" * 4))[0]
        return queued > 0 or not _writable(fd, 0)
    except (OSError, ValueError):
        return False


def _writable(fd: int, patience_ms: int | None) -> bool:
    """Whether a terminal takes more within a time; `poll`, for `select` knows only descriptors below 1024."""
    waiting = select.poll()
    waiting.register(fd, select.POLLOUT)
    return bool(waiting.poll(patience_ms))
