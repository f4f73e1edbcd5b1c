"""The options that every command has, read without argparse where that says the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.plain.options import parser, written_out

WORDS = [
    "--store",
    "--config",
    "--clock",
    "--view-only",
    "--json",
    "--stor",
    "-h",
    "--",
    "/a",
    "22:10x60",
    "",
    "b c",
    "-1",
]


@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_they_mean_what_argparse_takes_them_to_mean_or_are_left_to_it(words):
    found = written_out(words)
    if found is not None:
        assert vars(found) == vars(parser("", "").parse_args(words))


@pytest.mark.parametrize("words", [[], ["--store", "/a"], ["--view-only", "--config", "c", "--clock", "22:10x60"]])
def test_the_usual_ways_to_open_the_board_are_read_without_it(words):
    assert written_out(words) is not None


@pytest.mark.parametrize("words", [["--store"], ["--store", "--json"], ["--stor", "/a"], ["--store=/a"], ["board"]])
def test_what_is_not_written_out_is_left_to_argparse(words):
    assert written_out(words) is None
