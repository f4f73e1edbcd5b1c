"""Derived notes: short lists worked out from the ledger up to one event, such as the children who are not settled.

Like the index they may be missing or stale at any time; a note is only given out when the event it rests on is there.
"""

from __future__ import annotations

import json
from binascii import crc32
from collections.abc import Sequence

from data.io import CREATE_NEW, READ
from data.ledger.head import Head
from data.ledger.place import Place, write_all


def keep_note(place: Place, name: str, head: Head, texts: Sequence[str]) -> None:
    """Puts a note into derived/ in one step. Raises: OSError."""
    body = json.dumps({"seq": head.seq, "hash": head.hash, "texts": list(texts)})
    path = f"{place.derived}/{name}"
    beside = f"{path}.{place.io.random_bytes(4).hex()}.new"
    if not place.io.is_there(place.derived):
        place.io.mkdir(place.derived)
    fd = place.io.open(beside, CREATE_NEW)
    try:
        write_all(place.io, fd, f"{crc32(body.encode()):08x} {body}\n".encode(), 0)
        place.io.rename(beside, path)
    except OSError:
        place.io.unlink(beside)
        raise
    finally:
        place.io.close(fd)


def read_note(place: Place, name: str) -> tuple[int, str, list[str]] | None:
    """The event that a note rests on (its number and hash) and its texts; None when there is none to rely on."""
    try:
        fd = place.io.open(f"{place.derived}/{name}", READ)
        try:
            raw = place.io.pread(fd, place.io.size(fd), 0)
        finally:
            place.io.close(fd)
        check, _, body = raw.rstrip(b"\n").partition(b" ")
        if check != b"%08x" % crc32(body):
            return None
        fields = json.loads(body)
        return int(fields["seq"]), str(fields["hash"]), [str(text) for text in fields["texts"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
