"""The figures of the year, drawn in letters."""

from __future__ import annotations

from textual import work

from data.ledger import LedgerError
from data.yearly import yearly_lines
from screens.page import Page
from screens.shell import shell_of
from screens.widgets.words_line import WordsLine


class FiguresPage(Page):
    """The figures of the year: episodes, interviews, months, places, hours."""

    def __init__(self) -> None:
        super().__init__("FIGURES of the year, as far as entries are known", ["Counting ..."])

    def on_mount(self) -> None:
        """Counted in the background: the board goes on meanwhile."""
        self.count()

    @work(thread=True, exclusive=True)
    def count(self) -> None:
        """Works the figures out on a session of its own."""
        try:
            lines = yearly_lines(shell_of(self).desk)
        except LedgerError as why:
            lines = [str(why)]
        self.app.call_from_thread(self._counted, lines)

    def _counted(self, lines: list[str]) -> None:
        if self.is_attached:
            self.query_one("#words", WordsLine).say(*(f" {line}" for line in lines))
