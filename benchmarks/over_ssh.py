"""The desk over a real sshd: what goes over the wire, ciphers and packets and all, and how soon a key is answered."""

from __future__ import annotations

import getpass
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.key_answers import keys, mark_stands
from tests.door.slow_line import ALL_AT_ONCE, SlowLine
from tests.door.sshd import PYTHON, Sshd
from tests.terminal.harness import Terminal

Figures = dict[str, float]


def over_ssh(folder: Path, store: Path, seconds: float, presses: int, slow_bytes_s: int) -> Figures:
    """Bytes a second while nobody types, and a key's time on a quick line and on a slow one. The folder is empty."""
    server = Sshd(folder, store, PYTHON, (getpass.getuser(),))
    line = SlowLine(server.port)
    server.port = line.port
    try:
        with server.board() as terminal:
            terminal.wait_for("F10", 60)
            _read_for(terminal, 2.0)
            carried = line.carried
            _read_for(terminal, seconds)
            figures = {"bytes_s": (line.carried - carried) / seconds}
            figures |= keys(terminal, presses, mark_stands(terminal))
            line.bytes_s = slow_bytes_s
            slow = keys(terminal, presses, mark_stands(terminal))
            line.bytes_s = ALL_AT_ONCE
            return figures | {f"slow_{name}": value for name, value in slow.items()}
    finally:
        line.stop()
        server.stop()


def can_be_measured() -> bool:
    """Whether this machine has what it takes."""
    import shutil

    from tests.door.sshd import SSHD

    return SSHD is not None and shutil.which("ssh") is not None


def _read_for(terminal: Terminal, seconds: float, now: Callable[[], float] = time.perf_counter) -> None:
    until = now() + seconds
    while now() < until:
        terminal.read(0.02)
