"""Text that looks like markup, moves a terminal's cursor or never ends, from the fields of a form to every page."""

from __future__ import annotations

import pytest

from screens.find.card import CallCard
from screens.forms.acts import ACTS
from screens.forms.form import ActForm
from tests.screens.golden import screen_text, widths
from tests.screens.stage import SIZE, Place
from tui.app import NightdeskApp

HOSTILE = (
    "[bold]loud[/bold]",
    "[/]",
    "[@click=app.quit]go[/]",
    "\x1b[31mred\x1b[2J\x1b]2;title\x07",
    "O'Neill-Smythe",
    "\N{FACE WITH TEARS OF JOY}\N{ZERO WIDTH JOINER}\N{RIGHT-TO-LEFT OVERRIDE}abc",
    "x" * 1900,
)
LONG = "y" * 5000
LINES = (
    "source",
    "call_back",
    "worries",
    "done_so_far",
    "place",
    "last_seen_by",
    "going",
    "clothing",
    "phone",
    "planned",
)


async def looked_at(app: NightdeskApp, pilot, screen) -> str:
    """What a screen shows; it must keep its width and send nothing but text."""
    if screen is not None:
        app.push_screen(screen)
        await pilot.pause()
        await pilot.pause()
    text = screen_text(app)
    assert widths(app) == {80}
    assert not any(letter < " " and letter != "\n" for letter in text)
    return text


@pytest.mark.parametrize("text", HOSTILE, ids=("bold", "close", "click", "escape", "name", "emoji", "long"))
async def test_what_is_typed_is_shown_as_typed_and_does_nothing(place: Place, text: str) -> None:
    child = place.child("Kayleigh", text if len(text) < 100 else "Barnes")
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(form := ActForm(ACTS["open"], child=child), app.board.recorded)
        await pilot.pause()
        for name in LINES:
            form.fields[name].value = text
        form.fields["since"].value = "2130"
        form.fields["text"].value = LONG if text.startswith("x") else text
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is app.board, screen_text(app)
        board = await looked_at(app, pilot, None)
        assert "OWED" in board
        await pilot.press("enter")
        detail = await looked_at(app, pilot, None)
        await pilot.press("escape")
        card = await looked_at(app, pilot, CallCard(child))
        await pilot.press("escape")
        await pilot.press("h")
        await pilot.pause()
        assert app.screen is not app.board
        handover = await looked_at(app, pilot, None)
        if text.startswith("["):
            assert text in detail and text in card and text in handover
