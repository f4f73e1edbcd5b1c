"""The small application in this process, with a driver that records what would be sent."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pyte
from textual.app import App
from textual.driver import Driver
from textual.pilot import Pilot

from tests.terminal.small_app import SmallApp
from tui.driver import NightdeskDriver
from tui.writer import TerminalWriter

Picture = list[list[tuple[object, ...]]]


class RecordingDriver(NightdeskDriver):
    """A terminal that takes everything into a pyte screen, and says that it is busy when told to."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = False, size: Any = None) -> None:
        Driver.__init__(self, app, debug=debug, mouse=mouse, size=size or (80, 24))
        self._writer: TerminalWriter | None = None
        self._last_title = ""
        self.screen = pyte.Screen(*(size or (80, 24)))
        self._stream = pyte.Stream(self.screen)
        self.sent = ""
        self.blocked = False

    @property
    def busy(self) -> bool:
        return self.blocked

    def send(self, text: str) -> None:
        self.sent += text
        self._stream.feed(text)

    def set_title(self, title: str) -> None:
        """No title here."""

    def start_application_mode(self) -> None:
        """Nothing to take over."""

    def stop_application_mode(self) -> None:
        """Nothing to give back."""

    def disable_input(self) -> None:
        """No input thread here."""


Scene = Callable[[SmallApp, RecordingDriver, Pilot[int]], Awaitable[None]]


async def play(scene: Scene, count: int = 12, size: tuple[int, int] = (80, 24)) -> RecordingDriver:
    """Run the small application through a scene."""
    app = SmallApp(count)
    app.driver_class = RecordingDriver

    async def auto(pilot: Pilot[Any]) -> None:
        await until(lambda: isinstance(app._driver, RecordingDriver) and app._dom_ready)
        driver = app._driver
        assert isinstance(driver, RecordingDriver)
        try:
            await scene(app, driver, pilot)
        finally:
            app.exit(return_code=0)

    await app.run_async(size=size, auto_pilot=auto)
    assert isinstance(app._driver, RecordingDriver)
    return app._driver


async def until(condition: Callable[[], object], tries: int = 600) -> None:
    """Let the application work until something holds."""
    for _ in range(tries):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came about")


def picture(screen: pyte.Screen) -> Picture:
    """All cells of a screen with what can be seen of them: a blank's own colour cannot."""
    return [[_seen(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


def _seen(cell: Any) -> tuple[object, ...]:
    plain = cell.data == " " and not (cell.reverse or cell.underscore or cell.strikethrough)
    return (cell.data, cell.bg, cell.reverse, cell.underscore) + (() if plain else (cell.fg, cell.bold))


def full_repaint(app: SmallApp) -> pyte.Screen:
    """What stock Textual would have painted on an empty screen just now."""
    compositor = app.screen._compositor
    dirty = compositor._dirty_regions.copy()
    text = compositor.render_full_update().render_segments(app.console)
    compositor._dirty_regions.update(dirty)
    screen = pyte.Screen(*app.size)
    screen.reset_mode(pyte.modes.DECAWM)
    stream = pyte.Stream(screen)
    stream.feed(text.replace("\n", "\r\n"))
    return screen
