"""HEAD: two slots, so that a torn write leaves one that counts."""

from __future__ import annotations

import json
from binascii import crc32

from data.ledger.head import SIZE, SLOT, Head, newest, read_slot, read_slots, slot_bytes, slot_offset

SEVEN = Head(7, "9f3c0a" + "0" * 58, "000061-2026-11", 12345)
EIGHT = Head(8, "ab" * 32, "000061-2026-11", 13000)


def both(one: Head, other: Head) -> bytes:
    raw = bytearray(SIZE)
    for head in (one, other):
        raw[slot_offset(head) : slot_offset(head) + SLOT] = slot_bytes(head)
    return bytes(raw)


def test_a_slot_is_one_json_line_padded_with_blanks() -> None:
    raw = slot_bytes(SEVEN)
    fields = json.loads(raw)
    body = raw[: raw.index(b',"crc"')]
    assert len(raw) == SLOT and raw.endswith(b" \n")
    assert list(fields) == ["seq", "file", "size", "hash", "crc"]
    assert fields["crc"] == f"{crc32(body):08x}"


def test_odd_numbers_stand_in_the_second_slot() -> None:
    assert (slot_offset(EIGHT), slot_offset(SEVEN)) == (0, SLOT)


def test_the_later_of_two_sound_slots_counts() -> None:
    assert newest(both(SEVEN, EIGHT)) == EIGHT
    assert newest(both(EIGHT, SEVEN)) == EIGHT


def test_a_slot_changed_anywhere_does_not_count() -> None:
    raw = slot_bytes(SEVEN)
    for at in range(SLOT):
        assert read_slot(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]) is None


def test_a_slot_torn_anywhere_leaves_the_other() -> None:
    old, new = both(SEVEN, EIGHT.but(seq=6)), slot_bytes(EIGHT)
    for at in range(1, len(new.rstrip()), 7):
        assert newest(new[:at] + old[at:]) == SEVEN


def test_without_a_sound_slot_there_is_no_head() -> None:
    for raw in (b"", bytes(SIZE), b" " * SIZE, b"[]".ljust(SIZE), b'{"seq":1}'.ljust(SIZE), b"\xff" * SIZE):
        assert newest(raw) is None
        assert read_slots(raw) == (None, None)


def test_the_fingerprint_is_the_number_and_twelve_digits() -> None:
    assert SEVEN.fingerprint == "7:9f3c0a000000"
