"""Children who went together: each one's panel and detail name the other, and whether the other is back."""

from __future__ import annotations

from models.commands.child import LinkChildren
from models.commands.episode import RecordReturn
from tests.screens.golden import screen_text
from tests.screens.stage import SIZE, Place


def two_away(place: Place) -> tuple[str, str]:
    """Kayleigh and Dean, who went together; the episodes."""
    kayleigh, dean = place.child(), place.child("Dean", "Pickersgill")
    place.done(LinkChildren, child=kayleigh, other=dean, reason="went together")
    return place.away(kayleigh), place.away(dean, since="21:00")


async def test_the_panel_names_the_other_child_from_either_side(place: Place) -> None:
    kayleigh, dean = two_away(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        for episode, other in ((kayleigh, "Dean Pickersgill, 15"), (dean, "Kayleigh Barnes, 15")):
            app.board.lines.select(episode)
            await pilot.pause()
            assert f"Linked with {other}: AWAY TOO, since" in " ".join(screen_text(app).split())


async def test_the_detail_says_when_the_other_is_back(place: Place) -> None:
    kayleigh, dean = two_away(place)
    place.done(RecordReturn, episode=dean, at="01:00")
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        app.board.lines.select(kayleigh)
        await pilot.press("enter")
        assert "Linked with Dean Pickersgill, 15: not away." in " ".join(screen_text(app).split())


async def test_two_who_went_together_are_linked_from_the_board(place: Place) -> None:
    kayleigh, dean = place.child(), place.child("Dean", "Pickersgill")
    episode = place.away(kayleigh)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        app.board.lines.select(episode)
        await pilot.press("a", "g")
        await pilot.pause()
        app.screen.fields["other"].value = dean
        app.screen.fields["reason"].value = "went together"
        await pilot.press("f2")
        await pilot.pause()
        assert "Recorded: Kayleigh Barnes" in screen_text(app)
    assert place.desk.register.child(dean).linked == (kayleigh,)
