"""The ways in which a session is cut off or held up."""

from __future__ import annotations

import array
import fcntl
import os
import signal
import termios
import time
from pathlib import Path

from tests.cut_off.seat import Left, Sitting, until

KILL, HANG_UP, STOP, STALL, TORN = "kill", "hang-up", "stop", "stall", "torn"
ENDING = (KILL, HANG_UP, TORN)
"""After these the session is over, and the next one begins with what was left."""
CUTS = (KILL, HANG_UP, STOP, STALL, TORN)
HUNG_UP = 129
FULL_SCREEN = "\x0c"


def end_session(cut: str, sitting: Sitting) -> None:
    """The process is killed, or the line goes dead."""
    process = sitting.terminal.process
    if cut == HANG_UP:
        sitting.terminal.hang_up()
        if process.wait(20) != HUNG_UP:
            raise Left(f"a hang-up ended it with {process.returncode}")
    else:
        process.kill()
        process.wait(20)


def stop(sitting: Sitting) -> None:
    """The whole process stands still."""
    sitting.terminal.process.send_signal(signal.SIGSTOP)
    until("the process stops", lambda: _state(sitting) == "T", lambda: time.sleep(0.005))


def go_on(sitting: Sitting) -> None:
    """And goes on."""
    sitting.terminal.process.send_signal(signal.SIGCONT)


def stall(sitting: Sitting) -> None:
    """The other side reads nothing: full screens are asked for until no more of them arrives."""
    waiting, same = -1, 0
    while same < 3:
        sitting.type_blindly(FULL_SCREEN)
        time.sleep(0.05)
        now = _unread(sitting.terminal.master)
        same, waiting = (same + 1 if now == waiting else 0), now


def _unread(master: int) -> int:
    """Bytes that the program has sent and nobody has read."""
    count = array.array("i", [0])
    fcntl.ioctl(master, termios.FIONREAD, count)
    return count[0]


def _state(sitting: Sitting) -> str:
    stat = Path(f"/proc/{sitting.terminal.process.pid}/stat").read_text()
    return stat.rsplit(")", 1)[1].split()[0]


def alive(sitting: Sitting) -> bool:
    """Whether the program still runs."""
    return sitting.terminal.process.poll() is None and os.path.exists(f"/proc/{sitting.terminal.process.pid}")
