"""The cursor of every list whose rows lead to an episode."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from screens.widgets.board_lines import BoardLines


class EpisodeLines(BoardLines, inherit_bindings=False):
    """The board's rows. Letters stay free for acts, so the cursor moves by its own keys only."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "up", "Up", show=False, id="board.up", tooltip="The row above"),
        Binding("down", "down", "Down", show=False, id="board.down", tooltip="The row below"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="board.page-up", tooltip="A page up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="board.page-down", tooltip="A page down"),
        Binding("home", "end(0)", "First", show=False, id="board.first", tooltip="The first row"),
        Binding("end", "end(-1)", "Last", show=False, id="board.last", tooltip="The last row"),
        Binding("enter", "choose", "Detail", id="board.choose", tooltip="The episode in detail, with its timeline"),
    ]
