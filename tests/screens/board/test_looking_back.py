"""The detail as it was known at a time: what was not entered yet is not there, and nothing can be done there."""

from __future__ import annotations

from models.commands.duty import CorrectEntry
from models.commands.episode import RecordFound, RecordReturn
from screens.episode import EpisodeDetail
from screens.looking_back import LookingBack
from tests.screens.golden import screen_text
from tests.screens.stage import Place

TALL = (80, 50)


def a_night(place: Place) -> str:
    """Opened at 02:14 on what was reported at 02:00; found at 22:10, entered 03:14; set right at 04:14."""
    episode = place.away(place.child(), reported="02:00")
    place.clock.forward(hours=1)
    found = place.done(RecordFound, episode=episode, at="02:40", where="Piccadily").entries[0].id
    place.clock.forward(hours=1)
    place.done(CorrectEntry, entry=found, field="where", value="Piccadilly", reason="slip of the key")
    place.done(RecordReturn, episode=episode, at="02:50")
    return episode


async def test_what_was_entered_later_was_not_known_then(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=TALL) as pilot:
        await pilot.press("enter", "f7", *"0330", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LookingBack)
        text = screen_text(app)
        assert "AS KNOWN AT 03:30 - press Esc for now" in text
        assert "FOUND, NOT BACK" in text and "Found, at Piccadily" in text
        assert "CORRECTED" not in text and "Returned" not in text


async def test_before_the_opening_was_entered_nothing_was_known(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=TALL) as pilot:
        await pilot.press("enter", "f7", *"2300", "enter")
        await pilot.pause()
        assert "Nothing had been entered about this episode by then." in screen_text(app)


async def test_nothing_can_be_done_while_looking_back(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=TALL) as pilot:
        await pilot.press("enter", "f7", *"0330", "enter")
        await pilot.pause()
        here, before = app.screen, place.desk.head.seq
        await pilot.press(*"osfraimbtvxuykzwcej", "space")
        await pilot.pause()
        assert app.screen is here and place.desk.head.seq == before


async def test_escape_leads_back_to_now_and_f7_to_another_time(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=TALL) as pilot:
        await pilot.press("enter", "f7", *"0220", "enter")
        await pilot.pause()
        assert "MISSING; away and missing since" in screen_text(app)
        await pilot.press("f7", *"0330", "enter")
        await pilot.pause()
        assert "AS KNOWN AT 03:30" in screen_text(app)
        await pilot.press("escape")
        assert isinstance(app.screen, EpisodeDetail)
        assert "RETURNED; away and missing from" in screen_text(app)


async def test_a_time_that_cannot_be_read_is_not_taken(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=TALL) as pilot:
        await pilot.press("enter", "f7", *"9999", "enter")
        await pilot.pause()
        assert not isinstance(app.screen, LookingBack)


async def test_a_correction_shows_old_and_new_who_and_why(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=TALL) as pilot:
        await pilot.press("enter", "end")
        text = " ".join(screen_text(app).split())
        assert 'Corrected: found, where was "Piccadily", is "Piccadilly"; slip of' in text


async def test_an_opening_is_late_against_the_report_and_not_against_the_start(place: Place) -> None:
    place.away(place.child(), reported="02:00")
    place.away(place.child("Dean", "Pickersgill"), reported="21:00")
    app = place.app()
    async with app.run_test(size=TALL) as pilot:
        for case in app.night.cases:
            app.board.lines.select(case.episode.id)
            await pilot.press("enter")
            late = "entered late" in screen_text(app)
            assert late == (case.child.name.startswith("Dean"))
            await pilot.press("escape")
