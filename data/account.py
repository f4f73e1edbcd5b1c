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


def signed_in() -> Account:
    """The account that runs this process."""
    import pwd

    uid = os.getuid()
    try:
        entry = pwd.getpwuid(uid)
        name, full_name = entry.pw_name, entry.pw_gecos.split(",")[0]
    except KeyError:
        name, full_name = f"uid{uid}", ""
    return Account(name, full_name, _tty(), _login(name))


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
