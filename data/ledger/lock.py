"""The lock that one writer holds for the length of one commit.

LOCK is locked, and HEAD with it: should somebody replace LOCK while a session has it open, two writers still
cannot write one HEAD.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from data.ledger.errors import Busy
from data.ledger.place import Place, write_all

_NOTE = 512
_FIRST_WAIT = 0.001
_LONGEST_WAIT = 0.01


@contextmanager
def held(place: Place, holder: str, patience: float, *, head: bool = True) -> Iterator[None]:
    """Inside, no other session writes. `holder` is the name others are told; `head` is False before HEAD exists.

    Raises: Busy when `patience` seconds did not suffice.
    """
    until = place.io.monotonic() + patience
    _take(place, place.lock_path, until)
    try:
        if head:
            _take(place, place.head_path, until)
        try:
            _leave_name(place, holder)
            yield
        finally:
            if head:
                _let_go(place, place.head_path, place.head_fd)
    finally:
        _let_go(place, place.lock_path, place.lock_fd)


def _take(place: Place, path: str, until: float) -> None:
    pause = _FIRST_WAIT
    while True:
        fd = place.lock_fd if path == place.lock_path else place.head_fd
        if place.io.flock(fd):
            if _is_the_one(place, fd, path):
                return
            place.forget(path)
            place.forget_data()
            continue
        if place.io.monotonic() >= until:
            raise Busy(holder_of(place))
        place.io.wait(pause)
        pause = min(2 * pause, _LONGEST_WAIT)


def _is_the_one(place: Place, fd: int, path: str) -> bool:
    """Whether what was locked is what others will lock. Raises: OSError, with the lock let go again."""
    try:
        return place.is_there(fd, path)
    except OSError:
        place.forget(path)
        raise


def _let_go(place: Place, path: str, fd: int) -> None:
    try:
        place.io.unlock(fd)
    except OSError:
        place.forget(path)  # closing lets go as well; what was recorded is recorded


def _leave_name(place: Place, holder: str) -> None:
    note = _note(holder)
    try:
        if place.io.pread(place.lock_fd, _NOTE, 0) != note:
            write_all(place.io, place.lock_fd, note, 0)
    except OSError:
        return  # the name is a kindness to others; the lock holds without it


@lru_cache(maxsize=4)
def _note(holder: str) -> bytes:
    return json.dumps({"holder": holder[:60]}).encode().ljust(_NOTE - 1) + b"\n"


def holder_of(place: Place) -> str:
    """The name of the worker who took the lock last; empty when it cannot be read."""
    try:
        return str(json.loads(place.io.pread(place.lock_fd, _NOTE, 0))["holder"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
