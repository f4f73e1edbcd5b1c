"""Sequences that no keyboard sends neither end the desk nor take the keys after them along."""

from __future__ import annotations

import pytest

from tui.key_parser import KeyParser

NO_KEYS = ("\x1b[:00~", "\x1b[99999999999u", "\x1b[1114112u", "\x1b[1;;:9~", "\x1b[:u")


@pytest.mark.parametrize("sequence", NO_KEYS)
def test_what_looks_like_a_key_and_is_none_leaves_the_next_key_alone(sequence: str) -> None:
    found = list(KeyParser().feed(f"a{sequence}b"))
    keys = [getattr(each, "key", "") for each in found]
    assert keys[0] == "a" and keys[-1] == "b"
