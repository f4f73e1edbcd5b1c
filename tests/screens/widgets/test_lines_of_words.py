"""Alert, status and key lines: plain words that stay, and keys that are never cut off."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen

from screens.widgets.alert_line import AlertLine
from screens.widgets.key_line import KeyLine, key_name, key_words
from screens.widgets.plain_text import fit, many_lines, plain, wrapped
from screens.widgets.status_line import StatusLine
from tests.screens.golden import screen_text, widths
from tests.screens.widgets.stage import Stage

KEYS = st.sampled_from(["f1", "f2", "f10", "slash", "o", "s", "r", "enter", "escape", "ctrl+s"])
BINDINGS = st.builds(Binding, key=KEYS, action=st.text("abc", max_size=3), description=st.text("ab c", max_size=30))


@example("00\u093a00", 3)
@given(st.text(), st.integers(0, 90))
def test_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert fit(text, width).isprintable()


@given(st.text(), st.integers(2, 60))
def test_wrapped_text_fits_and_keeps_every_word(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(plain(text).split())


def test_a_width_that_is_none_wraps_without_an_error() -> None:
    assert all(cell_len(line) <= 2 for width in (-5, 0, 1) for line in wrapped("Kay 漢字 of the tram stop", width))


@given(st.text())
def test_plain_text_is_one_line_of_visible_characters(text: str) -> None:
    assert plain(text).isprintable()
    assert plain(plain(text)) == plain(text)
    assert all(line.isprintable() for line in many_lines(text).split("\n"))


@given(st.lists(BINDINGS, max_size=14), st.integers(40, 120))
def test_keys_are_never_cut_off_and_leaving_stays(bindings: list[Binding], width: int) -> None:
    words = key_words(bindings, width)
    assert len(words) <= width
    unique = {b.action: b for b in bindings}.values()
    if quits := [b for b in unique if b.key in ("f10", "escape")]:
        assert key_name(quits[-1].key) in words


def test_at_most_seven_keys_are_shown() -> None:
    many = [Binding(letter, letter, letter.upper()) for letter in "abcdefghij"]
    assert key_words([*many, Binding("f10", "quit", "Quit")], 80) == " a A  b B  c C  d D  e E  f F  F10 Quit"


async def test_an_alert_is_words_and_says_how_many_wait() -> None:
    line, status = AlertLine(), StatusLine()
    app = Stage(line, status)
    async with app.run_test(size=(80, 24)) as pilot:
        line.show_alerts(["[b]Dean[/] P: 24 hours reached at 02:10 \x1b[2J", "second"], "z")
        status.refuse("Not recorded: the disk is full")
        await pilot.pause()
        shown = screen_text(app).splitlines()
        assert shown[0].startswith(" ! [b]Dean[/] P: 24 hours reached at 02:10  [2J (1 of 2)  z Seen")
        assert shown[1] == " ! Not recorded: the disk is full"
        line.show_alerts(["x" * 300, "second"], "z")
        await pilot.pause()
        assert screen_text(app).splitlines()[0].endswith(".. (1 of 2)  z Seen") and widths(app) == {80}
        line.show_alerts([])
        await pilot.pause()
        assert screen_text(app).splitlines()[0] == ""


async def test_the_key_line_follows_the_bindings_of_its_screen() -> None:
    class Room(Screen[None]):
        BINDINGS = [
            Binding("f10", "quit", "Quit"),
            Binding("o", "open", "Open"),
            Binding("z", "hidden", "Hidden", show=False),
            Binding("f1", "help", "Help"),
        ]

        def compose(self) -> ComposeResult:
            yield KeyLine()

    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(Room())
        await pilot.pause()
        assert screen_text(app).splitlines()[0] == " F1 Help  o Open  F10 Quit"
