"""Putting back what was damaged from a backup: line by line, each of ours or of the backup's, the chain unbroken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.io import CREATE_NEW
from data.ledger import files
from data.ledger.chain import Chain
from data.ledger.diagnosis import Diagnosis, sound_lines
from data.ledger.errors import NotRepaired
from data.ledger.head import Head
from data.ledger.line import LONGEST
from data.ledger.place import Place, write_all
from data.ledger.recovery import beyond
from models.record import Record

if TYPE_CHECKING:
    from pathlib import Path


class MendedFile(Record):
    """A ledger file, or a line of one, as it will be: its name and bytes, and how many lines came from the backup."""

    name: str
    content: bytes
    taken: int


class Restored(Record):
    """What a restoration did: where the record now ends, how many entries came from the backup, into which files."""

    head: Head
    entries: int
    files: tuple[str, ...]


def restore(place: Place, found: Diagnosis, backup: Path) -> Restored:
    """Puts the missing lines back, under the lock; every file that was damaged is kept in quarantine first.

    Raises: NotRepaired, with nothing changed, when the backup does not hold what is missing; OSError.
    """
    theirs = Place(backup, place.io, writable=False)
    try:
        mended, head = _merged(place, theirs, found.head)
    finally:
        theirs.close()
    changed = [file for file in mended if _ours(place, file.name)[: len(file.content)] != file.content]
    for file in changed:
        _put(place, file)
    _move_strangers_away(place, {file.name for file in mended}, files.number_of(head.file))
    place.sync_folder(place.folder)
    return Restored(head, sum(file.taken for file in mended), tuple(file.name for file in changed))


def _merged(ours: Place, theirs: Place, head: Head | None) -> tuple[list[MendedFile], Head]:
    """The files as they were acknowledged, and where they end. Raises: NotRepaired."""
    chain, whole = Chain(), Head()
    names = _by_number(ours), _by_number(theirs)
    mended: list[MendedFile] = []
    while (number := len(mended) + 1) in names[0] or number in names[1]:
        sources = [(name, beyond(ours, name, 0), 0) for name in names[0].get(number, [])]
        sources += [(name, beyond(theirs, name, 0), 1) for name in names[1].get(number, [])]
        file, end = _file(chain, sources, head)
        mended.append(file)
        whole = end or whole
        if head is not None and chain.seq == head.seq:
            break
    if head is not None and (chain.seq, chain.hash) != (head.seq, head.hash):
        raise NotRepaired(f"This backup does not hold entry {chain.seq + 1} either; try another one.")
    if head is None:
        _check_nothing_behind(ours, mended, names[0])
    return mended, whole


def _by_number(place: Place) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    try:
        entries = place.io.listdir(place.folder)
    except FileNotFoundError:
        entries = []
    for name in files.names(entries):
        found.setdefault(files.number_of(name), []).append(name)
    return found


def _file(chain: Chain, sources: list[tuple[str, bytes, int]], head: Head | None) -> tuple[MendedFile, Head | None]:
    """One file, each line from the first source that has a sound one there; and the end of its last whole batch."""
    name, content, taken = sources[0][0], bytearray(), 0
    end = None
    while head is None or chain.seq < head.seq:
        found = _next_line(chain, sources, len(content))
        if found is None:
            break
        name = name if content else found.name
        content += found.content
        taken += found.taken
        if chain.whole:
            end = Head(chain.seq, chain.hash, name, len(content))
    return MendedFile(name, bytes(content), taken), end


def _next_line(chain: Chain, sources: list[tuple[str, bytes, int]], at: int) -> MendedFile | None:
    for name, there, which in sources:
        raw = _line_at(there, at)
        if raw and _takes(chain, raw):
            return MendedFile(name, raw, which)
    return None


def _line_at(content: bytes, at: int) -> bytes:
    return content[at : content.find(b"\n", at, at + LONGEST + 1) + 1]


def _takes(chain: Chain, raw: bytes) -> bool:
    try:
        chain.take(raw)
    except ValueError:
        return False
    return True


def _check_nothing_behind(ours: Place, mended: list[MendedFile], names: dict[int, list[str]]) -> None:
    """Without HEAD, sound lines that could not be joined on show that the backup does not reach far enough."""
    joined = {line for file in mended for line in file.content.split(b"\n")}
    for name in (name for several in names.values() for name in several):
        if any(line not in joined for line in sound_lines(beyond(ours, name, 0))):
            raise NotRepaired(f"This backup does not reach to the entries that still stand in {name}; try another one.")


def _ours(place: Place, name: str) -> bytes:
    return beyond(place, name, 0) if f"{name}{files.ENDING}" in place.io.listdir(place.folder) else b""


def _put(place: Place, file: MendedFile) -> None:
    """The mended file in the place of the damaged one, in one step."""
    mark = place.io.random_bytes(4).hex()
    damaged = _ours(place, file.name)
    if damaged:
        place.keep_aside(f"{file.name}-{mark}.damaged", damaged)
    beside = f"{place.quarantine}/{file.name}-{mark}.mended"
    place.make_quarantine()
    fd = place.io.open(beside, CREATE_NEW)
    try:
        write_all(place.io, fd, file.content, 0)
        place.io.fsync(fd)
    finally:
        place.io.close(fd)
    place.forget_data()
    place.io.rename(beside, f"{place.folder}/{file.name}{files.ENDING}")


def _move_strangers_away(place: Place, known: set[str], last: int) -> None:
    """Files with a number that another one rightly bears go into quarantine."""
    for name in files.names(place.io.listdir(place.folder)):
        if files.number_of(name) <= last and name not in known:
            take_away(place, name)


def take_away(place: Place, name: str) -> None:
    """Moves a whole ledger file into quarantine: its bytes are there, synced, before it goes."""
    content = beyond(place, name, 0)
    place.keep_aside(f"{name}-{place.io.random_bytes(4).hex()}.damaged", content)
    place.forget_data()
    place.io.unlink(f"{place.folder}/{name}{files.ENDING}")
