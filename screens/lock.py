"""The locked screen: nothing but nameless counts and how many alerts wait. What lies beneath is kept."""

from __future__ import annotations

import asyncio
from math import ceil
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from data.access import note_access
from data.unlock import NotAsked
from models.times.words import full_time
from screens.board.night import Night
from screens.shell import shell_of
from screens.unlocking import NO_PIN, Unlocking
from screens.widgets.form_field import FormField
from screens.widgets.key_line import KeyLine
from screens.widgets.status_line import StatusLine
from screens.widgets.words_line import WordsLine

FREE_TRIES, LONGEST_PAUSE_S = 2, 60.0
"""Wrong PINs that cost no wait; after each further one it is twice as long, up to a minute."""


class Lock(ModalScreen[None]):
    """Covers everything until it is unlocked. Forms beneath keep what was typed."""

    DEFAULT_CSS = """
    Lock { background: ansi_default; }
    Lock #words { height: auto; margin: 2 0; }
    Lock #space { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "unlock", "Unlock", id="lock.unlock", tooltip="Unlock", priority=True),
        Binding("escape", "nothing", "", show=False, id="lock.stay", tooltip="Stays locked"),
    ]

    def __init__(self, unlocking: Unlocking = NO_PIN) -> None:
        super().__init__()
        self._unlocking = unlocking
        self._words, self._status = WordsLine(id="words"), StatusLine(id="status")
        self._pin = FormField("pin", unlocking.label, kind="secret")
        self._wrong, self._waits_until = 0, 0.0
        self._asking = False

    def compose(self) -> ComposeResult:
        """Counts and alerts without names, and how to get on."""
        yield WordsLine(" NIGHTDESK  LOCKED", tone="loud")
        yield self._words
        if self._unlocking.fits:
            yield self._pin
        yield WordsLine(id="space")
        yield self._status
        yield KeyLine()

    def on_mount(self) -> None:
        """Words from the first moment."""
        self.look()

    def look(self) -> None:
        """Word it anew; called each second."""
        self._words.say(*lock_lines(shell_of(self).night, self._unlocking.words))

    def action_unlock(self) -> None:
        """Go away, if what was typed is right."""
        fits, typed, left = self._unlocking.fits, self._pin.value, self._waits_until - monotonic()
        if fits is None:
            self.dismiss(None)
            return
        if self._asking:
            return
        self._pin.value = ""
        if left > 0:
            self._status.refuse(f"Wait {ceil(left)} s, then type the {self._unlocking.label} again.")
        elif self._unlocking.slow:
            self._asking = True
            self._status.say(" One moment ..")
            self.run_worker(self._ask(typed))
        else:
            self._answered(fits(typed))

    async def _ask(self, typed: str) -> None:
        """Ask the site's command, while the clock above goes on."""
        assert self._unlocking.fits
        try:
            right = await asyncio.to_thread(self._unlocking.fits, typed)
        except NotAsked as why:
            self._answered(False, str(why))
        else:
            self._answered(right)
        finally:
            self._asking = False

    def _answered(self, right: bool, why: str = "") -> None:
        if right:
            self.dismiss(None)
            return
        self._wrong += 1
        self._waits_until = monotonic() + pause_after(self._wrong)
        note_access(shell_of(self).desk, "unlock", "", "refused")
        self._status.refuse(why or self._unlocking.wrong)

    def action_nothing(self) -> None:
        """Escape leads nowhere from here."""


def pause_after(wrong: int) -> float:
    """Seconds until another PIN may be tried, after so many wrong ones."""
    further = wrong - FREE_TRIES
    return min(2.0 ** min(further, 10), LONGEST_PAUSE_S) if further > 0 else 0.0


def lock_lines(night: Night, way_on: str) -> list[str]:
    """What may be seen by anybody who passes."""
    training = " TRAINING: none of this is real." if night.desk.training else ""
    waiting = len(night.alerts)
    alerts = f" {waiting} {'alert waits' if waiting == 1 else 'alerts wait'} to be seen." if waiting else " No alerts."
    lines = [f" {full_time(night.now)}", "", f" {night.counts}", alerts]
    return [line for line in (*lines, training) if line or line == ""] + ["", f" {way_on}"]
