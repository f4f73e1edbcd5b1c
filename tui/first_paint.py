"""The board as it was last shown, drawn while the rest of Nightdesk loads: plain escapes, before Textual is there.

It is drawn only while the ledger's files are, byte for byte in HEAD, those it was drawn from, and while nothing on it
could have changed by time alone; countdowns are worked out at this moment. Otherwise nothing is drawn.
"""

from __future__ import annotations

import json
import os
import time
from binascii import crc32
from collections.abc import Sequence

from data.find_ground import Ground
from models.times.countdown import away_words, countdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NAME = "first-paint"
BEGIN = "\x1b[?1049h\x1b[?7l\x1b[?25l\x1b[m\x1b[2J\x1b[H"
END = "\x1b[?7h\x1b[m\x1b[?1049l\x1b[?25h"
OPENING = " Opening: you can read; keys that you press now are kept."


def paint(store: str, setting: str, fd: int = 2) -> bool:
    """Draws what is kept for this setting (`setting_mark`), if it is certain to be true; whether it did."""
    try:
        kept = read(store)
        now = time.time()
        if kept is None or kept["setting"] != setting or not kept["since"] - 60 <= now < kept["until"]:
            return False
        if kept["ground"] != ground_mark(store):
            return False
        columns, rows = os.get_terminal_size(fd)
        text = "\r\n".join(line[:columns] for line in lines(kept, now, rows))
        os.write(fd, (BEGIN + text).encode("ascii", "replace"))
        return True
    except (OSError, ValueError, KeyError, TypeError):
        return False


def unpaint(fd: int = 2) -> None:
    """Gives the terminal back, where it comes to nothing after all."""
    os.write(fd, END.encode())


def lines(kept: dict[str, Any], now: float, height: int) -> list[str]:
    """The screen at this moment, not more lines than there are."""
    rows = [line for row in kept["rows"] for line in _row(row, now)]
    room = max(height - len(kept["head"]) - 2, 0)
    beyond = f"{kept['beyond']} episodes and " if kept.get("beyond") else ""
    more = [f" ... {beyond}{max(len(rows) - room + 1, 1)} lines more"] if len(rows) > room or beyond else []
    return [*kept["head"], *(rows[: room - 1] if more else rows), *more, "", OPENING]


def _row(row: Sequence[Any], now: float) -> list[str]:
    """`[words, at, rest, away since]`: a cell of words, or the instant that it counts down to."""
    cell, at, rest, away = row
    left = countdown(at - now) if at is not None else cell
    return [f" {left:8}{rest}" if away is None else f" {left:8}{rest[:-6]}{away_words(now - away):>6}"]


def read(store: str) -> dict[str, Any] | None:
    """What is kept; None when it is not whole."""
    with open(f"{store}/derived/{NAME}", "rb", buffering=0) as file:
        check, _, body = file.readall().partition(b"\n")
    found = json.loads(body) if check == check_of(body) else None
    return found if isinstance(found, dict) else None


def check_of(body: bytes) -> bytes:
    """The first line of the file."""
    return f"{crc32(body):08x}".encode()


def ground_mark(store: str) -> str:
    """What the ledger's files are known by at this moment. Raises: OSError."""
    looked = Ground(store).look()
    return f"{len(looked)} {crc32(looked):08x}"


def setting_mark(config: str, account: int) -> str:
    """What the looks of a board depend on besides the record: the configuration, and whose it is. Raises: OSError."""
    if not config:
        return f"{account}"
    seen = os.stat(config)
    return f"{account} {config} {seen.st_size} {seen.st_mtime_ns}"
