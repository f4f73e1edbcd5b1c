"""What a terminal sends: keys, pastes and anything else, through the real reading loop of the driver."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Event

from textual import events
from textual.message import Message

from screens.widgets.plain_text import many_lines, plain
from tests.fuzz.target import Target, is_harmless
from tui.driver import NightdeskDriver

MOST_AT_ONCE = 64
"""Bytes that arrive at one time; the first byte of the input chooses fewer."""


class Keyboard(NightdeskDriver):
    """The driver with its reading loop alone: no terminal, no application."""

    def __init__(self) -> None:
        self.exit_event = Event()
        self.taken: list[Message] = []
        self._data, self._step = b"", 1
        self._wake = os.pipe()

    @property
    def fileno(self) -> int:  # type: ignore[override]
        """Always readable."""
        return self._always

    @fileno.setter
    def fileno(self, value: int) -> None:
        self._always = value

    def read_all(self, data: bytes, step: int) -> list[Message]:
        """What the loop makes of these bytes, when so many arrive at a time."""
        self._data, self._step, self.taken = data, step, []
        self.exit_event.clear()
        self.run_input_thread()
        return self.taken

    def _read(self) -> bytes:
        piece, self._data = self._data[: self._step], self._data[self._step :]
        return piece

    def _hang_up(self) -> None:
        self.exit_event.set()

    def process_message(self, message: Message) -> None:
        """As the driver hands it on."""
        if isinstance(message, (events.Key, events.Paste)):
            self.taken.append(message)


def make() -> Callable[[bytes], None]:
    """One keyboard for all."""
    keyboard = Keyboard()
    keyboard.fileno = os.open("/dev/zero", os.O_RDONLY)

    def attack(data: bytes) -> None:
        """Keys and pastes come of it, and what a field keeps of them has no command to a terminal in it."""
        step = data[0] % MOST_AT_ONCE + 1 if data else 1
        whole = data[1:] * (1 + (data[0] >> 7) * 8) if data else b""
        taken = keyboard.read_all(whole, step)
        typed = 0
        for message in taken:
            if isinstance(message, events.Paste):
                assert is_harmless(plain(message.text)) and is_harmless(many_lines(message.text), lines=True)
                typed += len(message.text)
            else:
                assert isinstance(message, events.Key) and message.key
                assert message.character is None or len(message.character) == 1
                if message.character and message.is_printable:
                    assert is_harmless(plain(message.character))
                typed += 1
        assert typed <= 12 * len(whole) + 12, "more came out than went in"

    return attack


TARGETS = (
    Target(
        "keys", "what a terminal sends, through the driver's own loop", make,
        [b"\x05abc\r", b"\x01\x1b[A\x1b[B\x1bOQ", b"\x3f\x1b[200~pasted\r\ntext\x1b[201~x", b"\x00\xe9\xa3\xc3\xa9",
         b"\x02\x1b\x1b\x1b[<0;10;10M", b"\x10\x1b]52;c;dG91Y2g=\x07", b"\x03\x1b[?1;2c\x1b[1;1R",
         b"\x20\x1bP$q q\x1b\\",
         b"\xff0123456789abcdefghijklmnopqrstuvwxyz", b"\x07\x1b[21~\x1b[200~\x1b[201~\x1b[Z\x1b[27;5;9~"],
        ("tui.driver", "tui.keyboard", "textual._xterm_parser"), 256,
    ),
)  # fmt: skip
