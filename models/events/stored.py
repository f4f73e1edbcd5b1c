"""Events as the ledger keeps them: plain data there, typed values here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from models.events import EVENTS
from models.events.base import Event
from models.times.zone import from_iso, iso

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FIRST_YEAR, LAST_YEAR = 1900, 2199


class Unreadable(ValueError):
    """Stored data that is not what its type says: a newer version, or a stranger's."""


def to_data(event: Event) -> dict[str, Any]:
    """The event's fields as JSON can hold them; those that are as when nothing is said are left out."""
    kind = type(event)
    return {name: _plain(value) for name, value in event.__dict__.items() if value != getattr(kind, name, ...)}


def from_data(type_name: str, version: int, data: Mapping[str, Any]) -> Event:
    """The event that was stored.

    Raises:
        Unreadable: the type or version is unknown here, or a field is missing or of another kind.
    """
    try:
        kind = EVENTS.get(type_name)
        if kind is None or version > kind.version:
            raise Unreadable(f"{type_name} {version}")
        kinds = kind.kinds()
        return kind(**{name: _READ[kinds[name]](value) for name, value in data.items() if name in kinds})
    except (TypeError, ValueError, AttributeError, KeyError, OverflowError) as why:
        raise Unreadable(f"{type_name}: {type(why).__name__}") from why


def _plain(value: Any) -> Any:
    if hasattr(value, "hour"):
        return iso(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("text wanted")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError("a list wanted")
    return tuple(_text(item) for item in value)


def _moment(value: Any) -> datetime:
    at = from_iso(value)
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError("a year that nobody means: every later sum would go wrong")
    return at


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false wanted")
    return value


def _number(value: Any) -> int:
    if type(value) is not int:
        raise ValueError("a whole number wanted")
    return value


_READ: dict[str, Callable[[Any], Any]] = {
    "str": _text,
    "bool": _flag,
    "int": _number,
    "datetime": _moment,
    "datetime | None": _moment,
    "date": date.fromisoformat,
    "tuple[str, ...]": _texts,
    "dict[str, str]": lambda value: {_text(key): _text(text) for key, text in value.items()},
}
