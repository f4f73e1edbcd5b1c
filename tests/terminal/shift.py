"""A shift at the real desk: keys typed by somebody who reads the screen before each, and the clock put on between."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.terminal.harness import PYTHON, REPOSITORY, Terminal, _environment

F2, ESC, ENTER, TAB, DOWN, HOME = "\x1bOQ", "\x1b", "\r", "\t", "\x1b[B", "\x1b[H"
READY = "F10 Quit"
LABEL, COUNTDOWN = 17, 9
"""Cells of a form's labels, and of the board's ticking column."""
FRAME = 0.05
"""Seconds of silence after which a frame is whole: a scrolled list arrives in pieces."""
MOST_STEPS = 40


class Seat:
    """One session. Every step waits for what it should show; nothing is timed."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def see(self, *words: str) -> None:
        """Each of these must come to stand on the screen."""
        for each in words:
            self.terminal.wait_for(lambda each=each: each in self.words)

    @property
    def words(self) -> str:
        """The screen as one line, wherever it was broken."""
        return " ".join(self.terminal.text.split())

    @property
    def marked(self) -> str:
        """The line under the cursor, with the line after it."""
        lines = self.terminal.lines
        at = next((n for n, line in enumerate(lines) if line.startswith(">")), None)
        return "" if at is None else "\n".join(lines[at : at + 2])

    @property
    def place(self) -> tuple[int, str]:
        """Where the mark is: its line, and what of that line neither ticks nor is typed."""
        at = next((n for n, line in enumerate(self.terminal.lines) if line.startswith(">")), -1)
        steady = slice(0, LABEL) if "F2 Save" in self.terminal.lines[-1] else slice(COUNTDOWN, None)
        return at, self.terminal.lines[at][steady]

    def press(self, keys: str, *then: str) -> None:
        """Press, and wait for the words that must follow."""
        self.terminal.send(keys)
        self.see(*then)

    def step(self, key: str) -> None:
        """A key that moves the mark: wait until it has moved."""
        before = self.place
        self.terminal.send(key)
        self.terminal.wait_for(lambda: self.place != before and self.place[0] >= 0)
        self.terminal.settle(FRAME)

    def go_to(self, words: str) -> None:
        """The cursor on the line with these words; a list knows where its last line is, a form goes round."""
        self.terminal.wait_for(lambda: self.marked)
        for _ in range(MOST_STEPS):
            if words in self.marked.split("\n")[0]:
                return
            self.step(DOWN)
        raise AssertionError(f"no line with {words!r}:\n{self.terminal.text}")

    def row(self, child: str) -> str:
        """The cursor on a child's row of the board; both its lines."""
        if child not in self.marked.split("\n")[0]:
            self.terminal.send(HOME)
            self.terminal.settle()
            self.go_to(child)
        return self.marked

    def fill(self, **fields: str) -> None:
        """Answers by label (blanks as underscores), each in its field; then save."""
        for label, text in fields.items():
            self.go_to(">" + label.replace("_", " "))
            self.terminal.send(text)
            if len(text) > 1:
                self.see(text[-20:].strip())

    def save(self, *then: str) -> None:
        """F2, and what is said of it."""
        self.press(F2, "Recorded:", *then)

    def leave(self) -> None:
        """Escape until the board is back."""
        for _ in range(5):
            if READY in self.terminal.text:
                return
            self.terminal.send(ESC)
            self.terminal.settle(0.4)
        raise AssertionError(f"no way back:\n{self.terminal.text}")


class Shift:
    """A store and who sits at it, while the clock is put on."""

    def __init__(self, store: Path, size: tuple[int, int], environ: dict[str, str]) -> None:
        self.store, self._size, self._environ = store, size, environ
        self._terminals: list[Terminal] = []

    def sit_down(self, clock: str, wait: str = READY) -> Seat:
        """Start the desk at a time of the night; who sat there before has left."""
        self.get_up()
        return self.sit_beside(clock, wait)

    def sit_beside(self, clock: str, wait: str = READY) -> Seat:
        """A further session at the same time."""
        arguments = [PYTHON, "-m", "tui", "--store", str(self.store), "--clock", clock]
        self._terminals.append(Terminal(arguments, size=self._size, environ=self._environ))
        self._terminals[-1].wait_for(wait)
        return Seat(self._terminals[-1])

    def get_up(self) -> None:
        """End every session."""
        for terminal in self._terminals:
            terminal.__exit__()
        self._terminals.clear()

    def plain(self, clock: str, *words: str) -> str:
        """What a plain command answers; it must succeed."""
        command = [PYTHON, "-m", "tui", "--store", str(self.store), "--clock", f"{clock}x0", *words]
        ran = subprocess.run(command, capture_output=True, cwd=REPOSITORY, env=_environment({}), timeout=60)
        assert ran.returncode == 0, (ran.stdout + ran.stderr).decode()
        return ran.stdout.decode()

    def episodes(self, clock: str, child: str) -> list[dict[str, Any]]:
        """A child's episodes, the newest last."""
        [found] = json.loads(self.plain(clock, "find", child, "--json"))["children"][:1]
        return sorted(
            json.loads(self.plain(clock, "show", found["id"], "--json"))["episodes"], key=lambda each: each["since"]
        )

    def clock(self, at: str, child: str, rule: str) -> dict[str, Any]:
        """One clock of a child's newest episode."""
        [clock] = [each for each in self.episodes(at, child)[-1]["clocks"] if each["rule"] == rule]
        return clock
