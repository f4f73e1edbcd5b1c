"""Every byte a keyboard or a line can send is a character, and no paste presses keys."""

from __future__ import annotations

import os
import pty
import time

from hypothesis import given
from hypothesis import strategies as st

from tui.keyboard import KeyboardDecoder, PasteWatch
from tui.writer import TerminalWriter, output_pending


@given(st.lists(st.binary(max_size=12)))
def test_any_bytes_become_characters(pieces: list[bytes]) -> None:
    decoder = KeyboardDecoder()
    text = "".join(decoder.decode(piece) for piece in pieces) + "".join(decoder.tick() for _ in range(4))
    text.encode()  # no half of a surrogate pair either
    assert len(text) <= len(b"".join(pieces))


@given(st.text(), st.integers(1, 5))
def test_utf_8_is_read_right_however_the_network_cuts_it(text: str, size: int) -> None:
    text = text.encode("utf-8", "ignore").decode()
    data, decoder = text.encode(), KeyboardDecoder()
    assert "".join(decoder.decode(data[n : n + size]) for n in range(0, len(data), size)) == text


def test_a_latin_1_letter_does_not_wait_for_the_next_key() -> None:
    decoder = KeyboardDecoder()
    assert decoder.decode(b"\xe9") == ""  # it could be the start of a longer character
    assert [decoder.tick() for _ in range(4)] == ["", "", "é", ""]
    assert decoder.decode(b"\x80\x81") == "€\x81"
    assert decoder.decode(b"\xa35") == "£5"


def test_an_unmarked_paste_is_told_from_typing_and_from_a_marked_one() -> None:
    watch = PasteWatch()
    assert not watch.is_raw_paste("kay\r")
    assert watch.is_raw_paste("line\r" * 100)
    assert not watch.is_raw_paste("\x1b[200~" + "x" * 500)
    assert not watch.is_raw_paste("x" * 500)  # the middle of the marked one
    assert not watch.is_raw_paste("x" * 500 + "\x1b[20")
    assert not watch.is_raw_paste("1~")
    assert watch.is_raw_paste("x" * 500)


def test_the_writer_never_waits_for_a_terminal_that_takes_nothing() -> None:
    master, slave = pty.openpty()
    writer = TerminalWriter(slave)
    for _ in range(200):
        writer.write("x" * 10_000)
    end = time.monotonic() + 10
    while not output_pending(slave) and time.monotonic() < end:
        time.sleep(0.01)
    assert writer.waiting > 0 and output_pending(slave)
    writer.stop(patience=0.05)
    os.close(master)
    while writer.waiting and time.monotonic() < end:
        time.sleep(0.01)
    assert writer.lost and writer.waiting == 0
    os.close(slave)


def test_what_was_written_arrives_in_order() -> None:
    read, write = os.pipe()
    writer = TerminalWriter(write, "ascii")
    for number in range(500):
        writer.write(f"{number} é,")
    writer.stop(10)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        assert stream.read().decode() == "".join(f"{number} ?," for number in range(500))
