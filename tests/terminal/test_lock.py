"""The lock on a real terminal: not a byte of what lies beneath is sent while it is locked, whatever is done to it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.terminal.harness import PYTHON, REPOSITORY, Terminal, _environment

NIGHT = "2026-11-22T02:14:07Z"
SIZES = ((132, 50), (20, 5), (80, 24), (200, 60), (80, 24))
UNDER = {"board": (), "form": (("r", "F2 Save"),), "card": (("c", "CALL CARD"),)}
"""What lies under the lock: the keys that lead there, and what is seen then."""
TRIED = (
    "\x0c",
    "\x1b[I",
    "\x1b[O",
    "\x1b[5n",
    "\x1b[200~kayl\x1b[201~",
    "\x1b",
    "\x1b[A",
    "/",
    "c",
    "\x1bOP",
    "\t",
    "q",
)
"""Redraw, focus in and out, a question to the terminal, a paste, and keys that open things on the board."""


def plain(*words: str, typed: str = "") -> str:
    """What a plain command answers."""
    command = [PYTHON, "-m", "tui", *words]
    ran = subprocess.run(command, input=typed, capture_output=True, text=True, cwd=REPOSITORY, env=_environment({}),
                         check=True, timeout=120)  # fmt: skip
    return ran.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A night, and the settings with a PIN."""
    folder = tmp_path_factory.mktemp("lock")
    plain("demo", str(folder / "store"), "--clock", NIGHT)
    setting = next(line for line in plain("worker", "pin", typed="4812\n4812\n").splitlines() if line.startswith("pin"))
    (folder / "settings.toml").write_text(f"{setting}\n")
    return folder


def names_of(store: Path) -> list[str]:
    """Every child and place that a worker might see beneath the lock."""
    board = json.loads(plain("board", "--json", "--store", str(store), "--clock", f"{NIGHT}x0"))
    return sorted({word for each in board["episodes"] for word in each["child"]["name"].split()})


@pytest.mark.parametrize("where", UNDER)
def test_nothing_that_lies_beneath_is_sent_while_the_screen_is_locked(made: Path, tmp_path: Path, where: str) -> None:
    store, names = shutil.copytree(made / "store", tmp_path / "store"), names_of(made / "store")
    words = ["--store", str(store), "--config", str(made / "settings.toml"), "--clock", f"{NIGHT}x1"]
    with Terminal([PYTHON, "-m", "tui", *words]) as terminal:
        terminal.wait_for("F10 Quit")
        for keys, seen in UNDER[where]:
            terminal.send(keys)
            terminal.wait_for(seen)
        terminal.wait_for(lambda: [name for name in names if name in terminal.text])  # there is something to hide
        terminal.send("\x1b[20~")  # F9, the lock from anywhere
        terminal.wait_for("LOCKED")
        terminal.settle(0.3)
        assert not [name for name in names if name in terminal.text]
        before = len(terminal.sent)
        for width, height in SIZES:
            terminal.resize(width, height)
            terminal.settle(0.15, 3)
        for keys in TRIED:
            terminal.send(keys)
            terminal.settle(0.1, 2)
        terminal.send("\r0000\r")
        terminal.settle(0.3, 3)
        sent = terminal.sent[before:].decode("utf-8", "replace")
        assert sent and not [name for name in names if name in sent], sent
        assert "LOCKED" in terminal.text
