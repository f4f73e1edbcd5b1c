"""One event as one line of bytes: how it is written, and how it is read and checked.

`{"seq":…,["n":[i,m],]"v":…,"id":…,"at":…,"by":…,"sid":…,"subject":…,"type":…,"data":…,"prev":…,"h":…}` and a newline.
`h` is the SHA-256 of the bytes before `,"h":"`, so nothing is ever serialised again to check it.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from data.ledger.digest import digest, digest_faster
from data.ledger.errors import TooLong, Unwritable
from models.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LONGEST = 64 * 1024
FIRST_PREV = "0" * 64
_SEAL = b',"h":"'
SEAL_LENGTH = len(_SEAL) + 64 + len(b'"}\n')
_LARGEST_INTEGER = 2**63

_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_READER = json.JSONDecoder()
_loads: Callable[[bytes], Any] = json.loads


class Draft(Record):
    """An event to be stored, made by the caller; `id` is the caller's and makes a repeat harmless."""

    id: str
    subject: str
    type: str
    v: int
    data: dict[str, Any]


class Line(Record):
    """A stored event, its hash checked. `at` is when it was entered: UTC, whole seconds, ending in Z."""

    seq: int
    id: str
    at: str
    by: dict[str, Any]
    sid: str
    subject: str
    type: str
    v: int
    data: dict[str, Any]
    hash: str
    batch: tuple[int, int] | None = None


def read_faster() -> None:
    """Reads with orjson and OpenSSL from now on, where they are there (25 ms to load: for long histories only)."""
    global _loads
    digest_faster()
    try:
        import orjson
    except ImportError:
        return
    _loads = orjson.loads


def write(
    draft: Draft, seq: int, batch: tuple[int, int] | None, at: str, by: dict[str, Any], sid: str, prev: str
) -> bytes:
    """The line for one draft.

    Raises: TooLong over 64 KiB; Unwritable for what JSON cannot keep unchanged.
    """
    fields: dict[str, Any] = {"seq": seq} if batch is None else {"seq": seq, "n": list(batch)}
    fields |= {"v": draft.v, "id": draft.id, "at": at, "by": by, "sid": sid}
    fields |= {"subject": draft.subject, "type": draft.type, "data": draft.data, "prev": prev}
    for value in (draft.v, by, draft.data):
        _check_keepable(value)
    try:
        text = _PLAIN.encode(fields)
    except (TypeError, ValueError, RecursionError) as problem:
        raise Unwritable(f"Not recorded: the entry cannot be written down ({problem}).") from problem
    body = text[:-1].encode("utf-8", "backslashreplace")  # a lone surrogate becomes its JSON escape
    line = body + _SEAL + digest(body).encode() + b'"}\n'
    if len(line) > LONGEST:
        raise TooLong(draft.id, len(line), LONGEST)
    return line


def _check_keepable(value: Any, depth: int = 0) -> None:
    if depth > 60:
        raise Unwritable("Not recorded: the entry is nested too deeply.")
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise Unwritable("Not recorded: a field's name is not text.")
            if type(inner) is not str:
                _check_keepable(inner, depth + 1)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check_keepable(inner, depth + 1)
    elif isinstance(value, int) and not -_LARGEST_INTEGER <= value < _LARGEST_INTEGER:
        raise Unwritable("Not recorded: a number is too large.")


def own_hash(raw: bytes) -> str:
    """The hash a line carries, once it is shown to be that of its bytes.

    Raises: ValueError, saying what is wrong with the line.
    """
    if len(raw) > LONGEST:
        raise ValueError("a line is too long")
    seal = raw[-SEAL_LENGTH:]
    if len(raw) <= SEAL_LENGTH or not seal.startswith(_SEAL) or not seal.endswith(b'"}\n'):
        raise ValueError("a line is not whole")
    found = digest(raw[:-SEAL_LENGTH])
    if seal[6:70] != found.encode():
        raise ValueError("a line was changed after it was written")
    return found


def read(raw: bytes) -> tuple[Line, str]:
    """The event in a line, and the hash of the line before it, after the line's own hash was checked.

    Raises: ValueError, saying what is wrong with the line.
    """
    return _made(own_hash(raw), parse(raw))


def just_written(raw: bytes) -> Line:
    """The event in a line that `write` made: as every reader will see it."""
    return _made(raw[-67:-3].decode(), _READER.raw_decode(raw.decode())[0])[0]


def _made(hash: str, fields: Any) -> tuple[Line, str]:
    try:
        batch = fields.get("n")
        "".join((fields["id"], fields["at"], fields["sid"], fields["subject"], fields["type"]))  # texts, or a TypeError
        if not (type(fields["by"]) is type(fields["data"]) is dict and type(fields["v"]) is int):
            raise TypeError
        line = object.__new__(Line)
        line.__dict__.update(
            seq=fields["seq"],
            id=fields["id"],
            at=fields["at"],
            by=fields["by"],
            sid=fields["sid"],
            subject=fields["subject"],
            type=fields["type"],
            v=fields["v"],
            data=fields["data"],
            hash=hash,
            batch=None if batch is None else (int(batch[0]), int(batch[1])),
        )
        return line, fields["prev"]
    except (KeyError, IndexError, TypeError, AttributeError) as problem:
        raise ValueError("a line lacks a field") from problem


def parse(raw: bytes) -> Any:
    """The JSON value of a line. The plain reader is asked when the fast one refuses (it knows no lone surrogates)."""
    try:
        return _loads(raw)
    except ValueError:
        try:
            return json.loads(raw)
        except (ValueError, RecursionError) as problem:
            raise ValueError("a line is not readable") from problem
