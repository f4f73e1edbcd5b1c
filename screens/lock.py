"""The locked screen: nothing but nameless counts and how many alerts wait. What lies beneath is kept."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from data.access import note_access
from models.times.words import full_time
from screens.board.counts import count_words
from screens.board.night import Night
from screens.shell import shell_of
from screens.widgets.form_field import FormField
from screens.widgets.key_line import KeyLine
from screens.widgets.status_line import StatusLine
from screens.widgets.words_line import WordsLine

CheckPin = Callable[[str], bool]
NO_PIN = "No PIN is set: Enter unlocks. A PIN is set in the configuration."
WITH_PIN = "Type the PIN and press Enter."
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

    def __init__(self, check_pin: CheckPin | None = None) -> None:
        super().__init__()
        self._check_pin = check_pin
        self._words, self._status = WordsLine(id="words"), StatusLine(id="status")
        self._pin = FormField("pin", "PIN", kind="secret")
        self._wrong, self._waits_until = 0, 0.0

    def compose(self) -> ComposeResult:
        """Counts and alerts without names, and how to get on."""
        yield WordsLine(" NIGHTDESK  LOCKED", tone="loud")
        yield self._words
        if self._check_pin:
            yield self._pin
        yield WordsLine(id="space")
        yield self._status
        yield KeyLine()

    def on_mount(self) -> None:
        """Words from the first moment."""
        self.look()

    def look(self) -> None:
        """Word it anew; called each second."""
        self._words.say(*lock_lines(shell_of(self).night, WITH_PIN if self._check_pin else NO_PIN))

    def action_unlock(self) -> None:
        """Go away, if the PIN is right."""
        left = self._waits_until - monotonic()
        if self._check_pin and left > 0:
            self._pin.value = ""
            self._status.refuse(f"Wait {ceil(left)} s, then type the PIN again.")
        elif self._check_pin and not self._check_pin(self._pin.value):
            self._refuse()
        else:
            self.dismiss(None)

    def _refuse(self) -> None:
        self._pin.value = ""
        self._wrong += 1
        self._waits_until = monotonic() + pause_after(self._wrong)
        note_access(shell_of(self).desk, "unlock", "", "refused")
        self._status.refuse("That is not the PIN.")

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
    lines = [f" {full_time(night.now)}", "", f" {count_words(night.cases)}", alerts]
    return [line for line in (*lines, training) if line or line == ""] + ["", f" {way_on}"]
