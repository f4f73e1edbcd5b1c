"""What is done about bytes beyond HEAD: sound and whole is adopted, anything else is set aside. Under the lock.

Such bytes were never acknowledged by HEAD: their writer died, or could not say whether they were stored.
"""

from __future__ import annotations

from data.ledger.chain import Chain
from data.ledger.commit import make_firm, not_recorded, point_to
from data.ledger.errors import Damaged, Unconfirmed
from data.ledger.head import Head
from data.ledger.line import Line
from data.ledger.place import Place, write_all
from models.record import Record

UNSAID = ".unsaid"


class Settled(Record):
    """How a recovery ended: where the chain ends now, what was adopted, whether a tail was set aside."""

    head: Head
    adopted: tuple[tuple[Line, Head], ...] = ()
    tail: bool = False


def settle(place: Place, head: Head) -> Settled:
    """Leaves nothing beyond HEAD.

    Raises: NotRecorded when the disk refused, Unconfirmed when sound events beyond HEAD could not be adopted;
    Damaged when a file is missing, or what HEAD names is not there.
    """
    files = place.files()
    _check_end(place, head, files)
    first = files.index(head.file) if head.file else 0
    adopted: list[tuple[Line, Head]] = []
    for number in range(first, len(files)):
        file = files[number]
        start = head.size if file == head.file else 0
        raw = beyond(place, file, start)
        lines = sound_batches(raw, head, file, start)
        sound = lines[-1][1].size - start if lines else 0
        if lines:
            _adopt(place, head, lines[-1][1], raw[:sound], start)
            head = lines[-1][1]
            adopted += lines
        if sound < len(raw):
            _set_aside(place, files[number:], start + sound)
            return Settled(head, tuple(adopted), tail=True)
    return Settled(head, tuple(adopted))


def is_settled(place: Place, head: Head) -> bool:
    """Whether it is seen at a glance that the ledger ends at `head`: what `settle` would find, and leave alone."""
    return (
        head.file != ""
        and place.files()[-1:] == [head.file]
        and place.length_of(head.file) == head.size
        and _ends_with(place, place.data_fd(head.file, looked=True), head)
    )


def _check_end(place: Place, head: Head, files: list[str]) -> None:
    """Raises: Damaged unless the line that HEAD names ends where HEAD says, with its hash."""
    if not head.file:
        return
    if head.file not in files:
        raise Damaged(head.file, 0, "a ledger file is missing")
    try:
        fits = _ends_with(place, place.data_fd(head.file, write=True), head)
    except OSError as problem:
        raise not_recorded(problem) from problem
    if not fits:
        raise Damaged(head.file, head.size, f"event {head.seq} does not end where it was acknowledged")


def _ends_with(place: Place, fd: int, head: Head) -> bool:
    ending = b'"%s"}\n' % head.hash.encode()
    return place.io.pread(fd, len(ending), head.size - len(ending)) == ending


def beyond(place: Place, file: str, start: int) -> bytes:
    """What stands in a ledger file from `start` on. Raises: NotRecorded when it cannot be read."""
    try:
        fd = place.data_fd(file)
        size = place.io.size(fd)
        found = bytearray()
        while start + len(found) < size:
            chunk = place.io.pread(fd, size - start - len(found), start + len(found))
            if not chunk:
                break
            found += chunk
        return bytes(found)
    except OSError as problem:
        raise not_recorded(problem) from problem


def sound_batches(raw: bytes, head: Head, file: str, start: int) -> list[tuple[Line, Head]]:
    """The events of whole batches that follow from `head`, each with its place; `raw` stands at `start` of `file`."""
    chain = Chain(head.seq, head.hash)
    found: list[tuple[Line, Head]] = []
    at = whole = 0
    while (end := raw.find(b"\n", at)) >= 0:
        try:
            line = chain.take(raw[at : end + 1])
        except ValueError:
            break
        at = end + 1
        found.append((line, Head(line.seq, line.hash, file, start + at)))
        if chain.whole:
            whole = len(found)
    return found[:whole]


def _adopt(place: Place, head: Head, after: Head, raw: bytes, start: int) -> None:
    """Writes the same bytes again: after a failed sync they may be in memory only, and count as clean there."""
    try:
        make_firm(place, head, after.file)
        fd = place.data_fd(after.file, write=True)
        write_all(place.io, fd, raw, start)
        place.io.fdatasync(fd)
        if after.file != head.file:
            place.io.fsync(place.folder_fd)
    except OSError as problem:
        raise Unconfirmed("Events of a session that broke off could not be taken over; open again.") from problem
    point_to(place, after)


def _set_aside(place: Place, files: list[str], offset: int) -> None:
    try:
        for file in files:
            raw = beyond(place, file, offset)
            if raw:
                name = f"{file}@{offset}-{place.io.random_bytes(4).hex()}"
                place.keep_aside(name + UNSAID, raw)
                fd = place.data_fd(file, write=True)
                place.io.ftruncate(fd, offset)
                place.io.fsync(fd)
            offset = 0
    except OSError as problem:
        raise not_recorded(problem) from problem
