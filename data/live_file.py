"""The live set on the disk: `STORE/derived/live`, ids and times only, bound to the entry up to which it was worked out.

A line with the checksum of the rest; a header (JSON); a line `SECOND ID` for each settled child whom time changes.
It may be deleted at any time. Missing, stale, spoilt, of other rules or another program: it is not used, and what it
would have spared is worked out again.
"""

from __future__ import annotations

import json
import os
from binascii import crc32
from collections.abc import Iterable

from data.derived_file import read_derived, write_derived
from data.live_set import LiveSet
from models.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from data.ledger.contract import AnyLedger

NAME = "live"
PART = 1 << 18
"""Bytes read at once: more than any file of the program."""
_FIELDS = ("seq", "hash", "rules", "since", "live")
_MADE_BY = ("duties", "history", "protocol", "events", "times")


class Stored(Record):
    """A live set as it was kept: what it is bound to, and what it says."""

    seq: int
    hash: str
    rules: str
    live: LiveSet


def read_live(store: str) -> Stored | None:
    """What is on the disk; None when there is nothing that can be used."""
    try:
        first, _, rest = (read_derived(f"{store}/derived/{NAME}") or b"").partition(b"\n")
        fields = json.loads(first)
        seq, mark, rules, since, live = (fields[name] for name in _FIELDS)
        return Stored(int(seq), str(mark), str(rules), LiveSet([str(each) for each in live], rest, int(since)))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_live(store: str, stored: Stored) -> None:
    """Puts a set in the place of the one before, in one step. Raises: OSError."""
    live = stored.live
    header = {"seq": stored.seq, "hash": stored.hash, "rules": stored.rules, "since": live.since}
    lines = [json.dumps(header | {"live": live.subjects()}), *(f"{at} {child}" for at, child in live.turning())]
    body = "\n".join(lines).encode()
    write_derived(f"{store}/derived/{NAME}", body)


def fits(stored: Stored, ledger: AnyLedger, rules: str) -> bool:
    """Whether a set was worked out from this very ledger, by these rules and this program."""
    if stored.rules != rules or not 0 < stored.seq <= ledger.head.seq:
        return False
    return ledger.lines()[stored.seq - 1].hash == stored.hash


def rules_mark(texts: Iterable[str]) -> str:
    """What the protocols chosen, and the program that reads them, are known by."""
    seen = [f"{len(text)} {crc32(text.encode('utf-8', 'backslashreplace')):08x}" for text in texts]
    return f"{crc32(' '.join([program_mark(), *seen]).encode()):08x}"


def program_mark() -> str:
    """What the code that works out duties is known by: its text, wherever and whenever it was installed.

    Looked at once: a session that goes on while another version is installed is still the old one.
    """
    if not _program:
        import models

        mark = 0
        for folder in (f"{path}/{part}" for path in models.__path__ for part in _MADE_BY):
            for name in sorted(name for name in os.listdir(folder) if name.endswith(".py")):
                mark = crc32(_text_of(f"{folder}/{name}"), crc32(name.encode(), mark))
        _program.append(f"{mark:08x}")
    return _program[0]


_program: list[str] = []


def _text_of(path: str) -> bytes:
    """A file of the program, with four calls of the system where Python's own file takes seven: there are eighty."""
    handle, text = os.open(path, os.O_RDONLY | os.O_CLOEXEC), b""
    try:
        while part := os.read(handle, PART):
            text += part
    finally:
        os.close(handle)
    return text
