"""The index file: the same bytes for the same children, readable by the group, and never believed when damaged."""

import os
import stat
from datetime import date
from random import Random
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.find.build import index_bytes
from data.find.file import open_index, write_index
from data.find.findable import Findable
from data.find.index import FindIndex
from data.find.sections import HEADER, BrokenIndex
from data.find.segment import Segment

TODAY = date(2026, 11, 22)
CHILDREN = [
    Findable(
        child=f"C{n:07d}", surname=surname, forename=forename, dob=f"2010-0{n % 9 + 1}-1{n % 9}", lcs=f"LCS-{n}",
        placement="Ash House", police_logs=(f"{n:04d}-22112026",), last_seq=n,
    )
    for n, (surname, forename) in enumerate([("Brown", "Kayleigh"), ("O'Neill", "Siobhan"), ("Khan", "Mohammed")] * 9)
]  # fmt: skip
ASKED = [
    "kayleigh brown",
    "shivon",
    "muhamad kahn",
    "12/3/10",
    "0004",
    "lcs-12",
    "ash house",
    "about 16",
    "k",
    "brown ashh",
]


def _answers(index):
    return [index.search(text, TODAY) for text in ASKED]


def test_a_written_index_answers_as_the_one_in_memory(tmp_path):
    write_index(tmp_path / "find.index", CHILDREN, 4812, "9f3c0a")
    index = open_index(tmp_path / "find.index")
    assert index.head == (4812, "9f3c0a")
    assert _answers(index) == _answers(FindIndex.build(CHILDREN))
    assert sorted(one.child for one in index.children()) == sorted(one.child for one in CHILDREN)
    assert index.child("C0000003") == CHILDREN[3]
    assert index.child("C9999999") is None


def test_the_group_may_read_and_replace_it_and_nobody_else(tmp_path):
    before = os.umask(0)
    try:
        write_index(tmp_path / "find.index", CHILDREN, 1, "a")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "find.index").stat().st_mode) == 0o660


def test_the_umask_does_not_take_the_group_away(tmp_path):
    before = os.umask(0o077)
    try:
        write_index(tmp_path / "find.index", CHILDREN, 1, "a")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "find.index").stat().st_mode) == 0o660


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_children_does_not_change_a_byte(chance: Random):
    shuffled = list(CHILDREN)
    chance.shuffle(shuffled)
    assert index_bytes(shuffled, 7, "ff") == index_bytes(CHILDREN, 7, "ff")


def test_nothing_is_left_beside_the_index(tmp_path):
    write_index(tmp_path / "find.index", CHILDREN, 1, "a")
    write_index(tmp_path / "find.index", CHILDREN[:3], 2, "b")
    assert [path.name for path in tmp_path.iterdir()] == ["find.index"]
    assert open_index(tmp_path / "find.index").head == (2, "b")


def test_a_session_keeps_the_index_it_has_open_when_another_is_put_in_its_place(tmp_path):
    path = tmp_path / "find.index"
    write_index(path, CHILDREN, 1, "a")
    open_before = open_index(path)
    write_index(path, [], 2, "b")
    assert _answers(open_before) == _answers(FindIndex.build(CHILDREN))


def test_an_index_behind_a_link_is_not_followed(tmp_path):
    write_index(tmp_path / "elsewhere", CHILDREN, 1, "a")
    (tmp_path / "find.index").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BrokenIndex):
        open_index(tmp_path / "find.index")


@pytest.mark.parametrize("content", [b"", b"x", b"\0" * HEADER, b"NDFIND02" * 600])
def test_what_is_no_index_is_broken(tmp_path, content):
    (tmp_path / "find.index").write_bytes(content)
    with pytest.raises(BrokenIndex):
        open_index(tmp_path / "find.index")
    with pytest.raises(BrokenIndex):
        open_index(tmp_path / "no such file")


WHOLE = index_bytes(CHILDREN, 1, "a")
RIGHT = _answers(FindIndex.build(CHILDREN))


def _asked_of(content):
    try:
        return _answers(FindIndex(Segment(memoryview(content))))
    except BrokenIndex:
        return None


@given(st.integers(0, len(WHOLE) - 1))
def test_a_truncated_index_is_broken_or_answers_rightly(length):
    assert _asked_of(WHOLE[:length]) in (None, RIGHT)


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_damaged_byte_never_changes_an_answer(place, change):
    damaged = bytearray(WHOLE)
    damaged[place] ^= change
    assert _asked_of(bytes(damaged)) in (None, RIGHT)


@settings(max_examples=400)
@given(st.integers(HEADER, len(WHOLE) - 4), st.binary(min_size=1, max_size=4))
def test_an_index_that_lies_with_right_checksums_is_no_error(place, lie):
    """Whoever may write the file can make it lie; the worker must still never see a traceback."""
    lying = bytearray(WHOLE)
    lying[place : place + len(lie)] = lie
    _asked_of(_with_checksums(lying))


def _with_checksums(content):
    """The content with every section's and the header's checksum made right again."""
    from data.find.sections import _ENTRY, _FRONT

    _, _, count, *_ = _FRONT.unpack_from(content)
    for number in range(count):
        at = _FRONT.size + number * _ENTRY.size
        name, start, size, _ = _ENTRY.unpack_from(content, at)
        _ENTRY.pack_into(content, at, name, start, size, crc32(content[start : start + size]))
    content[HEADER - 4 : HEADER] = crc32(content[: HEADER - 4]).to_bytes(4, "little")
    return bytes(content)


def test_the_checksums_of_the_test_are_those_of_the_index():
    assert _with_checksums(bytearray(WHOLE)) == WHOLE
