"""A widget that says its lines stand on the screen as drawn keeps its word, in text and colours."""

from __future__ import annotations

from textual.geometry import Region
from textual.widget import Widget

from tests.screens.stage import SIZE, WIDE
from tui.cells import CellGrid
from tui.painting import _put

ROOMS = ((SIZE, ()), (WIDE, ()), (SIZE, ("slash", "k", "a", "y")), (WIDE, ("slash", "k", "enter")), (SIZE, ("d",)))


def as_painted(strips, width):
    grid = CellGrid(width, len(strips))
    for y, strip in enumerate(strips):
        _put(strip, 0, y, grid, width)
    return grid.wanted


async def test_lines_as_drawn_are_those_that_textual_would_paint(place):
    place.away(place.child())
    place.absent(place.child("Dean", "Poole"), limit="02:20")
    looked_at = set()
    for size, keys in ROOMS:
        app = place.app()
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            for widget in app.screen.walk_children(Widget):
                if not getattr(widget, "lines_as_drawn", False) or widget.gutter or not widget.size:
                    continue
                looked_at.add(type(widget).__name__)
                width, height = widget.size
                full = widget.render_lines(Region(0, 0, width, height))
                drawn = [widget.render_line(y) for y in range(height)]
                assert as_painted(drawn, width) == as_painted(full, width), (keys, widget)
    assert {"EpisodeLines", "WordsLine", "TitleBar", "FindBox", "CardLines"} <= looked_at
