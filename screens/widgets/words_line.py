"""Lines of plain words that change in place: the parts above, below and beside the board.

Changing words paints the lines that differ and lays nothing out again (half the work of a `Static`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.plain_text import fit
from screens.widgets.tones import tone_style


class WordsLine(Widget, can_focus=False):
    """One line of words, or several; each cut to the width, shown as typed and never read as markup."""

    lines_as_drawn = True
    """Its lines stand on the screen as `render_line` gives them: no style adds anything but room around them."""
    DEFAULT_CSS = """
    WordsLine { height: 1; width: 1fr; }
    """

    def __init__(self, *lines: str, tone: str = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: list[tuple[str, str]] = [(line, tone) for line in lines]

    @property
    def words(self) -> str:
        """What stands there, line by line."""
        return "\n".join(line for line, _ in self._lines)

    def say(self, *lines: str, tone: str = "") -> None:
        """Show these lines instead. `tone` is loud, late, soon, calm, quiet or nothing."""
        self.say_toned([(line, tone) for line in lines])

    def say_toned(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show lines of (words, tone); only those that differ are painted."""
        old, self._lines = self._lines, list(lines)
        for y in range(max(len(old), len(self._lines))):
            if old[y : y + 1] != self._lines[y : y + 1]:
                self.refresh(Region(0, y, self.size.width, 1))
        if len(old) != len(self._lines) and self.styles.height is not None and self.styles.height.is_auto:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """One line, filled to the width."""
        words, tone = self._lines[y] if y < len(self._lines) else ("", "")
        return Strip([Segment(fit(words, self.size.width), tone_style(self, tone))], self.size.width)
