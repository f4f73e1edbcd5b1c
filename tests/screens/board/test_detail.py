"""The detail and the duties: who, role, when it happened, when it was entered; what each thing owed rests on."""

from __future__ import annotations

from data.access_log import AccessLog
from models.commands.duty import CorrectEntry, RecordLcs, RecordTold
from models.commands.episode import RecordFound, VoidRecord
from screens.duties import Duties
from screens.episode import EpisodeDetail
from screens.forms.form import ActForm
from screens.page import Page
from tests.screens.golden import assert_golden, screen_text
from tests.screens.stage import SIZE, Place


def an_episode(place: Place) -> str:
    """An episode with a correction, a struck entry and one entered late."""
    episode = place.away(place.child(social_worker="A Khan"), police_told="20:55")
    found = place.done(RecordFound, episode=episode, at="22:10", where="Piccadily").entries[0].id
    place.done(CorrectEntry, entry=found, field="where", value="Piccadilly", reason="slip of the key")
    told = place.done(RecordTold, episode=episode, role="sw", at="now", how="phone").entries[0].id
    place.done(VoidRecord, subject=told, reason="it was the carer")
    place.done(RecordLcs, episode=episode, at="02:00")
    return episode


async def test_the_detail_shows_clocks_and_the_timeline(place: Place) -> None:
    episode = an_episode(place)
    app = place.app()
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("enter")
        assert isinstance(app.screen, EpisodeDetail)
        text = screen_text(app).replace(episode, "E.......")
        assert "CORRECTED: Found, at Piccadilly" in text
        assert "STRUCK: SW told" in text
        assert "entered late 22 Nov 2026 02:14, 4 h 4 min later by J Okafor, manager" in text


async def test_who_looked_at_whom_is_noted(place: Place) -> None:
    an_episode(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        child = app.night.cases[0].child.id
        noted = AccessLog(app.desk.store, app.desk.io).who_looked_at(child)
        assert [(each.what, each.name) for each in noted] == [("view", "J Okafor")]


async def test_a_change_shows_in_an_open_detail_without_a_key(place: Place) -> None:
    episode = an_episode(place)
    app = place.app()
    other = place.session()
    async with app.run_test(size=(80, 50)) as pilot:
        await pilot.press("enter")
        place.done(RecordTold, other, episode=episode, role="iro", at="now", how="phone")
        app.poll()
        await pilot.pause()
        assert "IRO told, by phone" in screen_text(app)


async def test_enter_reads_a_clock_with_its_source(place: Place) -> None:
    an_episode(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter")
        assert isinstance(app.screen, Page)
        assert "Source: 3." in screen_text(app)


async def test_correcting_acts_on_the_entry_under_the_cursor(place: Place) -> None:
    an_episode(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "end", "e")
        assert "One field of this entry is wrong" in screen_text(app)
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, ActForm)
        assert "Kayleigh Barnes, 15" in screen_text(app)


async def test_duties_lists_what_is_owed_with_its_reason_and_source(place: Place) -> None:
    place.away(place.child())
    gone = place.child("Sophie", "Wren", dob="5/5/2013", placement="Oak Lodge")
    place.away(gone, since="18 nov 20:00", returned="19 nov 01:02")
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d")
        assert isinstance(app.screen, Duties)
        assert_golden(app, "duties")


async def test_enter_on_a_duty_opens_the_form_that_meets_it(place: Place) -> None:
    place.away(place.child())
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ActForm)


async def test_an_act_is_on_the_episode_selected_at_the_key_press(place: Place) -> None:
    place.away(place.child())
    dean = place.away(place.child("Dean", "Pickersgill"))
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        app.board.lines.select(dean)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, ActForm)
        assert "Dean Pickersgill, 15" in screen_text(app)
        assert "Kayleigh" not in screen_text(app)


async def test_what_was_recorded_is_said_on_the_board_and_shown_at_once(place: Place) -> None:
    place.away(place.child())
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f")
        await pilot.pause()
        await pilot.press(*"0150", "enter", *"Piccadilly")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is app.board
        text = screen_text(app)
        assert "Kayleigh Barnes: found, at Piccadilly" in text
        assert "FOUND, NOT BACK since 01:50" in text
