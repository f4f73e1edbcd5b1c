"""How letters leave: the table `[mail]` of the configuration, read and checked when a letter is to go."""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.letters.letter import Reader
from models.problem import Problem
from models.record import Record

SECURITY = {"starttls": 587, "tls": 465, "none": 25}
"""How the line to the server is protected, and the usual port; `none` is for a server on this machine."""
SETTINGS = ("server", "port", "security", "ca_file", "sender", "user", "password_file", "timeout")
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
OWN_ADDRESS = frozenset({"placing-authority", "school"})
"""Roles who are somebody else for each child: no address stands for all, lest one school hears of another's child."""


class MailSettings(Record):
    """Where and how to hand letters over."""

    server: str
    port: int
    security: str
    sender: str
    ca_file: str = ""
    user: str = ""
    password_file: str = ""
    timeout: float = 15.0
    """Seconds without a word from the server after which it counts as hanging."""


class BadMail(Exception):
    """Letters cannot be sent as the configuration stands; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def mail_settings(table: Mapping[str, str]) -> MailSettings:
    """The settings of a configuration's `[mail]`.

    Raises:
        BadMail: with everything that is missing or wrong.
    """
    if not table.get("server"):
        raise BadMail(Problem("mail.server", "no SMTP server is configured; write the letter as a file instead"))
    problems: list[Problem] = []
    security = table.get("security", "starttls")
    if security not in SECURITY:
        problems.append(Problem("mail.security", f"one of: {', '.join(SECURITY)}"))
    port = table.get("port", str(SECURITY.get(security, 587)))
    if not port.isdecimal() or not 0 < int(port) < 65536:
        problems.append(Problem("mail.port", "a port number is wanted"))
    timeout = table.get("timeout", "15")
    if not timeout.isdecimal() or not 0 < int(timeout) <= 120:
        problems.append(Problem("mail.timeout", "seconds from 1 to 120 are wanted"))
    if not is_address(table.get("sender", "")):
        problems.append(Problem("mail.sender", "the address that letters come from is wanted"))
    if bool(table.get("user")) != bool(table.get("password_file")):
        problems.append(Problem("mail.user", "user and password_file go together"))
    if table.get("user") and security == "none":
        problems.append(Problem("mail.security", "a password is never sent over an unprotected line"))
    if problems:
        raise BadMail(*problems)
    texts = {name: table.get(name, "") for name in ("server", "sender", "ca_file", "user", "password_file")}
    return MailSettings(**texts, port=int(port), security=security, timeout=float(timeout))


def is_address(text: str) -> bool:
    """Whether a text is one e-mail address, and nothing that could be taken for a header."""
    return bool(ADDRESS.fullmatch(text))


def address_of(reader: Reader, table: Mapping[str, str]) -> str:
    """Where a reader gets letters, empty where that is not known.

    An address in the child's own details comes first; then the role's with the name, `"school Anytown High"`; then
    the role's alone, except for roles who are somebody else for each child.
    """
    if own := ADDRESS.search(reader.name):
        return own[0]
    named = {key.casefold(): address for key, address in table.items() if key not in SETTINGS}
    found = named.get(f"{reader.role} {reader.name}".casefold()) if reader.name else ""
    if not found and reader.role not in OWN_ADDRESS:
        found = named.get(reader.role, "")
    return found if found and is_address(found) else ""
