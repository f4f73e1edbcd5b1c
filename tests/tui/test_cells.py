"""The cells sent lead the terminal to what is wanted, whatever is put where."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.cells import CellGrid
from tui.painting import sgr_of, take

WIDTH, HEIGHT = 20, 4
PENS = ("", "7", "91", "93", "1;93", "44", "4;32;41")
COLOURS = {"": "default", "91": "brightred", "93": "brightbrown", "32": "green", "44": "blue", "41": "red"}
TEXTS = st.text("ab 1é漢字\u0301ł~", min_size=1, max_size=12)
PUTS = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT), TEXTS, st.sampled_from(PENS))
STEPS = st.lists(st.lists(PUTS, max_size=6), max_size=5)


def fed(screen: pyte.Screen, text: str) -> pyte.Screen:
    pyte.Stream(screen).feed(text)
    return screen


def blank() -> pyte.Screen:
    screen = pyte.Screen(WIDTH, HEIGHT)
    screen.reset_mode(pyte.modes.DECAWM)
    return screen


def shown(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    rows = [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]
    return [[(c.data, c.fg, c.bg, c.bold, c.reverse, c.underscore) for c in row] for row in rows]


def wanted(grid: CellGrid) -> list[list[tuple[object, ...]]]:
    """What the grid wants, in pyte's words."""
    import unicodedata

    def cell(text: str, sgr: str) -> tuple[object, ...]:
        numbers = sgr.split(";")
        fg = next((COLOURS[n] for n in numbers if n in ("91", "93", "32")), "default")
        bg = next((COLOURS[n] for n in numbers if n in ("44", "41")), "default")
        return unicodedata.normalize("NFC", text), fg, bg, "1" in numbers, "7" in numbers, "4" in numbers

    return [[cell(*pair) for pair in row] for row in grid.wanted]


@given(STEPS)
def test_after_any_puts_the_terminal_shows_what_is_wanted(steps: list[list[tuple[int, int, str, str]]]) -> None:
    grid, screen = CellGrid(WIDTH, HEIGHT), blank()
    for puts in steps:
        for x, y, text, pen in puts:
            grid.put(x, y, text, pen, cell_len(text))
        fed(screen, grid.changes())
        ours, expected = shown(screen), wanted(grid)
        # The second half of a wide character has no look of its own.
        for row_ours, row_expected in zip(ours, expected, strict=True):
            for mine, other in zip(row_ours, row_expected, strict=True):
                assert mine == other or (mine[0] == "" and other[0] == "")
        assert grid.changes() == ""


@given(STEPS)
def test_a_row_is_always_as_wide_as_the_terminal(steps: list[list[tuple[int, int, str, str]]]) -> None:
    grid = CellGrid(WIDTH, HEIGHT)
    for x, y, text, pen in (put for puts in steps for put in puts):
        grid.put(x, y, text, pen, cell_len(text))
        for row in grid.wanted:
            assert len(row) == WIDTH
            halves = [n for n, (half, _) in enumerate(row) if half == ""]
            assert all(n and cell_len(row[n - 1][0]) == 2 for n in halves)
            assert halves == [n + 1 for n, (whole, _) in enumerate(row) if cell_len(whole) == 2]


@given(st.text(), st.integers(1, WIDTH))
def test_no_control_character_is_ever_sent(text: str, cells: int) -> None:
    grid = CellGrid(WIDTH, HEIGHT)
    grid.put(0, 0, text, "", cells)
    sent = grid.changes().replace("\x1b[m\x1b[2J", "")
    assert "\x1b[2J" not in sent and "\x9b" not in sent and "\x07" not in sent
    assert all("\x1b" not in cell and (cell.isprintable()) for row in grid.wanted for cell, _ in row)


@given(st.text(), st.integers(1, WIDTH))
def test_an_ascii_terminal_gets_ascii(text: str, cells: int) -> None:
    grid = CellGrid(WIDTH, HEIGHT, ascii_only=True)
    grid.put(0, 0, text, "", cells)
    assert grid.changes().isascii()


@given(st.integers(5, 30), st.integers(2, 8))
def test_a_new_size_keeps_what_still_fits_and_paints_it_again(width: int, height: int) -> None:
    grid = CellGrid(WIDTH, HEIGHT)
    grid.put(0, 1, "abcdefghij", "", 10)
    grid.changes()
    grid.resize(width, height)
    screen = fed(pyte.Screen(width, height), grid.changes())
    assert screen.display[1].rstrip() == "abcdefghij"[:width]


def test_blank_ends_of_rows_are_erased_and_not_written() -> None:
    grid = CellGrid(80, 24)
    grid.put(0, 0, "x" * 80, "", 80)
    grid.changes()
    grid.put(0, 0, "x" + " " * 79, "", 80)
    assert grid.changes() == "\x1b[1;2H\x1b[K"


def test_after_a_character_of_doubtful_width_the_cursor_is_placed_anew() -> None:
    grid = CellGrid(80, 24)
    grid.put(0, 0, "漢é", "", 3)
    assert grid.changes().endswith("漢\x1b[1;3Hé")


def test_a_colour_takes_the_place_of_a_colour_without_a_reset() -> None:
    grid = CellGrid(WIDTH, HEIGHT)
    grid.changes()
    for number, pen in enumerate(("", "91", "93", "7")):
        grid.put(0, number, "ab", pen, 2)
    sent = grid.changes()
    assert "\x1b[93m" in sent and "\x1b[0;93m" not in sent
    assert shown(fed(blank(), "\x1b[m\x1b[2J" + sent)) == wanted(grid)


def test_the_row_that_the_cursor_came_to_goes_before_all_else() -> None:
    grid = CellGrid(40, 8)
    grid.changes()
    for y in range(8):
        grid.put(0, y, f"{y} the words of a row that a key changed", "7" if y == 5 else "", 40)
    sent = grid.changes()
    assert sent.index("5 the words") < sent.index("0 the words") < sent.index("7 the words")


def test_a_tick_takes_each_pen_up_once() -> None:
    grid = CellGrid(80, 24)
    for y in range(10):
        grid.put(0, y, "19m58s", "91" if y % 2 else "", 6)
    grid.changes()
    for y in range(10):
        grid.put(0, y, "19m57s", "91" if y % 2 else "", 6)
    assert grid.changes().count("m") == 1


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("default on default", ""),
        ("red", "31"),
        ("bright_red on default", "91"),
        ("default on blue", "44"),
        ("bold reverse yellow on bright_black", "1;7;33;100"),
        ("#ff0000", "31"),
        ("blink italic", ""),
    ],
)
def test_a_style_becomes_numbers_of_sixteen_colours(style: str, numbers: str) -> None:
    assert sgr_of(Style.parse(style)) == numbers


def test_a_partial_update_takes_every_piece_that_its_span_touches() -> None:
    grid = CellGrid(WIDTH, HEIGHT)
    strips = {0: Strip([Segment("abc")]), 3: Strip([Segment("defg")]), 7: Strip([Segment("hij")])}
    take(ChopsUpdate([{}, strips], [(1, 2, 4)], [[], [3, 7, 10]]), grid)
    assert "".join(cell for cell, _ in grid.wanted[1]).rstrip() == "abcd"


def test_a_full_update_of_another_size_resizes() -> None:
    grid = CellGrid(WIDTH, HEIGHT)
    lines = [[Strip([Segment("a" * 30, Style.parse("red"))])] for _ in range(6)]
    take(LayoutUpdate(lines, Region(0, 0, 30, 6)), grid)
    assert (grid.width, grid.height) == (30, 6) and grid.wanted[5][29] == ("a", "31")
