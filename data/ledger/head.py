"""HEAD: how far the ledger is acknowledged. Two slots of 4096 bytes, written in turn (slot = seq % 2).

A torn write spoils one slot only; the other one then says how far it went before.
"""

from __future__ import annotations

import json
from binascii import crc32
from functools import lru_cache

from data.ledger.line import FIRST_PREV
from models.record import Record

SLOT = 4096
SIZE = 2 * SLOT


class Head(Record):
    """A place in the chain: the last event's number and hash, and where its line ends."""

    seq: int = 0
    hash: str = FIRST_PREV
    file: str = ""
    size: int = 0

    @classmethod
    def at(cls, seq: int, hash: str, file: str, size: int) -> Head:
        """The same as calling it, faster: one is made for each line that is read or written."""
        made = object.__new__(cls)
        made.__dict__.update(seq=seq, hash=hash, file=file, size=size)
        return made

    @property
    def fingerprint(self) -> str:
        """What is printed on handovers and kept elsewhere: the number and the first 12 hex digits."""
        return f"{self.seq}:{self.hash[:12]}"


def slot_bytes(head: Head) -> bytes:
    """The 4096 bytes of one slot: a JSON line, padded with blanks, ending in a newline."""
    return _slot(head.seq, head.file, head.size, head.hash)


@lru_cache(maxsize=8, typed=True)
def _slot(seq: int, file: str, size: int, hash: str) -> bytes:
    body = f'{{"seq":{seq},"file":"{file}","size":{size},"hash":"{hash}"'.encode()
    line = body + b',"crc":"%08x"}' % crc32(body)
    return line.ljust(SLOT - 1) + b"\n"


def slot_offset(head: Head) -> int:
    """Where in HEAD this head's slot stands."""
    return head.seq % 2 * SLOT


def read_slots(raw: bytes) -> tuple[Head | None, Head | None]:
    """Both slots; None for one that is torn, rotten or was never written."""
    return read_slot(raw[:SLOT]), read_slot(raw[SLOT:SIZE])


@lru_cache(maxsize=8)
def read_slot(raw: bytes) -> Head | None:
    """The head in a slot, when every one of its 4096 bytes is as it was written."""
    try:
        fields = json.loads(raw)
        head = Head(fields["seq"], fields["hash"], fields["file"], fields["size"])
        return head if slot_bytes(head) == raw else None
    except (ValueError, KeyError, TypeError):
        return None


def patched(raw: bytes, head: Head) -> bytes:
    """HEAD's bytes once a head is written into its slot."""
    at = slot_offset(head)
    return raw[:at] + slot_bytes(head) + raw[at + SLOT :]


def both(raw: bytes) -> tuple[Head | None, Head | None]:
    """The head that counts, and the other slot's."""
    one, other = read_slots(raw)
    head = newest(raw)
    return head, other if one == head else one


def newest(raw: bytes) -> Head | None:
    """The head that counts: the later of the sound slots; None when neither is sound."""
    sound = [head for head in read_slots(raw) if head is not None]
    return max(sound, key=lambda head: head.seq) if sound else None
