"""An operating system in memory, for many processes at one modelled disk, with faults by plan."""

from __future__ import annotations

import errno
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from data.io import Io
from tests.faults.disk import Disk, File, cut_of

START = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)


class Killed(BaseException):
    """The process is gone: nothing after this call happened."""


class World:
    """What the processes share: the disk, who holds which lock, the time."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.locks: dict[int, SimulatedIo] = {}
        self.now = START
        self.seconds = 0.0
        self.faults: Counter[str] = Counter()
        """What befell the processes and the disk so far, by kind."""


class SimulatedIo(Io):
    """One process. `plan(n, fault)` makes the n-th call from now fail, or the process die in it."""

    def __init__(self, world: World, choose: random.Random) -> None:
        self.world = world
        self.choose = choose
        self.dead = False
        self._fds: dict[int, tuple[str, File | None]] = {}
        self._next = 3
        self._left = 0
        self._fault: str | Callable[[], None] = ""
        self._times = 0
        self._only: tuple[str, ...] = ()

    def plan(self, calls: int, fault: str | Callable[[], None], times: int = 1, only: tuple[str, ...] = ()) -> None:
        """The fault is `kill`, `short`, an errno's name, or something another process does at this moment.

        With `only`, none but the calls of these names are counted.
        """
        self._left, self._fault, self._times, self._only = calls, fault, times, only

    def calm(self) -> None:
        self._left, self._fault = 0, ""

    def _strike(self, call: str) -> str:
        """Counts a call down; raises, or says `short` or `kill` for the call itself to do by halves."""
        if self.dead:
            raise Killed
        if not self._fault or (self._only and call not in self._only):
            return ""
        self._left -= 1
        if self._left > 0:
            return ""
        fault = self._fault
        self._times -= 1
        if self._times <= 0:
            self._fault = ""
        if callable(fault):
            fault()
            return ""
        kind = _kind(call, fault)
        if not kind:
            return ""
        self.world.faults[kind] += 1
        if fault == "kill" and call != "pwrite":
            self.die()
        if fault in ("kill", "short") or call in ("fsync", "fdatasync"):
            return fault
        raise _error(fault)

    def die(self) -> None:
        self.dead = True
        self.world.locks = {key: io for key, io in self.world.locks.items() if io is not self}
        raise Killed

    def _file(self, fd: int) -> File:
        file = self._fds[fd][1]
        assert file is not None
        return file

    def open(self, path: str, flags: int) -> int:
        self._strike("open")
        path = path.rstrip("/")
        names = self.world.disk.names
        if path not in names:
            if not flags & os.O_CREAT or path.rpartition("/")[0] not in names:
                raise _error("ENOENT")
            names[path] = File()
        elif flags & os.O_EXCL:
            raise _error("EEXIST")
        self._next += 1
        self._fds[self._next] = (path, names[path])
        return self._next

    def close(self, fd: int) -> None:
        self._strike("close")
        _, file = self._fds.pop(fd)
        if self.world.locks.get(id(file)) is self:
            del self.world.locks[id(file)]

    def pread(self, fd: int, length: int, offset: int) -> bytes:
        self._strike("pread")
        return self._file(fd).cache[offset : offset + length]

    def pwrite(self, fd: int, data: bytes, offset: int) -> int:
        struck = self._strike("pwrite")
        if struck:
            old = self._file(fd).cache[offset : offset + len(data)]
            data = data[: cut_of(old, data, self.choose) or 1]
        self._file(fd).do(("write", offset, data))
        if struck == "kill":
            self.die()
        return len(data)

    def fsync(self, fd: int) -> None:
        self._sync(fd, "fsync")

    def _sync(self, fd: int, call: str) -> None:
        struck = self._strike(call)
        path, file = self._fds[fd]
        if struck:
            if file is not None:
                file.dropped(self.choose)
            raise _error(struck)
        if file is None:
            self.world.disk.sync_folder(path)
        else:
            file.synced()

    def fdatasync(self, fd: int) -> None:
        self._sync(fd, "fdatasync")

    def ftruncate(self, fd: int, size: int) -> None:
        self._strike("ftruncate")
        self._file(fd).do(("cut", size, b""))

    def flock(self, fd: int) -> bool:
        self._strike("flock")
        return self.world.locks.setdefault(id(self._file(fd)), self) is self

    def unlock(self, fd: int) -> None:
        self._strike("unlock")
        if self.world.locks.get(id(self._file(fd))) is self:
            del self.world.locks[id(self._file(fd))]

    def listdir(self, path: str) -> list[str]:
        self._strike("listdir")
        path = path.rstrip("/")
        if path not in self.world.disk.names:
            raise _error("ENOENT")
        entries = [name.rpartition("/")[2] for name in self.world.disk.names if name.rpartition("/")[0] == path]
        self.choose.shuffle(entries)
        return entries

    def mkdir(self, path: str) -> None:
        self._strike("mkdir")
        if path in self.world.disk.names:
            raise _error("EEXIST")
        self.world.disk.names[path] = None

    def rename(self, old: str, new: str) -> None:
        self._strike("rename")
        self.world.disk.names[new] = self.world.disk.names.pop(old)

    def unlink(self, path: str) -> None:
        self._strike("unlink")
        del self.world.disk.names[path]

    def size(self, fd: int) -> int:
        self._strike("size")
        return len(self._file(fd).cache)

    def changed(self, path: str) -> float:
        self._strike("identity")
        if path not in self.world.disk.names:
            raise _error("ENOENT")
        return float(sum(name.rpartition("/")[0] == path for name in self.world.disk.names))

    def size_at(self, path: str) -> int:
        self._strike("size")
        file = self.world.disk.names.get(path)
        if file is None:
            raise _error("ENOENT")
        return len(file.cache)

    def is_there(self, path: str) -> bool:
        return path in self.world.disk.names

    def identity(self, fd: int) -> tuple[int, int]:
        self._strike("identity")
        return 1, id(self._fds[fd][1])

    def identity_at(self, path: str) -> tuple[int, int]:
        if path and path not in self.world.disk.names:
            raise _error("ENOENT")
        return 1, id(self.world.disk.names.get(path))

    def standing(self, path: str) -> tuple[int, int, int]:
        self._strike("identity")
        file = self.world.disk.names.get(path)
        if file is None:
            raise _error("ENOENT")
        return 1, id(file), len(file.cache)

    def free_bytes(self, path: str) -> int:
        return 1 << 40

    def resolve(self, path: str) -> str:
        return os.path.normpath(path)

    def mounts(self) -> str:
        return ""

    @contextmanager
    def signals_held(self) -> Iterator[None]:
        yield

    def now(self) -> datetime:
        return self.world.now

    def monotonic(self) -> float:
        return self.world.seconds

    def wait(self, seconds: float) -> None:
        self.world.seconds += seconds

    def random_bytes(self, count: int) -> bytes:
        return self.choose.randbytes(count)


def _kind(call: str, fault: str) -> str:
    """What a fault in this call counts as; empty where it cannot happen."""
    if fault == "kill":
        return "killed in a write" if call == "pwrite" else "killed"
    if fault == "short":
        return "short write" if call == "pwrite" else ""
    if call in ("close", "flock", "unlock", "listdir", "size", "identity"):
        return ""
    return f"{call} refused"


def _error(name: str) -> OSError:
    number = int(getattr(errno, name))
    return OSError(number, os.strerror(number))
