"""One child's findable facts as stored text: fields in a fixed order, parted by characters no text contains."""

from __future__ import annotations

from zlib import crc32

from data.find.findable import Findable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FIELD, ITEM = "\x1f", "\x1e"
_TUPLES = frozenset({"aliases", "phones", "police_logs", "episode_ids"})
_ORDER = tuple(Findable.kinds())

SECTION = f"records {crc32(','.join(_ORDER).encode()):08x}"
"""Where the records are. The fields are part of the name: an index made when they were others is not read."""


def stored(one: Findable) -> bytes:
    """The bytes of one child's record."""
    return FIELD.join(_text(getattr(one, name)) for name in _ORDER).encode("utf-8", "replace")


def read_back(record: bytes) -> Findable:
    """The child's facts from those bytes.

    Raises ValueError when they are not such a record.
    """
    parts = record.decode("utf-8").split(FIELD)
    if len(parts) != len(_ORDER):
        raise ValueError("not a findable record")
    values: Any = {name: _value(name, part) for name, part in zip(_ORDER, parts, strict=True)}
    return Findable(**values)


def names_read(record: bytes) -> str:
    """Surname and forename alone, from the front of a record."""
    return " ".join(record.decode("utf-8", "replace").split(FIELD, 3)[1:3])


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ITEM.join(_clean(str(item)) for item in value)
    return "" if value is None else _clean(str(value))


def _clean(text: str) -> str:
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def _value(name: str, part: str) -> object:
    if name in _TUPLES:
        return tuple(part.split(ITEM)) if part else ()
    if name == "about_age":
        return int(part) if part else None
    return int(part) if name == "last_seq" else part
