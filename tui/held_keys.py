"""Keys typed while the board opens: the terminal keeps them for it and shows none of them.

Ctrl-C still ends the opening. Whatever comes of it, the terminal is given back as it was found.
"""

from __future__ import annotations

import termios

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Modes = list[Any]

_LOCAL = 3
"""Where the local modes stand in what `tcgetattr` gives."""
_found: dict[int, Modes] = {}


def hold(fd: int = 0) -> None:
    """Keeps what is typed from being shown and from waiting for Enter; nothing, where there is no terminal."""
    try:
        before = termios.tcgetattr(fd)
        quiet = termios.tcgetattr(fd)
        quiet[_LOCAL] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(fd, termios.TCSANOW, quiet)
    except termios.error:
        return
    _found.setdefault(fd, before)


def as_found(fd: int, now: Modes) -> Modes:
    """The modes to give back at the end: those before `hold`, else those of now."""
    return _found.get(fd, now)


def release(fd: int = 0) -> None:
    """Gives the terminal back as it was found."""
    before = _found.pop(fd, None)
    if before is not None:
        try:
            termios.tcsetattr(fd, termios.TCSANOW, before)
        except termios.error:
            return  # the terminal is gone
