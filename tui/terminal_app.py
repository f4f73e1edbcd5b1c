"""The application every Nightdesk screen runs in: how it starts, paints, fails and ends on a terminal.

No shell, browser, file or screenshot can be reached from it, whichever of Textual's own commands is tried.
Overrides private names of Textual 8.2.8: `_handle_exception`, `_fatal_error`, `_print_error_renderables`; and uses
`_refresh_truecolor_filter`, `_disable_tooltips`, `_disable_notifications`.
"""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.theme import Theme

from tui.crash import INTERNAL_ERROR, CrashReport, report_of, silence_hooks
from tui.driver import NightdeskDriver
from tui.environment import size_problem
from tui.key_order import KeysInOrderApp
from tui.theme import BASE_CSS, THEMES

if TYPE_CHECKING:
    from screens.widgets.too_small import TooSmall


class TerminalApp(KeysInOrderApp, inherit_css=False):
    """A Textual application at home on a bad terminal. Run it with `run_on_terminal`.

    Of Textual's own it has neither the application's styles nor, on each screen, the widgets for tooltips and notices.
    """

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    DEFAULT_CSS = BASE_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "ignore_key", show=False, system=True, priority=True),
        Binding("ctrl+c", "ignore_key", show=False, system=True, priority=True),
        Binding("ctrl+z", "ignore_key", show=False, system=True, priority=True),
        Binding("ctrl+l", "redraw", "Redraw", show=False, id="app.redraw", tooltip="Draw the whole screen again"),
    ]

    def __init__(self, colours: str = "dark") -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self._begin_with(THEMES[colours])
        self._disable_tooltips = self._disable_notifications = True
        self._cover: TooSmall | None = None
        self.crash: CrashReport | None = None
        self.keep_crash: Callable[[CrashReport], None] = lambda report: None
        """Called once with the report of a fault, to write it where the configuration says."""

    def _begin_with(self, theme: Theme) -> None:
        """What setting the theme does, but for reading all styles twice before the first screen is there (10 ms)."""
        self.set_reactive(TerminalApp.theme, theme.name)
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def keep_typed_text(self) -> None:
        """Called before an unasked end (hang-up, SIGTERM, fault). Here the drafts are written."""

    def leave(self, return_code: int) -> None:
        """End without asking: the terminal is gone, or the machine is going down."""
        try:
            self.keep_typed_text()
        finally:
            self.exit(return_code=return_code)

    def set_title(self, words: str) -> None:
        """Show words (counts, never names) in the window title."""
        if isinstance(self._driver, NightdeskDriver):
            self._driver.set_title(words)

    def on_resize(self, event: events.Resize) -> None:
        """Cover the screen while the window is too small for it, and uncover it when it is not."""
        problem, cover = size_problem(*event.size), self._cover
        covered = cover is not None and self.screen is cover
        if problem and cover is not None and covered:
            cover.say(problem, event.size.width)
        elif problem:
            self._cover_up(problem, event.size.width)
        elif covered:
            self.pop_screen()

    def _cover_up(self, problem: str, width: int) -> None:
        from screens.widgets.too_small import TooSmall

        self._cover = TooSmall(problem, width)
        self.push_screen(self._cover)

    def on_ready(self) -> None:
        """Once all is loaded: what is there now is never looked through for garbage (30 ms, which a key would wait)."""
        gc.freeze()
        gc.enable()

    def action_ignore_key(self) -> None:
        """Nothing: a key that means an end or a shell elsewhere."""

    def action_redraw(self) -> None:
        """Paint the screen again, after something else wrote on the terminal."""
        self.redraw()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """None: Textual's own would write a screenshot file and open other things."""
        return ()

    def action_suspend_process(self) -> None:
        """Nothing: a suspended program is a shell."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Nothing: no browser is started from here."""

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what was cut for pasting here; it is not sent to the terminal's own clipboard."""
        self._clipboard = text

    def save_screenshot(self, *_: Any, **__: Any) -> str:
        """Nothing: no file with names in it."""
        return ""

    def deliver_screenshot(self, *_: Any, **__: Any) -> str | None:
        """Nothing: no file with names in it."""
        return None

    def _handle_exception(self, error: Exception) -> None:
        if self.crash is None:
            self.crash = report_of(error)
            self._keep_all(self.crash)
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._return_code = INTERNAL_ERROR
        self._close_messages_no_wait()

    def _keep_all(self, report: CrashReport) -> None:
        """Save what can be saved; a second fault on the way must not hide the first."""
        for keep in (self.keep_typed_text, lambda: self.keep_crash(report)):
            with suppress(Exception):
                keep()

    def _fatal_error(self) -> None:
        self._handle_exception(RuntimeError())

    def panic(self, *_: Any) -> None:
        """A fault that Textual found itself, without the page it would show."""
        self._handle_exception(RuntimeError())

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()


def run_on_terminal(app: TerminalApp) -> int:
    """Run an application until it ends; the exit status. A fault is told in a few words, without names."""

    def note(report: CrashReport) -> None:
        with suppress(Exception):
            app.keep_crash(report)

    silence_hooks(note)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is a key here; typed at the very end it must not cut that off

    async def run() -> None:
        asyncio.get_running_loop().set_exception_handler(
            lambda loop, context: note(report_of(context.get("exception") or RuntimeError()))
        )
        await app.run_async(mouse=False)

    asyncio.run(run())
    status = app.return_code or 0
    if app.crash is not None and status == INTERNAL_ERROR:
        print(app.crash.words(), file=sys.__stderr__)
    return status
