"""What `doctor` looks at on a host set up as docs/install says: files that are there, and that nobody can change."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from data.configuration import Configuration
from tui.door_to_server import PASSWORDS
from tui.plain.finding import Finding

SETTINGS = "etc/nightdesk"
"""Where this folder is, the host is taken for one that was set up."""
FILES = {
    "etc/ssh/sshd_config.d/nightdesk.conf": "no door is set up: copy sshd_nightdesk.conf; sshd -t; reload sshd",
    "etc/systemd/system/nightdesk-watch.service": "copy it; systemctl enable --now nightdesk-watch.service",
    "etc/systemd/system/nightdesk-backup.service": "copy it",
    "etc/systemd/system/nightdesk-backup.timer": "copy it; systemctl enable --now nightdesk-backup.timer",
    "etc/tmpfiles.d/nightdesk.conf": "copy it; systemd-tmpfiles --create",
    "etc/sysusers.d/nightdesk.conf": "copy it; systemd-sysusers",
    "etc/logrotate.d/nightdesk": "copy it; the file of alerts grows without end",
}
"""What docs/install puts there, and what to do where it is missing."""
DOOR = ("ForceCommand", "--door", "PermitUserRC no", "DisableForwarding yes", "ExposeAuthInfo yes")
"""What the door's file must say."""
BACKUPS, OLDEST_BACKUP_S = "var/backups/nightdesk", 26 * 3600


def host_findings(configuration: Configuration, root: Path = Path("/")) -> Iterator[Finding]:
    """Each thing on this host that is right, or is to be done."""
    yield from _program()
    yield from _secrets(configuration)
    if not (root / SETTINGS).is_dir():
        return
    for name, todo in FILES.items():
        yield _kept(root / name, name, todo)
    yield from _door(root / next(iter(FILES)), root)
    for path in sorted((root / SETTINGS).rglob("*")):
        if path.is_file() and path.parent.name != PASSWORDS and (why := _changeable(path)):
            yield Finding(str(path), False, why)
    yield from _backups(root / BACKUPS)


def _program() -> Iterator[Finding]:
    """The code that runs: whoever can change it is everybody who uses it."""
    here = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    mode = os.stat(here).st_mode
    good = not mode & stat.S_IWOTH
    yield Finding("program", good, here if good else f"{here} can be written by anybody: chmod o-w")


def _secrets(configuration: Configuration) -> Iterator[Finding]:
    """What the settings name: the program that is told passwords, the file that holds one."""
    from data.unlock import misplaced

    if configuration.unlock:
        why = misplaced(configuration.unlock)
        yield Finding("unlock command", not why, why or configuration.unlock)
    if path := configuration.mail.get("password_file", ""):
        try:
            open_to_all = os.stat(path).st_mode & 0o007
            yield Finding("mail password", not open_to_all, f"{path}: chmod 0640" if open_to_all else path)
        except OSError as why_not:
            yield Finding("mail password", False, f"{path}: {why_not.strerror}")


def _kept(path: Path, name: str, todo: str) -> Finding:
    if not path.exists():
        return Finding(f"/{name}", False, f"not there: {todo}")
    why = _changeable(path)
    return Finding(f"/{name}", not why, why or "there, and root's")


def _changeable(path: Path) -> str:
    """Why a file that binds everybody is not safe where it is, or nothing."""
    status = path.stat()
    if status.st_uid != 0 or status.st_mode & 0o022:
        return "others than root can change it: chown root, chmod go-w"
    return ""


def _door(path: Path, root: Path) -> Iterator[Finding]:
    from tui.plain.host_server import server_door

    try:
        said = path.read_text()
    except OSError as why:
        yield Finding("door", False, f"cannot be read: {why.strerror}")
        return
    wanting = [words for words in DOOR if words not in said]
    yield Finding("door", not wanting, f"the file lacks: {', '.join(wanting)}" if wanting else "one forced command")
    yield from server_door(said, root, root / SETTINGS)


def _backups(folder: Path) -> Iterator[Finding]:
    """How old the newest copy is, where this account may look."""
    try:
        newest = max((each.stat().st_mtime for each in folder.iterdir()), default=None)
    except OSError:
        return
    hours = (time.time() - newest) / 3600 if newest is not None else None
    good = hours is not None and hours * 3600 <= OLDEST_BACKUP_S
    words = "there is none" if hours is None else f"the newest is {hours:.0f} hours old"
    yield Finding("backup", good, words if good else f"{words}: systemctl status nightdesk-backup")
