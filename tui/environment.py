"""The ground the screen stands on, laid before Textual is imported: environment, terminal, core dumps.

Textual reads its settings from the environment at import. A stray `TEXTUAL_DRIVER` imports any class named
in it, `TEXTUAL_LOG` and `TEXTUAL_SCREENSHOT` write files, and `COLUMNS` or `LINES` stop resizing; under a
forced command none of that may be decided from outside.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping

SMALLEST = (80, 24)
"""Columns and rows that the screens are drawn for."""

ESCAPE_DELAY_MS = 250
"""How long an escape byte waits for the rest of a key. At the usual 100 ms an arrow key that the network
has split becomes Escape, and closes a form."""

_OURS = {
    "ESCDELAY": str(ESCAPE_DELAY_MS),
    # At 60 frames a second the answer to a key waits up to 16.7 ms for its turn.
    "TEXTUAL_FPS": "240",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_SMOOTH_SCROLL": "0",
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
}

_NOT_TERMINALS = frozenset({"", "dumb", "unknown", "network", "dialup", "ethernet"})


def prepare(environ: MutableMapping[str, str]) -> None:
    """Take out what would steer Textual from outside, and put in what the board needs. Call it first."""
    for name in [n for n in environ if n.startswith("TEXTUAL") or n in ("COLUMNS", "LINES")]:
        del environ[name]
    environ.update(_OURS)


def objection(environ: Mapping[str, str], input_fd: int = 0, output_fd: int = 2) -> str:
    """Why the screen cannot be shown here and what to do, in a worker's words; empty when it can.

    A terminal that is only too small is no objection: it can be enlarged, and the screen says so.
    """
    if not (os.isatty(input_fd) and os.isatty(output_fd)):
        return "The board needs a terminal. In scripts and pipes use the plain commands: nightdesk --help"
    term = environ.get("TERM", "")
    if term in _NOT_TERMINALS:
        said = f"TERM is '{term}'" if term else "TERM is not set"
        return (
            f"{said}, so it is not known how to draw on this terminal. For PuTTY start with: "
            "TERM=xterm nightdesk    The plain commands work everywhere: nightdesk board"
        )
    return ""


def speaks_utf8(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is known to read UTF-8: the first locale variable that is set decides.

    The Linux console and old VT terminals cannot draw most of it, whatever the locale says.
    """
    if environ.get("TERM", "").startswith(("vt", "linux", "ansi")):
        return False
    none_chosen = environ.get("LANG", "") in ("", "C", "POSIX")
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        value = environ.get(name, "").lower()
        # Python itself sets this one at its start where no locale was chosen; it says nothing of the terminal.
        if value and not (name == "LC_CTYPE" and none_chosen and value.startswith(("c.utf", "utf"))):
            return "utf-8" in value or "utf8" in value
    return False


def takes_a_title(environ: Mapping[str, str]) -> bool:
    """Whether this kind of terminal has a window title that can be set without printing rubbish."""
    kinds = ("xterm", "putty", "rxvt", "screen", "tmux", "gnome", "konsole", "alacritty", "foot")
    return environ.get("TERM", "").startswith(kinds)


def size_problem(columns: int, rows: int) -> str:
    """What is wrong with the size of the window, in words; empty when it is large enough."""
    wide, high = SMALLEST
    if columns >= wide and rows >= high:
        return ""
    return f"This window is {columns}x{rows}. Nightdesk needs {wide}x{high}: make it larger."


def no_core_files() -> None:
    """Keep what is in memory, children's names among it, out of core files."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def no_core_dumps() -> None:
    """No core files, and nothing for other processes' eyes; 5 ms, too much for a plain command."""
    no_core_files()
    try:
        import ctypes

        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE: no dump, no ptrace by the same account
    except (OSError, AttributeError):
        pass  # not Linux: the limit above still holds
