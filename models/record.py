"""The frozen value that events, commands and everything folded from them are made of.

It does what a frozen, keyword-friendly dataclass does, without generating code for each class: Nightdesk
has about a hundred such classes, and generating them took longer (150 ms) than the rest of a plain command.
Only a class of which many values are made gets a constructor of its own, four times as fast as the one for all.
Type checkers treat a `Record` as a dataclass.
"""

from __future__ import annotations

from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Self, dataclass_transform
else:
    # `typing` takes 10 ms to load, and a search takes 20 without it.
    def dataclass_transform(**_: object) -> Callable[[type], type]:
        """What the decorator of that name does when a program runs: nothing."""
        return lambda cls: cls


_REQUIRED: Any = object()
MANY = 64
"""Of a class with so many values a constructor is written, which takes about as long as making them did."""
_made: dict[type, int] = {}


@dataclass_transform(frozen_default=True, eq_default=True)
class Record:
    """An immutable value with named fields, declared by annotations like those of a dataclass."""

    _defaults: ClassVar[dict[str, Any]] = {}
    _wanted: ClassVar[frozenset[str]] = frozenset()
    _kinds: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls) -> None:
        own = {n: k for n, k in cls.__dict__.get("__annotations__", {}).items() if "ClassVar" not in str(k)}
        cls._kinds = {**cls._kinds, **{name: str(kind) for name, kind in own.items()}}
        cls._defaults = {**cls._defaults, **{name: cls.__dict__.get(name, _REQUIRED) for name in own}}
        cls._wanted = frozenset(name for name, default in cls._defaults.items() if default is _REQUIRED)
        if "__init__" not in cls.__dict__:
            cls.__init__ = Record.__init__  # type: ignore[method-assign]  # never one written for the class above

    def __init__(self, *values: Any, **named: Any) -> None:
        kind = type(self)
        _made[kind] = made = _made.get(kind, 0) + 1
        if made == MANY:
            kind.__init__ = _constructor(kind._defaults)  # type: ignore[method-assign]
        if values:
            given = dict(zip(self._defaults, values, strict=False))
            if len(values) > len(self._defaults) or given.keys() & named.keys():
                raise TypeError(f"{type(self).__name__}: unexpected {sorted(given.keys() & named.keys())}")
            named |= given
        if not self._wanted <= named.keys() <= self._defaults.keys():
            unexpected, missing = named.keys() - self._defaults.keys(), self._wanted - named.keys()
            raise TypeError(f"{type(self).__name__}: unexpected {sorted(unexpected)}, missing {sorted(missing)}")
        self.__dict__.update(self._defaults)  # in the order of the fields
        self.__dict__.update(named)

    @classmethod
    def kinds(cls) -> dict[str, str]:
        """The fields in order, each with its type as written, for reading and writing stored data."""
        return cls._kinds

    def but(self, **changes: Any) -> Self:
        """The same value with some fields changed."""
        changed = object.__new__(type(self))
        held = changed.__dict__
        held.update(self.__dict__)
        held.update(changes)
        if len(held) != len(self.__dict__):
            raise TypeError(f"{type(self).__name__}: unexpected {sorted(changes.keys() - self._defaults.keys())}")
        return changed

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash((type(self), tuple(self.__dict__.values())))

    def __repr__(self) -> str:
        """Field names only: a value may hold a child's name, and a repr ends up in logs."""
        return f"<{type(self).__name__}>"


class Remembering(Record):
    """A value that remembers what was worked out from it and stays true of it; that is no part of the value."""

    __slots__ = ("_worked_out",)
    _worked_out: ClassVar[dict[Any, Any]]

    @property
    def worked_out(self) -> dict[Any, Any]:
        """What is remembered, by whatever tells it apart; each asker reads only what it has put there itself."""
        try:
            return self._worked_out
        except AttributeError:
            object.__setattr__(self, "_worked_out", {})
        return self._worked_out

    def forget(self) -> None:
        """Nobody is likely to ask soon: what was worked out takes up memory."""
        self.worked_out.clear()


if TYPE_CHECKING:
    once = property
else:

    class once:
        """A property of a `Remembering` value that is worked out when first asked for."""

        def __init__(self, work_out: Callable[[Any], Any]) -> None:
            self._work_out, self.__doc__ = work_out, work_out.__doc__

        def __get__(self, value: Any, kind: type) -> Any:
            if value is None:
                return self
            try:
                return value._worked_out[self]
            except (AttributeError, KeyError):
                found = value.worked_out[self] = self._work_out(value)
                return found


def _constructor(defaults: dict[str, Any]) -> Callable[..., None]:
    """A constructor for exactly these fields; those that come after an optional one are given by name."""
    given: list[str] = []
    for name, default in defaults.items():
        if default is _REQUIRED and "*" not in given and any("=" in each for each in given):
            given.append("*")
        given.append(name if default is _REQUIRED else f"{name}=_defaults[{name!r}]")
    fields = ", ".join(f"{name!r}: {name}" for name in defaults)
    made: dict[str, Any] = {"_defaults": defaults}
    exec(f"def __init__(self, {', '.join(given)}):\n self.__dict__.update({{{fields}}})", made)
    constructor: Callable[..., None] = made["__init__"]
    return constructor
