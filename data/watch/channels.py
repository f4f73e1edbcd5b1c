"""The ways in which an alert leaves: the system log, a file, e-mail, a line on every terminal signed in."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Protocol

from data.io import APPEND, Io
from models.duties.alerts import LAPSED, LATE
from models.duties.notices import Notice

if TYPE_CHECKING:
    from data.mail_settings import MailSettings

DAEMON = 3 << 3
"""The facility `daemon` of the system log."""
CRITICAL, WARNING, NOTICE, INFO = 2, 4, 5, 6
SEVERITY = {LAPSED: CRITICAL, LATE: WARNING}
PATIENCE_S = 2.0
WALL = "/usr/bin/wall"
AGAIN = "AGAIN, for the watch was cut off while telling this: "


class NotTold(Exception):
    """Certainly nobody was told; `str()` says why."""


class PerhapsTold(Exception):
    """Not known whether it went; `str()` says why."""


class Channel(Protocol):
    """One way out."""

    name: str
    slow: bool
    """It may take longer than the watch may wait, and is told beside it."""

    def tell(self, notice: Notice, again: bool) -> None:
        """Hands it over; `again` when an earlier try may have gone. Raises: NotTold, PerhapsTold."""


def line_of(notice: Notice, again: bool) -> str:
    """The one line that every channel carries."""
    return (AGAIN if again else "") + notice.words


class SystemLog:
    """syslog, by its socket."""

    name, slow = "syslog", False

    def __init__(self, address: str = "/dev/log") -> None:
        self._address = address

    def tell(self, notice: Notice, again: bool) -> None:
        """One datagram."""
        self.say(line_of(notice, again), SEVERITY.get(notice.kind, NOTICE))

    def say(self, words: str, severity: int = INFO) -> None:
        """Any line. Raises: NotTold."""
        line = f"<{DAEMON | severity}>nightdesk[{os.getpid()}]: {words}".encode()
        why: OSError | None = None
        for kind, end in ((socket.SOCK_DGRAM, b""), (socket.SOCK_STREAM, b"\n")):
            try:
                with socket.socket(socket.AF_UNIX, kind | socket.SOCK_CLOEXEC) as line_out:
                    line_out.settimeout(PATIENCE_S)
                    line_out.connect(self._address)
                    line_out.sendall(line + end)
                    return
            except OSError as problem:
                why = problem
        raise NotTold(f"the system log at {self._address} does not take it ({why})")


class LogFile:
    """A file to which a line is appended; told again, it looks first whether the line is there."""

    name, slow = "file", False

    def __init__(self, path: str, io: Io) -> None:
        self._path, self._io = path, io

    def tell(self, notice: Notice, again: bool) -> None:
        """One line, synced."""
        line = f"{self._io.now():%Y-%m-%dT%H:%M:%SZ} {notice.words}\n".encode()
        try:
            fd = self._io.open(self._path, APPEND)
            try:
                self._append(fd, line, notice.ref.encode() if again else b"")
            finally:
                self._io.close(fd)
        except OSError as why:
            raise NotTold(f"{self._path} cannot be written ({why.strerror})") from why

    def _append(self, fd: int, line: bytes, known_by: bytes) -> None:
        content = self._io.pread(fd, self._io.size(fd), 0) if known_by else b""
        if known_by and any(each.endswith(known_by) for each in content.split(b"\n")[:-1]):
            return
        size = self._io.size(fd)
        if size and self._io.pread(fd, 1, size - 1) != b"\n":
            line = b"\n" + line
        done = 0
        while done < len(line):
            done += self._io.write(fd, line[done:])
        self._io.fdatasync(fd)


class Mail:
    """E-mail by the configured server. One alert has one Message-ID, however often it is sent."""

    name, slow = "mail", True

    def __init__(self, settings: MailSettings, to: tuple[str, ...]) -> None:
        self._settings, self._to = settings, to

    def tell(self, notice: Notice, again: bool) -> None:
        """One message to every address."""
        from data.mail import MaybeSent, NotSent, deliver

        try:
            deliver(self._settings, self._to, self._message(notice, again), lambda: None)
        except NotSent as why:
            raise NotTold(str(why)) from why
        except MaybeSent as why:
            raise PerhapsTold(str(why)) from why

    def _message(self, notice: Notice, again: bool) -> bytes:
        from email.message import EmailMessage

        message = EmailMessage()
        message["From"], message["To"] = self._settings.sender, ", ".join(self._to)
        message["Subject"] = f"Nightdesk alert {notice.ref}: {notice.kind}, episode {notice.episode or 'none'}"
        message["Message-ID"] = f"<alert-{notice.ref}@{self._settings.sender.partition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(f"{line_of(notice, again)}\n\nNames stand on the board only.\n")
        return message.as_bytes()


class Wall:
    """A line on the terminals of everybody signed in, or of one group."""

    name, slow = "wall", True

    def __init__(self, group: str, program: str = WALL) -> None:
        self._words = [program, *(["-g", group] if group != "everyone" else [])]

    def tell(self, notice: Notice, again: bool) -> None:
        """Runs wall; no shell, an empty environment."""
        import subprocess

        try:
            ended = subprocess.run(
                [*self._words, f"NIGHTDESK: {line_of(notice, again)}"],
                env={}, stdin=subprocess.DEVNULL, capture_output=True, timeout=5, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as why:
            raise NotTold(f"wall could not be run ({why})") from why
        if ended.returncode:
            raise NotTold(f"wall ended with {ended.returncode}")
