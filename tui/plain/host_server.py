"""What `doctor` looks at on a host whose door leads to a store on a server: the folder, the logins, the address."""

from __future__ import annotations

import pwd
import re
import shlex
import stat
from collections.abc import Iterator
from pathlib import Path

from data.stores import is_server
from tui.door import OPTION
from tui.door_to_server import PASSWORDS, SERVICES
from tui.plain.finding import Finding

_COMMAND = re.compile(r"^\s*ForceCommand\s+(.*)$", re.MULTILINE)
_SHARED = 0o2770


def server_door(said: str, root: Path, site: Path) -> Iterator[Finding]:
    """`said` is what stands in the door's file, `site` the folder of the configuration."""
    found = _COMMAND.search(said)
    try:
        words = shlex.split(found[1]) if found else []
    except ValueError as why:
        yield Finding("door", False, f"the forced command cannot be read as a command: {why}")
        return
    store = words[words.index(OPTION) + 1] if OPTION in words[:-1] else ""
    if not is_server(store):
        return
    yield _address(store)
    yield _local(words, root)
    yield from _services(site / SERVICES)
    if (site / PASSWORDS).is_dir():
        yield from (_password(path) for path in sorted((site / PASSWORDS).iterdir()))


def _address(store: str) -> Finding:
    from data.ledger_pg.address import BadAddress, checked

    try:
        return Finding("door's server", True, checked(store))
    except BadAddress as why:
        return Finding("door's server", False, str(why))


def _local(words: list[str], root: Path) -> Finding:
    """The folder for this host's copy: the group's, and nobody else's."""
    local = words[words.index("--local") + 1] if "--local" in words[:-1] else ""
    if not local.startswith("/"):
        return Finding("door's folder", False, "the door lacks --local FOLDER: nobody gets in")
    try:
        mode = stat.S_IMODE((root / local.lstrip("/")).stat().st_mode)
    except OSError:
        return Finding("door's folder", False, f"{local} is not there: systemd-tmpfiles --create")
    good = mode == _SHARED
    return Finding(
        "door's folder", good, local if good else f"{local} has mode {mode:04o}: chmod 2770, chgrp nightdesk"
    )


def _services(path: Path) -> Iterator[Finding]:
    """A password may stand in it; then nobody outside the group may read it."""
    try:
        held, mode = "password" in path.read_text(), path.stat().st_mode
    except OSError:
        return  # none, and none is needed where the address says it all
    if held and mode & 0o007:
        yield Finding("server's password", False, f"{path} can be read by anybody: chown root:nightdesk, chmod 0640")


def _password(path: Path) -> Finding:
    """Libpq passes over a file that others can read; one of another owner cannot be read by the worker."""
    status = path.stat()
    try:
        its_own = pwd.getpwnam(path.name).pw_uid == status.st_uid
    except KeyError:
        return Finding("server's password", False, f"{path} is for an account that is not there: remove it")
    good = its_own and not status.st_mode & 0o077
    return Finding("server's password", good, str(path) if good else f"chown {path.name} {path}; chmod 0600 {path}")
