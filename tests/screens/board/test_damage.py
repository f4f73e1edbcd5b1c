"""Damage of the record on the board: what it is, what still works, whom to call; what is sound is still there."""

from __future__ import annotations

import pytest

from data.configuration import Configuration
from tests.screens.golden import screen_text
from tests.screens.stage import SIZE, Place
from tui.app import NightdeskApp


def said(app) -> str:
    """The screen's words as one line, wherever they were broken."""
    return " ".join(screen_text(app).split())


def spoil_the_end(place: Place) -> None:
    file = max((place.folder / "ledger").iterdir())
    raw = bytearray(file.read_bytes())
    raw[-200] ^= 1
    file.write_bytes(bytes(raw))


@pytest.mark.parametrize("how", ["entries", "HEAD"])
async def test_damage_is_said_in_plain_words_with_what_still_works(place: Place, how: str) -> None:
    place.away(place.child())
    place.away(place.child("Dean", "Pickersgill", dob="21/9/2010"))
    if how == "HEAD":
        (place.folder / "HEAD").unlink()
    else:
        spoil_the_end(place)
    app = NightdeskApp(place.session(), Configuration())
    async with app.run_test(size=SIZE):
        words = said(app)
        assert "VIEW ONLY. The record is damaged:" in words
        assert "You can look, find and read entries up to number" in words and "nothing can be recorded" in words
        assert "Write on paper, and call whoever keeps this computer" in words
        assert "Kayleigh" in words


async def test_damage_that_comes_while_the_board_is_open_is_said_at_the_next_look(place: Place) -> None:
    place.away(place.child())
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        (place.folder / "HEAD").write_bytes(bytes(8192))
        app.poll()
        await pilot.pause()
        assert "The record is damaged" in said(app) and "Write on paper" in said(app) and "Kayleigh" in said(app)
