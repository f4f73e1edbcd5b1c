"""The screen's side of `data.behind`: starts it, listens without waiting, and says what is still being read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from data.io import TrainingClock
from models.times.zone import iso

if TYPE_CHECKING:
    from subprocess import Popen

    from data.desk import Desk

READING = "INCOMPLETE: {done:,} of {of:,} children have been looked at; others may belong on this board."
AGAIN_S = 60.0
"""Seconds after a failure until it is tried again."""
STARTING = "INCOMPLETE: the history is being read; children may be missing from this board."
FAILED = "INCOMPLETE: the history could not be read behind this screen; nightdesk board shows all. Trying again."


class Behind:
    """One reading of the history behind the screen."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._process: Popen[bytes] | None = None
        self._rest, self._over, self._ended_at = b"", False, 0.0
        self.words = ""
        """What is still missing, for the board; empty when nothing is."""
        self.damage = ""
        """What the check of the whole ledger found."""

    def start(self) -> None:
        """Begins, unless it is at it already."""
        if self._process is not None:
            return
        # Imported here (10 ms): most starts have nothing to read.
        from subprocess import DEVNULL, PIPE, Popen

        clock = [iso(self._desk.now())] if isinstance(self._desk.io, TrainingClock) else []
        command = [sys.executable, "-m", "data.behind", self._desk.address, *clock]
        self._process = Popen(command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, start_new_session=True)
        self._rest, self._over = b"", False
        os.set_blocking(self._out, False)
        self.words = STARTING if self._desk.living.unread else ""

    @property
    def _out(self) -> int:
        assert self._process is not None and self._process.stdout is not None
        return self._process.stdout.fileno()

    def listen(self) -> bool:
        """Takes in what it has said since; whether that changes the board."""
        if self._process is None:
            if self.words == FAILED and monotonic() - self._ended_at > AGAIN_S:
                self.start()
            return False
        before, changed = self.words, False
        for line in self._said():
            word, _, rest = line.partition(" ")
            changed = _HEARD.get(word, Behind._nothing)(self, rest) or changed
        if self._over:
            changed = self._ended() or changed
        return changed or self.words != before

    def stop(self) -> None:
        """Ends it: nothing it does is needed once the screen is gone."""
        if self._process is not None:
            self._process.terminate()
            self._let_go()

    def _let_go(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.stdout is not None:
            process.stdout.close()
            process.wait()

    def _said(self) -> list[str]:
        try:
            heard = os.read(self._out, 65536)
        except BlockingIOError:
            return []
        self._over = not heard
        *lines, self._rest = (self._rest + heard).split(b"\n")
        return [line.decode("utf-8", "replace") for line in lines]

    def _ended(self) -> bool:
        failed = bool(self._desk.living.unread)
        self._let_go()
        self._ended_at = monotonic()
        self.words = FAILED if failed else ""
        return failed

    def _children(self, rest: str) -> bool:
        done, _, of = rest.partition(" ")
        if self._desk.living.unread:
            self.words = READING.format(done=int(done), of=int(of))
        return False

    def _live(self, rest: str) -> bool:
        return self._desk.living.found(rest)

    def _board(self, rest: str) -> bool:
        if self._desk.living.look_again():
            self.words = ""
        return True

    def _damaged(self, rest: str) -> bool:
        self.damage = f"The check behind this screen found damage: {rest}. Run: nightdesk verify"
        return True

    def _nothing(self, rest: str) -> bool:
        return False


_HEARD: dict[str, Callable[[Behind, str], bool]] = {
    "children": Behind._children,
    "live": Behind._live,
    "board": Behind._board,
    "damage": Behind._damaged,
}
