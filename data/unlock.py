"""The command that a site may name to unlock a locked screen: it is asked whether what was typed is right.

It is run without a shell, with the account's name as its only argument, an environment of nothing but PATH, and what
was typed as one line on its standard input. It ends with 0 when that is right. Whatever else happens, the screen
stays locked.
"""

from __future__ import annotations

import os
import signal

PATIENCE_S = 5.0
"""A command that has not answered by then is ended, with all that it started."""
LONGEST = 512
"""Bytes of a password."""


class NotAsked(Exception):
    """The command gave no answer; `str()` says why, fit for the screen."""


class UnlockCommand:
    """One site's command for one account."""

    def __init__(self, path: str, account: str, patience: float = PATIENCE_S) -> None:
        self._path, self._account, self._patience = path, account, patience

    def __call__(self, typed: str) -> bool:
        """Whether this unlocks. Raises: NotAsked."""
        import subprocess

        secret = typed.encode("utf-8", "replace")
        if not secret or len(secret) > LONGEST or b"\n" in secret or b"\0" in secret:
            return False
        try:
            asked = subprocess.Popen(
                [self._path, self._account],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}, cwd="/", start_new_session=True,
            )  # fmt: skip
        except OSError as why:
            raise NotAsked(f"The unlock command cannot be run: {why.strerror}.") from why
        try:
            asked.communicate(secret + b"\n", self._patience)
        except subprocess.TimeoutExpired as why:
            raise NotAsked("The unlock command gave no answer.") from why
        finally:
            _end(asked.pid, asked.returncode is None)
            asked.wait()
        return asked.returncode == 0


def _end(group: int, still_there: bool) -> None:
    """What did not end by itself is killed, with all that it started."""
    if still_there:
        try:
            os.killpg(group, signal.SIGKILL)
        except ProcessLookupError:
            return  # it ended at this moment


def misplaced(path: str) -> str:
    """Why a program must not be trusted with passwords, or nothing: others could put another in its place."""
    for each in (path, os.path.dirname(path)):
        try:
            status = os.stat(each)
        except OSError as why:
            return f"{each}: {why.strerror}"
        if status.st_uid not in (0, os.getuid()) or status.st_mode & 0o022:
            return f"{each} can be changed by others; it must belong to root, writable by nobody else"
    return "" if os.access(path, os.X_OK) else f"{path} cannot be run"
