"""The terminal driver: Textual's own, cured of four faults that end a night's work.

A byte that is not UTF-8 is a character, not a crash. The end of the input is a hang-up, even where SIGHUP is
ignored, and not a loop at 99 % of the processor. SIGHUP and SIGTERM are handled on the event loop, so that
typed text is kept and the terminal given back. Nothing leads to a shell, Ctrl-Z least of all.

It starts quietly: no question to the terminal whose answer could arrive as keys, no mouse, no focus reports
(17 kB for each Alt-Tab). Overrides private parts of `LinuxDriver` of Textual 8.2.8.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import termios
import tty
from collections.abc import Iterable
from contextlib import suppress
from threading import Thread, Timer
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual import events
from textual._time import get_time
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from tui.environment import speaks_utf8, takes_a_title
from tui.held_keys import as_found
from tui.key_parser import KeyParser
from tui.keyboard import PASTE_START, EscapeWatch, KeyboardDecoder, PasteWatch
from tui.writer import TerminalWriter, output_pending

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

ENTER = "\x1b[?1049h\x1b[?7l\x1b[?25l\x1b[?2004h"
"""Alternate screen, no wrapping, no cursor, pastes marked."""
LEAVE = "\x1b[?2004l\x1b[?7h\x1b[m\x1b[?1049l\x1b[?25h"
PATIENCE_S = 0.8
"""After a hang-up there is nobody left to wait for."""
_POLL_S = 0.1
"""How often the input is looked at while a key in it may be unfinished. Otherwise it is waited for without waking."""


class Leavable(Protocol):
    """What the driver asks of its application."""

    def leave(self, return_code: int) -> None:
        """Keep what is typed, then exit with this status."""

    def redraw(self) -> None:
        """Paint everything again."""


class NightdeskDriver(LinuxDriver):
    """Keyboard and screen of one terminal."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = False,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=False, mouse=False, size=size)
        self._out = 2 if self._file is None else self._file.fileno()
        self._writer: TerminalWriter | None = None
        self._last_title = ""
        self._leaving = False
        self._wake = os.pipe()
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        signal.signal(signal.SIGCONT, signal.SIG_DFL)

    @property
    def can_suspend(self) -> bool:
        """Never: a suspended program is a shell."""
        return False

    @property
    def busy(self) -> bool:
        """Whether the terminal has not yet taken what was sent: leave the frame out, paint later."""
        return bool(self._writer and self._writer.waiting) or output_pending(self._out)

    def send(self, text: str) -> None:
        """Send text to the terminal, without waiting for it."""
        if self._writer is not None:
            self._writer.write(text)

    def write(self, data: str) -> None:
        """Textual's own way to the terminal: the bell may pass. Pointer shapes and the like may not."""
        if data == "\a":
            self.send(data)

    def set_title(self, title: str) -> None:
        """Put words into the window title (counts, never names); control characters are dropped."""
        clean = "".join(character for character in title if character.isprintable())
        if clean != self._last_title and takes_a_title(os.environ):
            self._last_title = clean
            self.send(f"\x1b]2;{clean}\x07")

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Nothing: no browser is started from here."""

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        loop = asyncio.get_running_loop()
        self._writer = TerminalWriter(self._out, "utf-8" if speaks_utf8(os.environ) else "ascii")
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, self._end, 128 + number)
        loop.add_signal_handler(signal.SIGWINCH, self._tell_size)
        loop.add_signal_handler(signal.SIGCONT, self._come_back)
        self._make_raw()
        self.send(ENTER)
        self._tell_size()
        self._key_thread = Thread(target=self._run_input_thread, name="terminal-input", daemon=True)
        self._key_thread.start()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.disable_input()
        title = "\x1b]2;\x07" if self._last_title else ""
        self.send(title + LEAVE)
        if self.attrs_before is not None:
            with suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def disable_input(self) -> None:
        """Stop reading keys. Safe to call twice."""
        self.exit_event.set()
        os.write(self._wake[1], b".")
        if self._key_thread is not None and self._key_thread.is_alive():
            self._key_thread.join(2 * _POLL_S)

    def close(self) -> None:
        """Send what is left, but wait for no stalled terminal."""
        if self._writer is not None:
            self._writer.stop()

    def run_input_thread(self) -> None:
        """Read keys until told to stop, or until the terminal is gone."""
        parser, decoder, pastes, escapes = KeyParser(), KeyboardDecoder(), PasteWatch(), EscapeWatch()
        while not self.exit_event.is_set():
            text = decoder.tick()
            if self._input_within(0 if text else _patience_of(parser, decoder)):
                data = self._read()
                if not data:
                    self._hang_up()
                    return
                text += decoder.decode(data)
            if text and pastes.is_raw_paste(text):
                self.process_message(events.Paste(text.replace("\r", "\n").replace("\x00", "")))
                continue
            pieces = [text] if pastes.inside or PASTE_START in text else escapes.apart(text)
            for number, piece in enumerate(pieces):
                if number and parser._timeout_time is not None:
                    parser._timeout_time = 0.0  # the Escape in front is a key of its own: wait for nothing
                    self._process(parser.tick())
                self._process(parser.feed(piece) if piece else ())
            self._process(parser.tick())
            if parser._timeout_time is None:
                escapes.let_go()

    def _process(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def process_message(self, message: Message) -> None:
        """Pass a key or paste on; mice and the terminal's answers are not for us."""
        if isinstance(message, (events.Key, events.Paste)):
            message.set_sender(self._app)
            self._loop.call_soon_threadsafe(self._app.post_message, message)

    def _input_within(self, patience_s: float | None) -> bool:
        """Whether something came within a time, or at all; no longer than until the end of reading is wanted."""
        return self.fileno in select.select([self.fileno, self._wake[0]], [], [], patience_s)[0]

    def _read(self) -> bytes:
        """What the terminal sent; empty when it is gone, whichever way the system says so."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _hang_up(self) -> None:
        """The terminal is gone: leave on the loop, and without it if the loop does not answer."""
        watch = Timer(PATIENCE_S, os._exit, (128 + signal.SIGHUP,))
        watch.daemon = True
        watch.start()
        self._loop.call_soon_threadsafe(self._end, 128 + signal.SIGHUP)

    def _end(self, return_code: int) -> None:
        """Leave once, whatever number of signals say so."""
        if not self._leaving:
            self._leaving = True
            cast(Leavable, self._app).leave(return_code)

    def _tell_size(self) -> None:
        try:
            width, height = os.get_terminal_size(self._out)
        except OSError:
            width, height = 80, 24
        size = Size(width or 80, height or 24)
        self._app.post_message(events.Resize(size, size))

    def _come_back(self) -> None:
        """After SIGCONT someone else may have set and written on the terminal."""
        self._make_raw(remember=False)
        self.send(ENTER)
        cast(Leavable, self._app).redraw()

    def _make_raw(self, remember: bool = True) -> None:
        """Keys one by one, without echo, and none of them a signal."""
        try:
            before = termios.tcgetattr(self.fileno)
            raw = termios.tcgetattr(self.fileno)
            raw[tty.LFLAG] = self._patch_lflag(raw[tty.LFLAG])
            raw[tty.IFLAG] = self._patch_iflag(raw[tty.IFLAG])
            raw[tty.CC][termios.VMIN] = 1
            termios.tcsetattr(self.fileno, termios.TCSANOW, raw)
        except termios.error:
            return  # no terminal any more: the end of file follows
        if remember:
            self.attrs_before = as_found(self.fileno, before)


def _patience_of(parser: KeyParser, decoder: KeyboardDecoder) -> float | None:
    """Seconds to wait for more input; as long as it takes when nothing that came waits for the rest of itself.

    An escape byte waits no longer than it may.
    """
    if parser._timeout_time is None:
        return _POLL_S if decoder.holds else None
    return min(max(parser._timeout_time - get_time(), 0.001), _POLL_S)
