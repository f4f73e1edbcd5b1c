"""The desk itself, noting when a key came in and when the bytes that answer it had gone out.

`python -m benchmarks.peers.timed_keys NOTES [WORDS]...` runs Nightdesk with those words on this terminal and leaves
in the file NOTES a line for each: `letter TIME`, `other TIME` for a key that is none, `answer TIME`, in the order in
which they happened. They are taken in the driver's own threads: a key when its byte was read, an answer when its
write had returned.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable

from tui import driver, key_order, writer
from tui.main import main

Take = Callable[[str], None]


class Notes:
    """What happened when."""

    def __init__(self) -> None:
        self._lines: list[tuple[float, str]] = []
        self._answering = False
        self._queued: deque[bool] = deque()

    def watch(self) -> None:
        """From now on."""
        read, send, write, type_in = (
            driver.NightdeskDriver._read,
            writer.TerminalWriter._send,
            writer.TerminalWriter.write,
            key_order.KeysInOrderApp._type,
        )

        def noted_read(self_: driver.NightdeskDriver) -> bytes:
            data = read(self_)
            self._note("letter" if data.decode("utf-8", "replace").isprintable() else "other")
            return data

        def noted_write(self_: writer.TerminalWriter, text: str) -> None:
            self._queued.append(self._answering)
            write(self_, text)

        def noted_send(self_: writer.TerminalWriter, data: bytes) -> None:
            answer = self._queued.popleft()
            send(self_, data)
            if answer:
                self._note("answer")

        def noted_type(self_: key_order.KeysInOrderApp, letters: str, take: Take) -> None:
            self._answering = True
            type_in(self_, letters, take)
            self._answering = False

        driver.NightdeskDriver._read = noted_read  # type: ignore[method-assign, assignment]
        writer.TerminalWriter.write = noted_write  # type: ignore[method-assign, assignment]
        writer.TerminalWriter._send = noted_send  # type: ignore[method-assign, assignment]
        key_order.KeysInOrderApp._type = noted_type  # type: ignore[method-assign, assignment]

    def _note(self, what: str) -> None:
        self._lines.append((time.perf_counter(), what))

    def keep(self, path: str) -> None:
        """Puts them into a file."""
        with open(path, "w", encoding="ascii") as file:
            file.writelines(f"{what} {at:.6f}\n" for at, what in self._lines)


if __name__ == "__main__":
    notes = Notes()
    notes.watch()
    try:
        main(sys.argv[2:])
    finally:
        notes.keep(sys.argv[1])
