"""The one door to the operating system, the clock and randomness.

Everything that touches the disk goes through an `Io`, so that a simulator can stand in for it and inject faults.
The methods are the system calls of the same names; each raises OSError as they do.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # `signal` makes an enum of every number: 45 µs a commit
import fcntl
import os
import time
from contextlib import AbstractContextManager
from datetime import UTC, datetime

READ = os.O_RDONLY
WRITE = os.O_RDWR
CREATE = os.O_RDWR | os.O_CREAT
CREATE_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL
APPEND = os.O_RDWR | os.O_CREAT | os.O_APPEND
FOLDER = os.O_RDONLY | os.O_DIRECTORY
HELD = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGALRM", "SIGUSR1", "SIGUSR2")
"""The signals that wait for the end of a commit: a hang-up, a key, a request to end, a timer."""
_HELD = [getattr(_signal, name) for name in HELD]
FILE_MODE = 0o660
FOLDER_MODE = 0o2770


class _SignalsHeld:
    def __enter__(self) -> None:
        self._before = _signal.pthread_sigmask(_signal.SIG_BLOCK, _HELD)

    def __exit__(self, *_: object) -> None:
        _signal.pthread_sigmask(_signal.SIG_SETMASK, self._before)


class Io:
    """The real operating system."""

    def open(self, path: str, flags: int) -> int:
        """A descriptor for `path`; a file made by this call gets mode 0660 whatever the umask."""
        fd = os.open(path, flags | os.O_NOFOLLOW, FILE_MODE)
        if flags & os.O_CREAT:
            self._open_to_the_group(fd)
        return fd

    def _open_to_the_group(self, fd: int) -> None:
        try:
            if os.fstat(fd).st_mode & 0o777 != FILE_MODE:
                os.fchmod(fd, FILE_MODE)
        except PermissionError:
            return  # another account made the file; its mode is that account's to change

    def close(self, fd: int) -> None:
        """Gives the descriptor back."""
        os.close(fd)

    def pread(self, fd: int, length: int, offset: int) -> bytes:
        """At most `length` bytes from `offset`; fewer at the end of the file."""
        return os.pread(fd, length, offset)

    def pwrite(self, fd: int, data: bytes, offset: int) -> int:
        """How many bytes were written, which may be fewer than given."""
        return os.pwrite(fd, data, offset)

    def write(self, fd: int, data: bytes) -> int:
        """How many bytes were written at the descriptor's own position."""
        return os.write(fd, data)

    def fsync(self, fd: int) -> None:
        """Returns when the file (or folder) and its metadata are on the disk."""
        os.fsync(fd)

    def fdatasync(self, fd: int) -> None:
        """Returns when the file's bytes, and what is needed to read them, are on the disk."""
        os.fdatasync(fd)

    def ftruncate(self, fd: int, size: int) -> None:
        """Cuts the file to `size` bytes."""
        os.ftruncate(fd, size)

    def flock(self, fd: int) -> bool:
        """Takes the exclusive lock; False, at once, when another descriptor holds it."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def unlock(self, fd: int) -> None:
        """Lets the lock go."""
        fcntl.flock(fd, fcntl.LOCK_UN)

    def listdir(self, path: str) -> list[str]:
        """The names in a folder, in no order."""
        return os.listdir(path)

    def mkdir(self, path: str) -> None:
        """Makes a folder that the group shares (2770)."""
        os.mkdir(path)
        os.chmod(path, FOLDER_MODE)

    def rename(self, old: str, new: str) -> None:
        """Replaces `new` by `old` in one step."""
        os.rename(old, new)

    def unlink(self, path: str) -> None:
        """Removes a file that holds nothing acknowledged."""
        os.unlink(path)

    def size(self, fd: int) -> int:
        """The file's length in bytes."""
        return os.fstat(fd).st_size

    def changed(self, path: str) -> float:
        """When a name was last added to a folder, or taken from it: seconds on the system's clock."""
        return os.stat(path).st_mtime_ns / 1e9

    def since(self, moment: float) -> float:
        """Seconds gone by since a moment on the system's clock, by that clock: `now` may be a training clock's."""
        return time.time() - moment

    def size_at(self, path: str) -> int:
        """The length in bytes of the file at a path."""
        return os.stat(path).st_size

    def is_there(self, path: str) -> bool:
        """Whether anything stands at a path."""
        return os.path.lexists(path)

    def identity(self, fd: int) -> tuple[int, int]:
        """Which file a descriptor is open on (device, inode)."""
        found = os.fstat(fd)
        return found.st_dev, found.st_ino

    def identity_at(self, path: str) -> tuple[int, int]:
        """Which file stands at a path now (device, inode)."""
        found = os.stat(path)
        return found.st_dev, found.st_ino

    def standing(self, path: str) -> tuple[int, int, int]:
        """Which file stands at a path now and how long it is (device, inode, bytes)."""
        found = os.stat(path)
        return found.st_dev, found.st_ino, found.st_size

    def free_bytes(self, path: str) -> int:
        """How much room is left for an ordinary account."""
        found = os.statvfs(path)
        return found.f_bavail * found.f_frsize

    def resolve(self, path: str) -> str:
        """The absolute path, symbolic links followed."""
        return os.path.realpath(path)

    def mounts(self) -> str:
        """The mount table, as /proc/mounts has it; empty where there is none."""
        try:
            with open("/proc/mounts", encoding="utf-8", errors="replace") as table:
                return table.read()
        except OSError:
            return ""

    def signals_held(self) -> AbstractContextManager[None]:
        """Inside, this thread is not interrupted by a hang-up, a key or a timer; they arrive afterwards."""
        return _SignalsHeld()

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds on a clock that nobody sets: for waiting only."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Stands still for a moment."""
        time.sleep(seconds)

    def random_bytes(self, count: int) -> bytes:
        """Bytes that nobody can guess."""
        return os.urandom(count)


class TrainingClock(Io):
    """An operating system whose clock is set: `start`, then running at `speed` (0 stands still)."""

    def __init__(self, start: datetime, speed: float = 1.0) -> None:
        if start.tzinfo is None:
            raise ValueError("a training clock needs an aware time")
        self._start = start.astimezone(UTC)
        self._speed = speed
        self._since = time.monotonic()

    def now(self) -> datetime:
        """The training time: start + speed x the time gone by since."""
        from datetime import timedelta

        return self._start + timedelta(seconds=self._speed * (time.monotonic() - self._since))
