"""The board with curses alone: `python -m benchmarks.peers.curses_board ROWS`."""

from __future__ import annotations

import curses
import time
from typing import Any

from benchmarks.peers import content


def draw(window: Any, top: int, at: int, status: str) -> None:
    """Write the whole board; curses sends what differs."""
    height, width = window.getmaxyx()
    window.addnstr(0, 0, content.TITLE, width - 1)
    now = time.time()
    colours = {"plain": 0, "soon": curses.color_pair(1), "overdue": curses.color_pair(2)}
    for y in range(1, height - 2):
        n = top + y - 1
        if n >= content.rows():
            break
        here = curses.A_REVERSE if n == at else 0
        mark = ">" if n == at else " "
        window.addnstr(y, 0, mark + content.countdown(n, now).ljust(8), 9, here | colours[content.tone(n)])
        window.addnstr(y, 9, content.words(n).ljust(width - 9)[: width - 10], width - 10, here)
    window.addnstr(height - 2, 0, status.ljust(width - 1), width - 1)
    window.addnstr(height - 1, 0, content.KEYS, width - 1)
    window.refresh()


def main(window: Any) -> None:
    """Wait for a key until the next second, then draw."""
    curses.use_default_colors()
    curses.curs_set(0)
    curses.init_pair(1, curses.COLOR_YELLOW, -1)
    curses.init_pair(2, curses.COLOR_RED, -1)
    top = at = 0
    status = ""
    while True:
        draw(window, top, at, status)
        window.timeout(max(1, int(1000 * (1 - time.time() % 1))))
        key = window.getch()
        if key in (ord("j"), curses.KEY_DOWN):
            at = min(at + 1, content.rows() - 1)
        elif key in (ord("k"), curses.KEY_UP):
            at = max(at - 1, 0)
        elif key == curses.KEY_F10:
            return
        if key != -1:
            status = f"{content.STATUS}{at}"
            rows = window.getmaxyx()[0] - 3
            top = min(max(top, at - rows + 1), at)


if __name__ == "__main__":
    curses.wrapper(main)
