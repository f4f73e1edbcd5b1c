"""Where a ledger on a server is: `postgresql://…`, and the folder of this host that goes with it."""

from __future__ import annotations

import os
import re
from binascii import crc32
from collections.abc import Mapping

from data.ledger.errors import LedgerError

LOCAL = "NIGHTDESK_LOCAL"
"""The variable that names the folder for what is kept on this host: the copy of the record, drafts, the access log."""
_SECRET = re.compile(r"[?&](password|sslpassword|passfile)=", re.IGNORECASE)


class BadAddress(LedgerError):
    """The address of a server cannot be used as it stands."""


def checked(address: str) -> str:
    """The address, once it is seen to hold no password: other accounts can read the arguments of a command.

    Raises: BadAddress, which never repeats what was given.
    """
    authority = address.partition("://")[2].partition("/")[0].partition("?")[0]
    if ":" in authority.rpartition("@")[0] or _SECRET.search(address):
        raise BadAddress(
            "The address of the server must hold no password: it could be read by others. "
            "Keep it in ~/.pgpass (mode 0600) or in a service file."
        )
    return address


def local_folder(address: str, environ: Mapping[str, str] = os.environ) -> str:
    """The folder on this host for one server's store: under `NIGHTDESK_LOCAL`, else among the account's own state."""
    base = environ.get(LOCAL, "")
    if not base:
        state = environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
        base = f"{state}/nightdesk"
    rest = checked(address).partition("://")[2]
    slug = re.sub(r"[^A-Za-z0-9]+", "-", rest.partition("?")[0]).strip("-")[:40] or "server"
    return f"{base}/{slug}-{crc32(rest.encode('utf-8', 'backslashreplace')):08x}"
