"""Only changed cells are sent, and the terminal always shows what a full repaint would."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest
from textual import events
from textual.geometry import Size

from tests.terminal.recording import RecordingDriver, full_repaint, picture, play, until

KEYS = ["j", "k", "down", "up", "pagedown", "pageup", "home", "end", "r", "d", "a", "n", "escape", "tab"]
FORM_KEYS = ["x", "é", "m", "enter", "tab", "shift+tab", "backspace", "left", "f2", "漢", "space", "escape"]


@pytest.fixture(autouse=True)
def sixteen_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("STILL", "1")
    monkeypatch.delenv("COLORTERM", raising=False)


async def same(app: Any, driver: RecordingDriver) -> None:
    """Wait until nothing is left to paint, then hold the terminal against a full repaint."""
    for _ in range(400):
        if picture(driver.screen) == picture(full_repaint(app)):
            return
        await asyncio.sleep(0.005)
    ours, full = driver.screen.display, full_repaint(app).display
    differing = [f"{a!r}\n{b!r}" for a, b in zip(ours, full, strict=True) if a != b]
    raise AssertionError("differs from a full repaint:\n" + ("\n".join(differing) or "colours only"))


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_after_random_keys_text_and_colours_equal_a_full_repaint(seed: int) -> None:
    choice = random.Random(seed)

    async def scene(app: Any, driver: RecordingDriver, pilot: Any) -> None:
        for _ in range(60):
            in_form = type(app.screen).__name__ == "Form"
            driver.blocked = choice.random() < 0.2
            await pilot.press(choice.choice(FORM_KEYS if in_form else KEYS))
            if choice.random() < 0.1:
                driver._stream = _resized(app, driver, choice.choice([(80, 24), (100, 30), (82, 26)]))
            if choice.random() < 0.4:
                driver.blocked = False
                await same(app, driver)
        driver.blocked = False
        await same(app, driver)

    await play(scene, count=40)


def _resized(app: Any, driver: RecordingDriver, size: tuple[int, int]) -> Any:
    driver.screen.resize(size[1], size[0])
    app.post_message(events.Resize(Size(*size), Size(*size)))
    app.redraw()
    return driver._stream


async def test_a_tick_sends_only_the_cells_that_changed() -> None:
    async def scene(app: Any, driver: RecordingDriver, pilot: Any) -> None:
        await same(app, driver)
        board = app.screen.query_one("BoardLines")
        before = len(driver.sent)
        board.tick({"k1": ("12m34s", "")})
        await until(lambda: "12m34s" in driver.screen.display[5])
        before = len(driver.sent)
        board.tick({"k1": ("12m33s", "")})
        await until(lambda: "12m33s" in driver.screen.display[5])
        assert len(driver.sent) - before <= 16, repr(driver.sent[before:])

    await play(scene)


async def test_a_second_is_painted_at_once_and_equals_a_full_repaint() -> None:
    async def scene(app: Any, driver: RecordingDriver, pilot: Any) -> None:
        await same(app, driver)
        board = app.screen.query_one("BoardLines")
        for second in range(59, 0, -1):
            board.tick({"k1": (f"12m{second:02}s", ""), "k7": (f"3m{second:02}s", "")})
            app.paint_changed()
            assert f"12m{second:02}s" in driver.screen.display[5]
            assert picture(driver.screen) == picture(full_repaint(app))
            if second % 20 == 0:
                await pilot.press("down")
                await same(app, driver)

    await play(scene)


async def test_a_second_in_a_form_leaves_what_is_typed_where_it_stands() -> None:
    """The field draws its label and its note; the typed text is a widget inside it, which they must not cover."""

    async def scene(app: Any, driver: RecordingDriver, pilot: Any) -> None:
        await pilot.press("n", "2", "2", "1", "0")
        await same(app, driver)
        for note in ("too late", "", "not a time"):
            app.screen.query_one("#field-since").show_problem(note)
            app.paint_changed()
            assert "2210" in "".join(driver.screen.display)
            await until(lambda: not note or note in "".join(driver.screen.display))  # noqa: B023
            await same(app, driver)

    await play(scene)


async def test_nothing_is_sent_while_the_terminal_is_busy_and_then_only_the_newest_state() -> None:
    async def scene(app: Any, driver: RecordingDriver, pilot: Any) -> None:
        await same(app, driver)
        driver.blocked, before = True, len(driver.sent)
        for _ in range(50):
            await pilot.press("j", "k")
        assert len(driver.sent) == before
        driver.blocked = False
        await same(app, driver)
        assert len(driver.sent) - before < 400

    await play(scene)


async def test_a_redraw_paints_every_cell_again() -> None:
    async def scene(app: Any, driver: RecordingDriver, pilot: Any) -> None:
        await same(app, driver)
        driver.screen.reset()
        await pilot.press("ctrl+l")
        await same(app, driver)

    await play(scene)
