"""The board with Nightdesk's own driver, painting and list: `python -m benchmarks.peers.ours ROWS`."""

from __future__ import annotations

import gc
import os
import sys

from tui.environment import prepare

prepare(os.environ)
gc.disable()  # as tui/start.py does; on again once the first screen is there

import time  # noqa: E402

from textual.app import ComposeResult  # noqa: E402
from textual.screen import Screen  # noqa: E402

from benchmarks.peers import content  # noqa: E402
from screens.widgets.board_lines import BoardLines  # noqa: E402
from screens.widgets.board_row import BoardRow  # noqa: E402
from screens.widgets.status_line import StatusLine  # noqa: E402
from screens.widgets.words_line import WordsLine  # noqa: E402
from tui.terminal_app import TerminalApp, run_on_terminal  # noqa: E402


class Board(Screen[None]):
    """Title, list, status and keys."""

    def compose(self) -> ComposeResult:
        yield WordsLine(content.TITLE)
        yield BoardLines()
        yield StatusLine()
        yield WordsLine(content.KEYS)

    def on_mount(self) -> None:
        now = time.time()
        numbers = range(content.rows())
        self.query_one(BoardLines).set_rows(
            [
                BoardRow(key=str(n), countdown=content.countdown(n, now), rest=content.words(n), tone=content.tone(n))
                for n in numbers
            ]
        )
        self.set_interval(1.0, self.tick)

    def tick(self) -> None:
        now = time.time()
        board = self.query_one(BoardLines)
        board.tick({key: (content.countdown(int(key), now), "") for key in board.keys_in_sight})
        if isinstance(self.app, TerminalApp):
            self.app.paint_changed()

    def on_board_lines_scrolled(self) -> None:
        self.tick()

    def on_board_lines_cursor_at(self, message: BoardLines.CursorAt) -> None:
        self.query_one(StatusLine).say(content.STATUS + message.key)


class Ours(TerminalApp):
    """The application."""

    def on_mount(self) -> None:
        self.push_screen(Board())


if __name__ == "__main__":
    sys.exit(run_on_terminal(Ours()))
