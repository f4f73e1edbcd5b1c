"""A sequence whose members are made when somebody looks at them: of two thousand, those in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, overload

T = TypeVar("T")


class Later(Sequence[T]):
    """What is made of some things, one for each."""

    def __init__(self, things: Sequence[Any], make: Callable[[Any], T]) -> None:
        self.things, self._make = things, make

    def __len__(self) -> int:
        return len(self.things)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return Later(self.things[at], self._make)
        return self._make(self.things[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
