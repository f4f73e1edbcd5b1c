"""Who is signed in: from the operating system, never from what somebody types."""

from __future__ import annotations

import os

from models.record import Record


class Account(Record):
    """The signed-in account, and what the system says of the session."""

    name: str
    full_name: str
    tty: str
    login: str
    """The account that logged in, where it differs (sudo, su); empty when the system does not say."""
    key: str = ""
    """The fingerprint of the SSH key that opened the door; empty when the system does not say."""


_opened_by: list[str] = []
"""The key of this process; set at the door only, never from the environment of a shell."""


def signed_in() -> Account:
    """The account that runs this process."""
    import pwd

    uid = os.getuid()
    try:
        entry = pwd.getpwuid(uid)
        name, full_name = entry.pw_name, entry.pw_gecos.split(",")[0]
    except KeyError:
        name, full_name = f"uid{uid}", ""
    return Account(name, full_name, _tty(), _login(name), *_opened_by[-1:])


def came_with(key: str) -> None:
    """Every entry of this process names the key with which its worker came in."""
    _opened_by[:] = [key] if key else []


def fingerprint_in(auth_file: str) -> str:
    """The key in what sshd writes of an authentication (ExposeAuthInfo): `SHA256:` and as ssh-keygen prints it."""
    import base64
    import hashlib

    try:
        with open(auth_file, encoding="ascii") as file:
            for line in file.read(65536).splitlines():
                method, _, key = line.partition(" ")
                if method == "publickey":
                    digest = hashlib.sha256(base64.b64decode(key.split()[1], validate=True)).digest()
                    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")
    except (OSError, ValueError, IndexError):
        return ""
    return ""


def _tty() -> str:
    for descriptor in (0, 1, 2):
        try:
            return os.ttyname(descriptor).removeprefix("/dev/")
        except OSError:
            continue
    return ""


def _login(name: str) -> str:
    """The login uid, which sudo and su do not change."""
    import pwd

    try:
        with open("/proc/self/loginuid", encoding="ascii") as source:
            login = pwd.getpwuid(int(source.read())).pw_name
    except (OSError, ValueError, KeyError, OverflowError):
        return ""
    return "" if login == name else login
