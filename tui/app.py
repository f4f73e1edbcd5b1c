"""The application: it wires the desk to the screens, ticks, polls, locks and rings."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from data.configuration import BadConfiguration, Configuration
from data.desk import Desk
from screens.board.board import Board
from screens.board.counts import title_words
from screens.board.night import Night
from screens.title_bar import TitleBar
from tui.behind import Behind
from tui.crash_notes import keep_in
from tui.driver import NightdeskDriver
from tui.terminal_app import TerminalApp, run_on_terminal

if TYPE_CHECKING:
    from tui.making import Making
    from tui.plain.session import Session
    from tui.snapshot import Snapshot
    from tui.start import Setting

TICK_S, POLL_S, NEXT_S = 1.0, 0.25, 0.005
"""From second to second; from one look at what others recorded to the next, and to the next portion of it."""
KEY_S = 0.04
"""So long after a key no portion is taken in: the key is answered first."""
CHECK_AFTER_S = 60.0
"""Seconds after the start when what is missing under `derived` is made, and the record checked if nobody has today."""


class NightdeskApp(TerminalApp):
    """The desk on a terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", id="help", tooltip="The keys of this screen"),
        Binding("f8", "on_call", "On call", show=False, id="on-call", tooltip="On-call card: whom to ring, the number"),
        Binding("f9", "lock", "Lock", show=False, id="app.lock", tooltip="Lock the screen from anywhere"),
    ]

    def __init__(
        self,
        desk: Desk | None,
        settings: Configuration,
        *,
        making: Making | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.last_key_at = monotonic()
        self.board = Board()
        self._making = making
        self._rung: frozenset[str] = frozenset()
        self._behind_began = self._more_comes = False
        self._kept_board: Snapshot | None = None
        self.setting_mark = ""
        """What the board kept for the next start is bound to besides the record; empty: none is kept."""
        if desk:
            self._sit_down(desk)

    @property
    def still_s(self) -> float:
        """Seconds since the last key."""
        return monotonic() - self.last_key_at

    @property
    def begun(self) -> bool:
        """Whether there is a desk already; not so during the first run."""
        return hasattr(self, "desk")

    @property
    def locked(self) -> bool:
        """Whether the screen is locked."""
        from screens.lock import Lock

        return any(isinstance(screen, Lock) for screen in self.screen_stack)

    @property
    def output_waits(self) -> bool:
        """Whether the terminal has not taken yet what was last sent."""
        return isinstance(self._driver, NightdeskDriver) and self._driver.busy

    def get_default_screen(self) -> Screen[Any]:
        """The board; an empty one during the first run."""
        return self.board if self.begun else super().get_default_screen()

    def on_mount(self) -> None:
        """The board, or the first run where there is no store; one timer for the clock, one for others' changes."""
        self.set_keymap(dict(self.settings.keys))
        if self.begun:
            self._begin()
        elif self._making:
            from screens.first_run import FirstRun

            self.push_screen(FirstRun(self._making.empty, self._making.demo), self._made)
        self.set_interval(TICK_S, self.tick)
        self.set_interval(POLL_S, self.poll)

    async def on_event(self, event: events.Event) -> None:
        """Every key, wherever it goes, is a sign of the worker."""
        if isinstance(event, (events.Key, events.Paste)):
            self.last_key_at = monotonic()
        await super().on_event(event)

    def tick(self) -> None:
        """A second: the clock is read once, and what it changes is shown; not while output is queued."""
        if not self.begun or self.output_waits:
            return
        changed = self.night.tick()
        self._show(changed)
        self.paint_changed()
        self._look_after_derived()
        if self.settings.lock_minutes and self.still_s >= 60 * self.settings.lock_minutes and not self.locked:
            self.lock()

    def poll(self) -> None:
        """A look at what other sessions recorded."""
        if not self.begun:
            return
        if self.behind.listen():
            self.night.reading = self.behind.damage or self.behind.words
            self.night.work_out()
            self._show(changed=True)
        waits = self.desk.arriving.waits
        if not (waits and self.still_s < KEY_S) and self.night.poll():
            self._show(changed=True)
        if self.desk.arriving.waits and not self._more_comes:
            self._more_comes = True
            self.set_timer(NEXT_S, self._next_portion)

    def _next_portion(self) -> None:
        """Much was recorded at once: another portion of it, after the keys that were pressed meanwhile."""
        self._more_comes = False
        self.poll()

    def _look_after_derived(self) -> None:
        """What spares the next start time: kept as things change; the whole record is checked once a day."""
        if not self._behind_began and monotonic() - self._begun_at >= CHECK_AFTER_S:
            self._behind_began = True
            self.behind.start()
        self._keep_board()

    def _keep_board(self) -> None:
        if self.setting_mark:
            from tui.snapshot import Snapshot

            self._kept_board = self._kept_board or Snapshot(self.night, self.settings, self.setting_mark)
            self._kept_board.keep()

    def leave_derived(self) -> None:
        """At the end: what the next start is spared by."""
        self.behind.stop()
        self._keep_board()
        self.desk.keep_derived()

    def night_changed(self) -> None:
        """Something was recorded here: take it in and show it."""
        self.night.tick()
        self._show(changed=True)

    def announce(self, text: str) -> None:
        """Say it on the board, where it stays until the next answer, and on the screen in front."""
        for screen in {self.board, self.screen}:
            if (answer := getattr(screen, "answer", None)) is not None:
                answer(text)

    def lock(self) -> None:
        """Cover everything; what was typed stays where it is, and is put aside as well."""
        from screens.lock import Lock
        from screens.unlocking import unlocking_of

        if self.begun and not self.locked:
            self.keep_typed_text()
            how = unlocking_of(self.settings, self.desk.account.name)
            self.push_screen(Lock(how), lambda _: self._unlocked())

    def action_lock(self) -> None:
        """The key for it."""
        self.lock()

    def action_help(self) -> None:
        """The keys of the screen in front."""
        from screens.help import Help
        from screens.help_words import words_of

        if isinstance(self.screen, Help):
            self.screen.dismiss(None)
        if self.locked or isinstance(self.screen, Help):
            return
        active = [each.binding for each in self.screen.active_bindings.values()]
        training = self.begun and self.desk.training
        self.push_screen(Help(active, words_of(self.screen), training))

    def action_on_call(self) -> None:
        """The on-call card, over whatever is on the screen; what was typed stays beneath."""
        from screens.on_call import OnCall

        if self.begun and not self.locked and not isinstance(self.screen, OnCall):
            self.push_screen(OnCall(self.settings.on_call))

    def keep_typed_text(self) -> None:
        """Forms put aside what was typed."""
        for screen in self.screen_stack:
            flush = getattr(screen, "flush", None)
            if callable(flush):
                flush()

    def _sit_down(self, desk: Desk) -> None:
        """What takes long is read by another process; the board says what is missing meanwhile."""
        self.desk, self.behind = desk, Behind(desk)
        desk.living.elsewhere = self.behind.start
        self.night = Night(desk)
        self.night.reading = self.behind.words
        self._begun_at = monotonic()

    def _begin(self) -> None:
        """The board shows the night when it comes to the front."""
        self.desk.follow()
        if self.screen is not self.board:
            self.push_screen(self.board)
        self._ring()
        self.set_title(title_words(self.night.counts))

    def _made(self, desk: Desk | None) -> None:
        """The first run is over: a desk, or the worker left."""
        if desk is None:
            self.exit(return_code=0)
            return
        self._sit_down(desk)
        self._begin()

    def _unlocked(self) -> None:
        self.last_key_at = monotonic()
        self.call_later(self._check_size)
        self._show(changed=True)

    def _check_size(self) -> None:
        """The window may have been made larger or smaller while it was locked."""
        self.on_resize(events.Resize(self.size, self.size))

    def _show(self, changed: bool) -> None:
        self._ring()
        if changed:
            self.set_title(title_words(self.night.counts))
        front = self.screen
        for bar in front.query(TitleBar):
            bar.look()
        self._show_front(front, changed)

    def _show_front(self, front: Screen[object], changed: bool) -> None:
        """The board at each tick; other screens that follow the night have `look`."""
        if front is self.board:
            if changed:
                self.board.show_night()
            else:
                self.board.tick()
        elif (look := getattr(front, "look", None)) is not None:
            look()

    def _ring(self) -> None:
        """Once for each new alert, locked or not."""
        ringing = self.night.ringing
        if ringing is self._rung:
            return
        if self.settings.bell and ringing - self._rung:
            self.bell()
        self._rung = ringing


def run_board(session: Session | None, setting: Setting) -> int:
    """Run the full-screen desk until the worker leaves; the exit status. Without a session it is the first run.

    Raises: BadConfiguration when the site's own keys cannot be used.
    """
    if setting.configuration.keys:
        from tui.keymap import keymap_problems, room_classes

        problems = keymap_problems(setting.configuration.keys, room_classes())
        if problems:
            raise BadConfiguration(tuple(problems))
    from tui.making import Making

    app = NightdeskApp(session.desk if session else None, setting.configuration, making=Making(setting))
    app.keep_crash, app.setting_mark = keep_in(setting.store), setting.mark
    try:
        return run_on_terminal(app)
    finally:
        if app.begun:
            if not setting.view_only:
                app.leave_derived()
            app.desk.close()
