"""Textual's parser of keys, which a sequence that no keyboard sends must not end.

`ESC [ : 0 ~` is enough for the stock one to raise in the middle of its work, and the desk with it. Overrides private
parts of `XTermParser` of Textual 8.2.8.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys


class KeyParser(XTermParser):
    """Characters in, keys and pastes out; what looks like a key and cannot be one is a key that does nothing."""

    def __init__(self) -> None:
        super().__init__(False)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        try:
            return list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):  # a number that is none, or that no character has
            return [events.Key(Keys.Ignore.value, None)]
