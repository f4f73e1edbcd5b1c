"""Back on the board after something was recorded elsewhere: the cursor and the words are where the next key goes."""

from __future__ import annotations

from models.commands.episode import RecordReturn
from screens.board.row_lines import beside_words
from tests.screens.golden import screen_text
from tests.screens.stage import SIZE, Place


async def test_the_cursor_goes_to_the_child_whose_episode_was_opened_from_the_card(place: Place) -> None:
    place.away(place.child("Dean", "Pickersgill"))
    kayleigh = place.child()
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"barn")
        await pilot.press("enter")
        await pilot.press("o")
        await pilot.press(*"carer", "tab", "tab", "tab", *"2130")
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.press("escape")
        await pilot.pause()
        case = app.board.selected_case()
        assert case is not None and case.child.id == kayleigh
        assert "Recorded: Kayleigh Barnes, born 12 Mar 2011: opened as missing" in screen_text(app)


async def test_a_key_for_a_child_who_is_away_says_so_when_the_child_is_back(place: Place) -> None:
    episode = place.away(place.child())
    place.done(RecordReturn, episode=episode, at="0150")
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        for key in "sfruz":
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is app.board
            assert "Kayleigh Barnes is back: this episode ended" in screen_text(app)


async def test_a_form_that_could_only_refuse_is_not_opened(place: Place) -> None:
    place.away(place.child(legal="home"))
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        for key, words in (
            ("u", "Kayleigh Barnes is recorded as missing; a limit belongs to an absence."),
            ("s", "Kayleigh Barnes is not looked after (home): report missing, not absence."),
            ("i", "Kayleigh Barnes is not back yet: record the return first."),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is app.board
            assert words in screen_text(app)


async def test_what_is_owed_stands_before_what_may_come(place: Place) -> None:
    kayleigh = place.child()
    place.away(kayleigh, since="10 nov 22:10", returned="10 nov 23:50")
    place.away(kayleigh)
    app = place.app()
    async with app.run_test(size=SIZE):
        text = screen_text(app)
        assert "also owed: LCS entry; next owes a meeting" in text


def test_beside_a_row_nothing_is_cut_and_what_has_no_room_is_counted() -> None:
    owed = ["police told", "MASH contact", "LCS entry", "next school day"]
    found = "FOUND, NOT BACK since 01:50"
    assert beside_words([found], owed[:1], []) == f"{found}; owed: police told"
    assert beside_words([found], owed[:3], []) == f"{found}; 3 more owed"
    assert beside_words([], owed, []) == "also owed: police told, MASH contact +2 more"
    assert beside_words([], owed[:2], ["the next in 28 days owes a meeting", "next owes a meeting"]) == (
        "2 more owed; the next in 28 days owes a meeting"
    )
