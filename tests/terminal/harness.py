"""A real pseudo-terminal with the program at one end and an emulator of a terminal at the other."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

REPOSITORY = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
"""The environment's interpreter, as a worker has it: what the machine's own one loads for others at each start (60 ms
and 5 MiB where this was written) is no part of a session. Packages are found by PYTHONPATH as well."""
_SGR = re.compile(rb"\x1b\[([0-9;]*)m")


class Gone(AssertionError):
    """The program ended while something was waited for."""


class Terminal:
    """A program on a terminal of its own: what it shows, what it sends, and its end."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
        ignore_hangup: bool = False,
        cwd: Path = REPOSITORY,
    ) -> None:
        self.width, self.height = size
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = bytearray()
        self.arrived = 0.0
        self.master, slave = pty.openpty()
        _set_size(slave, size)
        self.modes_before = termios.tcgetattr(slave)
        self._slave_name = os.ttyname(slave)
        self.process = subprocess.Popen(
            list(arguments),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=cwd,
            env=_environment(environ or {}),
            preexec_fn=lambda: _own_the_terminal(ignore_hangup),
            close_fds=True,
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)
        self.hang_up()

    # keys

    def send(self, keys: str | bytes) -> None:
        """Type. Text is sent as UTF-8; bytes go as they are."""
        data = memoryview(keys.encode() if isinstance(keys, str) else keys)
        while data:
            _, writable, _ = select.select([], [self.master], [], 10)
            assert writable, "the program reads no keys"
            data = data[os.write(self.master, data[:2048]) :]
            self.read(0)

    def paste(self, text: str) -> None:
        """Paste as terminals do, marked."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def resize(self, width: int, height: int) -> None:
        """Drag the window to another size."""
        self.width, self.height = width, height
        self.screen.resize(height, width)
        _set_size(self.master, (width, height))
        self.process.send_signal(signal.SIGWINCH)

    # what is shown

    @property
    def lines(self) -> list[str]:
        """The screen, row by row."""
        return list(self.screen.display)

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    def cell(self, column: int, row: int) -> pyte.screens.Char:
        """A cell with its character and colours."""
        return self.screen.buffer[row][column]

    def wait_for(self, what: str | Callable[[], object], timeout: float = 20.0) -> None:
        """Read until a text is on the screen, or until a condition holds."""
        done = (lambda: what in self.text) if isinstance(what, str) else what
        end = time.monotonic() + timeout
        while not done():
            left = end - time.monotonic()
            assert left > 0, f"waited for {what!r}; the screen is:\n{self.text}"
            if not self.read(min(left, 0.5)) and self.process.poll() is not None and not self.read(0.05):
                if done():
                    return
                raise Gone(f"ended with {self.process.returncode} while waiting for {what!r}:\n{self.text}")

    def settle(self, quiet: float = 0.15, timeout: float = 10.0) -> None:
        """Read until nothing has come for a while."""
        end = time.monotonic() + timeout
        while time.monotonic() < end and self.read(quiet):
            pass

    def read(self, timeout: float, most: int = 65536) -> bytes:
        """What the program sent within the time; the emulator has it, too. Empty when nothing came."""
        if self.master < 0 or not select.select([self.master], [], [], timeout)[0]:
            return b""
        try:
            data = os.read(self.master, most)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return b""  # the other end is closed
        self.arrived = time.perf_counter()
        self.sent += data
        self._stream.feed(data)
        return data

    def colour_numbers(self) -> set[int]:
        """All SGR numbers that were sent, ever."""
        found = (number for match in _SGR.findall(bytes(self.sent)) for number in match.split(b";"))
        return {int(number or 0) for number in found}

    # the end

    def hang_up(self) -> None:
        """Close the terminal, as a lost connection does."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def wait_end(self, timeout: float = 10.0) -> int:
        """Read until the program ends; its exit status, negative for a signal."""
        end = time.monotonic() + timeout
        while self.process.poll() is None:
            assert time.monotonic() < end, f"has not ended; the screen is:\n{self.text}"
            self.read(0.05)
        while self.read(0.05):
            pass
        return int(self.process.returncode)

    def modes(self) -> list[object]:
        """The terminal's settings now (echo, signals, lines)."""
        return termios.tcgetattr(self.master)

    def cpu_s(self) -> float:
        """Processor seconds that the program has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    """A plain environment: nothing of the tester's own colours, editors or settings."""
    site = [path for path in sys.path if path.endswith("site-packages")]
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": os.environ.get("HOME", "/"),
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY), *site]),
        **extra,
    }


def _own_the_terminal(ignore_hangup: bool) -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGHUP, signal.SIG_IGN if ignore_hangup else signal.SIG_DFL)


def _set_size(fd: int, size: tuple[int, int]) -> None:
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
