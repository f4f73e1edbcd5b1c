"""What is wrong with a store, row by row of the recovery table: found by reading alone, nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator

from data.ledger import files
from data.ledger.chain import Chain
from data.ledger.errors import Damaged
from data.ledger.head import Head, newest, read_slots
from data.ledger.line import own_hash
from data.ledger.place import Place
from data.ledger.reader import lines_between
from data.ledger.recovery import beyond, sound_batches
from models.record import Record

_END = 1 << 62


class Diagnosis(Record):
    """What was found. `sound` is the end of the last whole entry that follows from the first, no further than HEAD."""

    head: Head | None
    """What HEAD says; None when it is lost."""
    sound: Head
    slot: bool = False
    """One of HEAD's two slots cannot be read."""
    rot: str = ""
    """What is wrong with entries that were acknowledged, or may have been; empty when nothing is."""
    adoptable: int = 0
    """Sound entries beyond HEAD: their writer died before it could say so."""
    torn: int = 0
    """Bytes beyond HEAD (or, without HEAD, beyond the last whole entry) that are no sound entries."""

    @property
    def rows(self) -> tuple[str, ...]:
        """What was found, in words; empty when all is in order."""
        said = (
            (self.head is None, "HEAD, which says how far the record was acknowledged, is lost"),
            (self.slot, "one slot of HEAD cannot be read; the other one serves"),
            (self.rot != "", f"entries after number {self.sound.seq} are not as they were: {self.rot}"),
            (self.adoptable > 0, f"{self.adoptable} whole entries stand beyond HEAD: their session ended too soon"),
            (self.torn > 0, f"{self.torn} bytes of an entry that was never confirmed stand at the end"),
        )
        return tuple(words for found, words in said if found)


def diagnose(place: Place, anchor: tuple[int, str] | None = None) -> Diagnosis:
    """What is wrong with the store at a place; `anchor` is a head kept elsewhere, which tells how far it went.

    Raises: OSError when it cannot be read.
    """
    raw = _head_bytes(place)
    head = newest(raw)
    slot = head is not None and any(
        found is None and written.strip() for found, written in zip(read_slots(raw), _halves(raw), strict=True)
    )
    sound, broken = _sound_beginning(place, head)
    if head is None:
        return _without_head(place, sound, broken, anchor)
    if (sound.seq, sound.hash) != (head.seq, head.hash):
        return Diagnosis(head, sound, slot, rot=broken or "the last entry is not the one that HEAD names")
    adoptable, torn = _beyond(place, head)
    return Diagnosis(head, sound, slot, adoptable=adoptable, torn=torn)


def _head_bytes(place: Place) -> bytes:
    try:
        return place.head_bytes()
    except FileNotFoundError:
        return b""


def _halves(raw: bytes) -> tuple[bytes, bytes]:
    return raw[: len(raw) // 2], raw[len(raw) // 2 :]


def _sound_beginning(place: Place, until: Head | None) -> tuple[Head, str]:
    """The end of the last whole batch, and why it is the last; empty when everything up to `until` is sound."""
    chain, whole = Chain(), Head()
    try:
        for file, end, raw in lines_between(place, Head(), until or _end_of_all(place)):
            line = chain.take(raw)
            if chain.whole:
                whole = Head(line.seq, line.hash, file, end)
    except Damaged as damage:
        return whole, f"{damage.what} ({damage.file})"
    except ValueError as problem:
        return whole, f"{problem} ({file})"
    return whole, "" if chain.whole else "a batch is not whole"


def _end_of_all(place: Place) -> Head:
    there, _ = place.files_before_gap()
    return Head(_END, "", there[-1], place.io.size(place.data_fd(there[-1]))) if there else Head()


def _without_head(place: Place, sound: Head, broken: str, anchor: tuple[int, str] | None) -> Diagnosis:
    """Nothing says how far it was acknowledged: a broken end may be a torn one, but sound lines behind it show rot."""
    rest = _rest(place, sound)
    gap = place.files_before_gap()[1]
    broken = broken or (gap.what if gap else "")
    if anchor is not None and anchor[0] > sound.seq:
        return Diagnosis(None, sound, rot=f"it ends before entry {anchor[0]}, whose fingerprint was kept")
    if broken and any(any(sound_lines(raw)) for raw in _after_break(rest, sound)):
        return Diagnosis(None, sound, rot=broken)
    return Diagnosis(None, sound, torn=sum(map(len, rest)))


def _rest(place: Place, sound: Head) -> list[bytes]:
    """What stands behind the sound beginning, file by file, whatever the numbers of the files."""
    names = files.names(place.io.listdir(place.folder))
    return [beyond(place, name, sound.size if name == sound.file else 0) for name in names if name >= sound.file]


def _after_break(rest: list[bytes], sound: Head) -> list[bytes]:
    """The same, without the lines that still follow: the beginning of a batch that was never finished."""
    chain = Chain(sound.seq, sound.hash)
    found = []
    for raw in rest:
        at, following = 0, True
        while following and (end := raw.find(b"\n", at)) >= 0:
            try:
                chain.take(raw[at : end + 1])
                at = end + 1
            except ValueError:
                following = False
        found.append(raw[at:])
    return found


def sound_lines(raw: bytes) -> Iterator[bytes]:
    """The lines in some bytes that are as they were written, whatever they follow."""
    for part in raw.split(b"\n")[:-1]:
        try:
            own_hash(part + b"\n")
        except ValueError:
            continue
        yield part


def _beyond(place: Place, head: Head) -> tuple[int, int]:
    """How many sound entries and how many other bytes stand beyond HEAD."""
    adoptable = 0
    for number, file in enumerate(there := [file for file in place.files() if file >= head.file]):
        start = head.size if file == head.file else 0
        raw = beyond(place, file, start)
        lines = sound_batches(raw, head, file, start)
        adoptable += len(lines)
        head = lines[-1][1] if lines else head
        left = len(raw) - (lines[-1][1].size - start if lines else 0)
        if left:
            return adoptable, left + sum(len(beyond(place, later, 0)) for later in there[number + 1 :])
    return adoptable, 0
