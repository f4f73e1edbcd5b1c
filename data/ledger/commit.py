"""The commit: bytes, sync, folder, HEAD, sync; and the undoing of one that failed. Always under the lock."""

from __future__ import annotations

import errno

from data.ledger.errors import DiskFull, NotRecorded, Unconfirmed
from data.ledger.head import Head
from data.ledger.place import Place, write_all

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def commit(place: Place, head: Head, after: Head, chunk: bytes) -> None:
    """Makes `chunk` durable after `head` and HEAD point to `after`.

    Raises: NotRecorded (or DiskFull) when it is certainly not stored; Unconfirmed when that is not known.
    """
    start = head.size if after.file == head.file else 0
    try:
        make_firm(place, head, after.file)
        fd = place.data_fd(after.file, write=True, looked=after.file == head.file)
    except OSError as problem:
        raise not_recorded(problem) from problem
    try:
        write_all(place.io, fd, chunk, start)
        place.io.fdatasync(fd)
        if after.file != head.file:
            place.io.fsync(place.folder_fd)
    except OSError as problem:
        _undo(place, fd, start, problem)
        raise not_recorded(problem) from problem
    point_to(place, after)


def make_firm(place: Place, head: Head, file: str) -> None:
    """Before the first event of a file: what it rests on is put on the disk again, whatever became of it before.

    The file before it ends where HEAD says: a session that could not sync its undoing may have cut it in the cache
    only. Before the very first event: HEAD and its name.
    """
    if file == head.file:
        return
    if head.file:
        fd = place.data_fd(head.file, write=True)
        place.io.ftruncate(fd, head.size)
        place.io.fsync(fd)
    else:
        place.write_head(head)
        place.sync_folder(place.store)
        place.sync_parent()


def point_to(place: Place, after: Head) -> None:
    """Writes HEAD; the events are durable already, so a failure is tried once more and then unknown.

    Raises: Unconfirmed; whoever opens the ledger next adopts the events.
    """
    try:
        place.write_head(after)
    except OSError:
        try:
            place.write_head(after)
        except OSError as problem:
            raise Unconfirmed(
                f"It is not known whether this was recorded ({_words(problem)}). Open the ledger again and look."
            ) from problem


def _undo(place: Place, fd: int, size: int, cause: OSError) -> None:
    try:
        place.io.ftruncate(fd, size)
        place.io.fsync(fd)
    except OSError as problem:
        raise Unconfirmed(
            f"It is not known whether this was recorded ({_words(cause)}, and it could not be undone)."
        ) from problem


def not_recorded(problem: OSError) -> NotRecorded:
    """The refusal that goes with an operating system's error."""
    if problem.errno in _NO_ROOM:
        return DiskFull("Not recorded: the disk is full. Tell whoever looks after this computer, then try again.")
    return NotRecorded(f"Not recorded: the disk refused ({_words(problem)}). Try again.")


def _words(problem: OSError) -> str:
    return problem.strerror or type(problem).__name__
