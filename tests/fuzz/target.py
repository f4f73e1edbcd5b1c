"""A parser under fire: what it is given to begin with, and what must hold whatever it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.record import Record


class Target(Record):
    """`attack` takes any bytes; it raises when the parser does what it must not. `seeds` are good inputs."""

    name: str
    what: str
    """In words, for the report."""
    make: Callable[[], Callable[[bytes], None]]
    """Sets the stage once, and answers the attack."""
    seeds: Sequence[bytes]
    modules: Sequence[str] = ("models", "data")
    """Whose branches guide the fuzzer."""
    longest: int = 4096
    """Bytes of an input."""


def as_text(data: bytes) -> str:
    """Any text, also what no keyboard types: bytes that are not UTF-8 become lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def is_harmless(text: str, lines: bool = False) -> bool:
    """Whether a terminal would take no character of it for a command."""
    return all(letter.isprintable() or (lines and letter == "\n") for letter in text)
