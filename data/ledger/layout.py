"""How the derived index of positions lies on the disk: `STORE/derived/positions`, rebuilt byte for byte at will.

It says where each event ends, which events each subject has, and which event bears an id or opens an episode: numbers
and positions, never contents (ids apart). Parts are read as they are needed, and each is checked by its own CRC.

    NDX1, the header's length and CRC (4 bytes each), the header (JSON), the directory, then the sections:
    ends        for each event: the number of its file, where its line ends (4 bytes each)
    subjects    for each event, by bucket of its subject's CRC: that CRC, the event's number
    references  the same for ids and for the episodes that events open
    names       every subject, in the order in which they first came (JSON)
    ids         every reference, each as JSON and a newline
The directory holds the length of every bucket, and the CRC of every bucket and of every 1024 ends.
"""

from __future__ import annotations

from binascii import crc32

from data.ledger.line import Line
from models.record import Record

MAGIC = b"NDX1"
PREFIX = 12
BUCKETS = 1024
BLOCK = 1024
ENTRY = 8
NAME = "positions"


class Covered(Record):
    """How far an index goes: the last event's number and hash, its file and where it ends there; files before it."""

    seq: int
    hash: str
    file: str
    size: int
    files: tuple[tuple[str, int], ...]


class Unsound(Exception):
    """The index is missing, stale, spoilt or lying: what it says is not used."""


def key(text: str) -> int:
    """What a subject or a reference is filed under; two may share one, so a finder looks at the event itself."""
    return crc32(text.encode("utf-8", "backslashreplace"))


def references(line: Line) -> list[str]:
    """What an event may be asked for by: its id, and the episode that it opens."""
    found = [line.id]
    episode = line.data.get("episode") if line.type == "EpisodeOpened" else None
    if isinstance(episode, str) and episode != line.id:
        found.append(episode)
    return found


def seed(covered: Covered, part: int) -> int:
    """What a part's CRC begins with: parts of another index, or of another place in this one, never pass."""
    return crc32(f"{covered.seq}:{covered.hash}:{part}".encode())
