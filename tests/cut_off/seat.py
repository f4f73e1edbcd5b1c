"""Who sits at the form: types, sees where the mark is, and knows what lies in the store's folders."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.drafts import FormDraft
from tests.terminal.harness import PYTHON, Terminal

TAB, F2, ENTER = "\t", "\x1bOQ", "\r"
LABEL = 17
PATIENCE_S = 30.0
FRAME = 0.05
"""Seconds of silence after which a frame is whole."""


class Left(AssertionError):
    """Something that must hold after a cut does not."""


def until(what: str, done: Callable[[], object], step: Callable[[], object]) -> None:
    """Wait for a condition; `step` is what is done meanwhile."""
    end = time.monotonic() + PATIENCE_S
    while not done():
        if time.monotonic() > end:
            raise Left(f"waited in vain: {what}")
        step()


class Store:
    """What can be seen of a store from outside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def drafts(self) -> list[FormDraft]:
        """Every draft as it lies on the disk."""
        found = []
        for path in (self.folder / "drafts").glob("*.json"):
            try:
                fields = json.loads(path.read_bytes())
            except FileNotFoundError:
                continue  # put in order, or thrown away, at this moment
            found.append(FormDraft(**{name: fields[name] for name in FormDraft.kinds()}))
        return found

    def lines(self) -> list[dict[str, Any]]:
        """Every whole line of the ledger."""
        content = b"".join(path.read_bytes() for path in sorted((self.folder / "ledger").iterdir()))
        return [json.loads(line) for line in content.split(b"\n")[:-1]]


class Sitting:
    """One session: the real desk on a terminal."""

    def __init__(self, words: list[str]) -> None:
        self.terminal = Terminal([PYTHON, "-m", *words])

    @property
    def words(self) -> str:
        """The screen as one line."""
        return " ".join(self.terminal.text.split())

    @property
    def label(self) -> str:
        """The label of the question under the mark."""
        return next((line[1:LABEL].strip() for line in self.terminal.lines if line.startswith(">")), "")

    def see(self, *any_of: str) -> str:
        """Wait for one of these; which it was."""
        self.terminal.wait_for(lambda: any(each in self.words for each in any_of), PATIENCE_S)
        return next(each for each in any_of if each in self.words)

    def go_to(self, label: str) -> None:
        """The mark onto a question; a form goes round."""
        self.terminal.wait_for(lambda: self.label)
        for _ in range(120):
            self.terminal.settle(FRAME)
            if self.label == label:
                return
            before = self.label
            self.terminal.send(TAB)
            self.terminal.wait_for(lambda before=before: self.label not in ("", before))
        raise Left(f"no question {label!r}:\n{self.terminal.text}")

    def type_blindly(self, keys: str) -> None:
        """Type without reading anything of what comes back."""
        os.write(self.terminal.master, keys.encode())

    def read_on(self) -> None:
        """Take in what comes for a moment."""
        self.terminal.read(0.02)

    def end(self) -> None:
        """Whatever still runs is ended."""
        self.terminal.__exit__()
