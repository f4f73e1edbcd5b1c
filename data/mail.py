"""Handing one message to the SMTP server: accepted by it, certainly not accepted, or not known.

Every step has a time limit, and so has the whole. What is certain is told apart by the step that failed: until the
message's last line has been sent a server cannot have accepted it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from data.mail_settings import MailSettings

if TYPE_CHECKING:
    import smtplib
    from ssl import SSLContext

LONGEST = 4
"""So many time limits may the whole conversation take; a server that drips is one that hangs."""


class NotSent(Exception):
    """The server has certainly not taken the letter; `str()` is fit for the screen."""


class MaybeSent(Exception):
    """The line broke after the letter was handed over and before the answer; `str()` is fit for the screen."""


def deliver(settings: MailSettings, to: tuple[str, ...], content: bytes, before: Callable[[], None]) -> None:
    """Hands a message over; returns when the server has accepted it for every address.

    `before` is called when everything but the message itself has been agreed: what it raises stops the sending.

    Raises:
        NotSent: certainly nothing went.
        MaybeSent: not known.
    """
    password = _password(settings)
    with _line(settings) as smtp:
        _agree(smtp, settings, password, to)
        before()
        _hand_over(smtp, content)


@contextmanager
def _line(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    """A connection that is closed at the end, and cut when the whole takes too long."""
    import smtplib
    from threading import Timer

    with _as_not_sent(settings):
        smtp = _client(settings)
    watch = Timer(settings.timeout * LONGEST, _cut, (smtp,))
    watch.daemon = True
    watch.start()
    try:
        with _as_not_sent(settings):
            code, said = smtp.connect(settings.server, settings.port)
            if code != 220:
                raise smtplib.SMTPConnectError(code, said)
        yield smtp
    finally:
        watch.cancel()
        smtp.close()


def _client(settings: MailSettings) -> smtplib.SMTP:
    """Not connected yet. The name in EHLO is the sender's domain: asking the network for this machine's can hang."""
    import smtplib

    name = settings.sender.partition("@")[2]
    if settings.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(timeout=settings.timeout, local_hostname=name, context=_trust(settings))
    else:
        smtp = smtplib.SMTP(timeout=settings.timeout, local_hostname=name)
    smtp._host = settings.server  # type: ignore[attr-defined]  # whom the certificate must name
    return smtp


def _agree(smtp: smtplib.SMTP, settings: MailSettings, password: str, to: tuple[str, ...]) -> None:
    """Protection, the account, the sender, every address: one that is refused stops the letter for all."""
    with _as_not_sent(settings):
        if settings.security == "starttls":
            smtp.starttls(context=_trust(settings))
        smtp.ehlo_or_helo_if_needed()
        if settings.user:
            smtp.login(settings.user, password)
        _ask(smtp.mail(settings.sender), "the sender's address")
        for address in to:
            _ask(smtp.rcpt(address), f"the address {address}")
        _ask(smtp.docmd("data"), "the letter", wanted=(354,))


def _hand_over(smtp: smtplib.SMTP, content: bytes) -> None:
    """The message itself; a line that breaks from here on leaves it open whether the server has it."""
    import smtplib

    lines = content.replace(b"\r\n", b"\n").split(b"\n")
    quoted = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines)
    try:
        smtp.send(quoted.rstrip(b"\r\n") + b"\r\n.\r\n")
        code, said = smtp.getreply()
    except (OSError, smtplib.SMTPException) as why:
        raise MaybeSent(
            "NOT CERTAIN whether it went: the line to the mail server broke before its answer came."
        ) from why
    if code != 250:
        raise NotSent(f"NOT SENT: the mail server refused the letter ({_said(code, said)}).")


def _ask(answer: tuple[int, bytes], what: str, wanted: tuple[int, ...] = (250, 251)) -> None:
    code, said = answer
    if code not in wanted:
        raise NotSent(f"NOT SENT: the mail server refused {what} ({_said(code, said)}).")


def _said(code: int | str, said: bytes | str) -> str:
    """What a server answered, short and without anything that steers a terminal."""
    from models.text import one_line

    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {one_line(words)[:120]}".strip()


@contextmanager
def _as_not_sent(settings: MailSettings) -> Iterator[None]:
    """Every failure before the message is handed over, in words that say what to look at."""
    import smtplib
    import ssl

    where = f"the mail server {settings.server}, port {settings.port},"
    try:
        yield
    except TimeoutError as why:
        raise NotSent(f"NOT SENT: {where} did not answer within {settings.timeout:g} s.") from why
    except smtplib.SMTPServerDisconnected as why:
        late = "timed out" in str(why)
        words = f"did not answer within {settings.timeout:g} s" if late else "closed the line"
        raise NotSent(f"NOT SENT: {where} {words}.") from why
    except smtplib.SMTPAuthenticationError as why:
        raise NotSent(f"NOT SENT: {where} does not know this user and password.") from why
    except smtplib.SMTPResponseException as why:
        raise NotSent(f"NOT SENT: {where} refused ({_said(why.smtp_code, why.smtp_error)}).") from why
    except smtplib.SMTPException as why:
        raise NotSent(f"NOT SENT: {where} cannot do what is configured ({_said('', str(why))}).") from why
    except ssl.SSLError as why:
        raise NotSent(f"NOT SENT: the line to {where} cannot be protected ({why.reason or why}).") from why
    except ValueError as why:  # a server's name, or a password, in letters that cannot be sent
        raise NotSent(f"NOT SENT: {where} cannot be spoken to as configured.") from why
    except OSError as why:
        raise NotSent(f"NOT SENT: {where} cannot be reached ({why.strerror or why}).") from why


def _trust(settings: MailSettings) -> SSLContext:
    """Whom the line must prove to end at: by the machine's certificates, or by the council's own."""
    import ssl

    return ssl.create_default_context(cafile=settings.ca_file or None)


def _password(settings: MailSettings) -> str:
    if not settings.user:
        return ""
    try:
        with open(settings.password_file, encoding="utf-8") as file:
            return file.readline().rstrip("\r\n")
    except (OSError, ValueError) as why:
        raise NotSent("NOT SENT: the file with the mail server's password cannot be read.") from why


def _cut(smtp: smtplib.SMTP) -> None:
    """Ends a conversation that takes too long, from beside it: what waits on the line fails at once."""
    import socket

    try:
        if smtp.sock:
            smtp.sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended meanwhile
