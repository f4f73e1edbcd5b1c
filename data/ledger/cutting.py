"""Giving up what no backup has: the record ends at its last sound entry, and everything behind it is kept aside."""

from __future__ import annotations

from data.ledger import files
from data.ledger.head import Head
from data.ledger.place import Place
from data.ledger.recovery import beyond
from data.ledger.restoring import take_away


def cut_off(place: Place, sound: Head) -> list[str]:
    """Ends the record at `sound`, under the lock; what stood behind it goes into quarantine. Names the files.

    HEAD is written before anything is cut: broken off half-way, the rest lies beyond HEAD, and is set aside there.
    Raises: OSError, with the damaged bytes still in their place or in quarantine, never in neither.
    """
    behind = [name for name in files.names(place.io.listdir(place.folder)) if name >= sound.file]
    tail = beyond(place, sound.file, sound.size) if sound.file else b""
    if tail:
        place.keep_aside(f"{sound.file}@{sound.size}-{place.io.random_bytes(4).hex()}.damaged", tail)
    place.write_head_anew(sound)
    if tail:
        fd = place.data_fd(sound.file, write=True)
        place.io.ftruncate(fd, sound.size)
        place.io.fsync(fd)
    gone = [name for name in reversed(behind) if name != sound.file]
    for name in gone:
        take_away(place, name)
    place.sync_folder(place.folder)
    return [*gone, sound.file] if tail else gone
