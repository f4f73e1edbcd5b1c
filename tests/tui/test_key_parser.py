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


KEYS = {
    "f1": ("\x1bOP", "\x1b[11~", "\x1b[[A"),  # xterm, screen and tmux; PuTTY and rxvt; the Linux console and Cygwin
    "f2": ("\x1bOQ", "\x1b[12~", "\x1b[[B"),
    "f3": ("\x1bOR", "\x1b[13~", "\x1b[[C"),
    "f8": ("\x1b[19~",),
    "f9": ("\x1b[20~",),
    "f10": ("\x1b[21~",),
    "home": ("\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"),
    "end": ("\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"),
    "up": ("\x1b[A", "\x1bOA"),
    "pagedown": ("\x1b[6~",),
    "backspace": ("\x7f", "\x08"),
    "delete": ("\x1b[3~",),
    "shift+tab": ("\x1b[Z",),
    "enter": ("\r", "\x1bOM"),
}


@pytest.mark.parametrize("name", KEYS)
def test_a_key_is_known_in_the_words_of_every_kind_of_terminal(name: str) -> None:
    for sequence in KEYS[name]:
        assert [getattr(each, "key", "") for each in KeyParser().feed(sequence)] == [name], sequence
