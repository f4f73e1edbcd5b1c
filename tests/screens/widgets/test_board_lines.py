"""The board's list: the cursor belongs to an episode, text is text, and a tick repaints a few cells."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.widgets.board_lines import BoardLines
from screens.widgets.board_row import BoardRow, Places, heir_of
from tests.screens.golden import assert_golden, screen_text, widths
from tests.screens.widgets.stage import Stage

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


def row(key: str, rest: str = "", **more: Any) -> BoardRow:
    return BoardRow(key=key, countdown="19m58s", rest=rest or f"Child {key}", **more)


def heading(words: str) -> BoardRow:
    return BoardRow(key="", countdown="", rest=words, tone="heading")


def rows(keys: str) -> list[BoardRow]:
    return [heading("MISSING"), *(row(key, second=("", "more") if key == "b" else None) for key in keys)]


@given(KEYS, KEYS, st.sampled_from("abcdefgh"))
def test_the_heir_is_the_next_row_that_is_left_else_the_one_above(old: list[str], new: list[str], lost: str) -> None:
    heir = heir_of(lost, old, new)
    if lost in new:
        assert heir == lost
    elif not new:
        assert heir == ""
    else:
        assert heir in new
        if lost in old and set(old) & set(new):
            at = old.index(lost)
            below = [key for key in old[at + 1 :] if key in new]
            assert heir == (below[0] if below else [key for key in old[:at] if key in new][-1])


def test_headings_and_second_lines_have_a_line_each_and_no_key() -> None:
    assert list(Places(rows("ab"))) == [(0, 0), (1, 0), (2, 0), (2, 1)]


async def test_the_cursor_stays_on_its_episode_when_the_order_changes() -> None:
    board = BoardLines()
    app = Stage(board)
    async with app.run_test(message_hook=app.hear) as pilot:
        board.set_rows(rows("abc"))
        board.select("b")
        board.set_rows(rows("cba"))
        assert board.selected_key == "b"
        await pilot.pause()
        assert ">19m58s  Child b" in screen_text(app)
        assert app.kinds(BoardLines.CursorMoved) == []


async def test_when_its_row_is_gone_the_cursor_goes_to_the_neighbour_and_says_so() -> None:
    board = BoardLines()
    app = Stage(board)
    async with app.run_test(message_hook=app.hear) as pilot:
        board.set_rows(rows("abc"))
        board.select("b")
        board.set_rows(rows("ca"))
        await pilot.pause()
        [message] = app.kinds(BoardLines.CursorMoved)
        assert isinstance(message, BoardLines.CursorMoved)
        assert (message.lost_key, message.new_key, board.selected_key) == ("b", "c", "c")


async def test_an_action_takes_the_key_at_the_key_press() -> None:
    board = BoardLines()
    app = Stage(board)
    async with app.run_test(message_hook=app.hear) as pilot:
        board.set_rows(rows("abc"))
        board.focus()
        await pilot.press("down", "enter")
        board.set_rows(rows("cab"))
        await pilot.pause()
        [message] = app.kinds(BoardLines.Chosen)
        assert isinstance(message, BoardLines.Chosen) and message.key == "b"


async def test_every_key_of_the_list_moves_over_rows_only() -> None:
    board = BoardLines()
    app = Stage(board)
    many = [heading("ONE"), *(row(f"k{n}") for n in range(50)), heading("TWO"), row("last")]
    async with app.run_test(size=(80, 24)) as pilot:
        board.set_rows(many)
        board.focus()
        await pilot.pause()
        assert board.selected_key == "k0"
        for key, at in [
            ("j", "k1"), ("down", "k2"), ("k", "k1"), ("up", "k0"), ("up", "k0"), ("end", "last"),
            ("down", "last"), ("up", "k49"), ("home", "k0"), ("pagedown", "k23"), ("pageup", "k0"),
        ]:  # fmt: skip
            await pilot.press(key)
            assert board.selected_key == at, key
        assert screen_text(app).startswith(" ONE")


async def test_the_row_keeps_its_place_on_the_screen_when_rows_above_it_come_and_go() -> None:
    board = BoardLines()
    app = Stage(board)
    many = [row(f"k{n}") for n in range(60)]
    async with app.run_test(size=(80, 24)) as pilot:
        board.set_rows(many)
        board.select("k40")
        await pilot.pause()
        at = next(y for y, line in enumerate(screen_text(app).splitlines()) if line.startswith(">"))
        board.set_rows(many[5:])
        await pilot.pause()
        assert screen_text(app).splitlines()[at].startswith(">19m58s  Child k40")


NASTY = [
    "[bold]Kay[/bold] [@click=app.quit]x[/] [/]",
    "\x1b[31mred\x1b[0m \x07bell \x9b2J",
    "O'Neill \u202edesrever\u202c",
    "a\nb\tc\rd",
    "Zoe\u0308 漢字漢字 😀👨\u200d👩\u200d👧 é" * 8,
    "\ud800 lone \u2028 line",
    "x" * 500,
]


@pytest.mark.parametrize("text", NASTY)
async def test_any_text_is_drawn_as_text_and_no_wider_than_the_window(text: str) -> None:
    board = BoardLines()
    app = Stage(board)
    async with app.run_test(size=(80, 24)) as pilot:
        board.set_rows([row("a", text, second=(text, text)), heading(text), row("b")])
        await pilot.pause()
        shown = screen_text(app)
        assert widths(app) == {80}
        assert all(character.isprintable() or character == "\n" for character in shown)
        assert shown.splitlines()[3].startswith(" 19m58s  Child b")
        if text.startswith("["):
            assert "[bold]Kay[/bold] [@click=app.quit]x[/] [/]" in shown


async def test_a_tick_paints_the_countdowns_that_changed_and_no_others() -> None:
    board = BoardLines()
    app = Stage(board)
    async with app.run_test(size=(80, 24)) as pilot:
        board.set_rows([row("a"), row("b", second=("5h44m", "24 h")), *(row(f"k{n}") for n in range(60))])
        await pilot.pause()
        assert board.tick({"a": ("19m58s", ""), "b": ("19m58s", "5h44m")}) == 0
        assert board.tick({"a": ("19m57s", ""), "b": ("19m58s", "5h43m"), "gone": ("1", "")}) == 2
        assert board.tick({"k59": ("19m57s", "")}) == 0  # out of sight
        await pilot.pause()
        lines = screen_text(app).splitlines()
        assert lines[0] == ">19m57s  Child a" and lines[2] == " 5h43m   24 h"


async def test_an_empty_board_has_no_cursor_and_takes_every_key() -> None:
    board = BoardLines()
    app = Stage(board)
    async with app.run_test(message_hook=app.hear) as pilot:
        board.focus()
        await pilot.press("down", "up", "pagedown", "pageup", "home", "end", "enter")
        board.set_rows([heading("MISSING")])
        await pilot.press("down", "up", "pagedown", "pageup", "home", "end", "enter")
        assert board.selected_key == "" and app.kinds(BoardLines.Chosen) == []


async def test_what_is_out_of_sight_is_counted() -> None:
    board = BoardLines()
    app = Stage(board)
    async with app.run_test(size=(80, 24)) as pilot:
        board.set_rows([row(f"k{n}") for n in range(50)])
        await pilot.pause()
        assert board.more() == (0, 26)
        board.focus()
        await pilot.press("end")
        assert board.more() == (26, 0)


async def test_two_thousand_rows_draw_only_those_in_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    board = BoardLines()
    app = Stage(board)
    drawn: list[int] = []
    draw = board.render_line
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(board, "render_line", lambda y: drawn.append(y) or draw(y))
        board.set_rows([row(f"k{n}") for n in range(2000)])
        await pilot.pause()
        assert len(drawn) <= 3 * 24
        drawn.clear()
        board.tick({f"k{n}": ("19m57s", "") for n in range(2000)})
        await pilot.pause()
        assert len(drawn) <= 24


async def test_the_board_as_it_looks() -> None:
    board = BoardLines()
    app = Stage(board)
    async with app.run_test(size=(80, 24)) as pilot:
        board.set_rows([
            heading("MISSING " + "-" * 71),
            row("a", "meeting: risk high      Kayleigh B 15 LAC  Ash House  2/3  HIGH  5h44m", tone="owed",
                second=("18h15m", "24 h: meeting+briefing")),
            heading("RETURNED, DUTIES OWED " + "-" * 57),
            row("b", "OVERDUE interview 72 h  Sophie W 13 LAC    Oak Lodge  1/3", tone="overdue"),
        ])  # fmt: skip
        board.tick({"a": ("OWED", "18h15m"), "b": ("-1h12m", "")})
        await pilot.pause()
        assert_golden(app, "board_lines")
