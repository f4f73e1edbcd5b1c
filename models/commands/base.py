"""What every command has."""

from __future__ import annotations

from models.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import dataclass_transform
else:
    from models.record import dataclass_transform  # `typing` takes 10 ms to load


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Command(Record):
    """What a worker asks for. Times, durations and choices are text as typed: `decide` reads them."""

    key: str
    """Random, made once by the form or the plain command: the same command sent twice records once."""
