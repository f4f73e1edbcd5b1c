"""Calls, alerts and imports that belong to no episode are found from the handover and set right there."""

from __future__ import annotations

import pytest

from models.commands.child import LinkChildren, TakeCall
from models.commands.desk import LeaveDayAlert
from screens.apart import Apart
from screens.forms.form import ActForm
from screens.handover import HandoverScreen
from tests.screens.golden import assert_golden, screen_text, widths
from tests.screens.stage import SIZE, Place


@pytest.fixture
def told(place: Place) -> str:
    """A call about a child whom we know, one about nobody, and an alert in general."""
    place.done(TakeCall, caller="mother", text="asks for the number", child=place.child())
    place.done(TakeCall, caller="neighbour", text="shouting next door", at="0130", about_whom="a girl of 12")
    return place.done(LeaveDayAlert, text="Ash House has no night staff").entries[0].id


async def test_they_are_listed_the_newest_first_with_the_selected_one_in_full(place, told) -> None:
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h", "e")
        assert isinstance(app.screen, Apart) and widths(app) == {80}
        assert_golden(app, "apart")


async def test_an_entry_of_another_day_says_which(place, told) -> None:
    place.clock.forward(days=1)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h", "e")
        assert "Sun 22 Nov, Left for the night" in screen_text(app)
        assert "Sun 22 Nov, Kayleigh Barnes: Call taken" in screen_text(app)


async def test_an_alert_is_corrected_from_there_and_the_handover_is_made_anew(place, told) -> None:
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h", "e", "e", "c")
        await pilot.pause()
        assert isinstance(app.screen, ActForm)
        assert [value for value, _ in app.screen.fields["field"].ask.choices] == ["source", "text"]
        app.screen.fields["field"].value = "text"
        app.screen.fields["value"].value = "Elm House has no night staff"
        app.screen.fields["reason"].value = "wrong house"
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, Apart) and "CORRECTED: Left for the night, Elm House" in screen_text(app)
        assert "wrong house" in screen_text(app)
        await pilot.press("escape")
        assert isinstance(app.screen, HandoverScreen)
        words = app.screen.query_one("#words").words
        assert "Elm House has no night staff" in words[words.index("9. Left by") :]


async def test_children_linked_by_mistake_are_parted_again(place) -> None:
    kayleigh, dean = place.child(), place.child("Dean", "Pickersgill")
    place.done(LinkChildren, child=kayleigh, other=dean, reason="went together")
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h", "e", "e", "s")
        await pilot.pause()
        app.screen.fields["reason"].value = "another Dean"
        await pilot.press("f2")
        await pilot.pause()
        assert "STRUCK: Dean Pickersgill: Linked with child" in screen_text(app)
    assert not place.desk.register.child(kayleigh).linked
    assert not place.desk.register.child(dean).linked


async def test_an_alert_is_struck_and_no_longer_waits_on_the_board(place, told) -> None:
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        assert "Ash House has no night staff" in screen_text(app)
        await pilot.press("h", "e", "e", "s")
        await pilot.pause()
        app.screen.fields["reason"].value = "meant for another night"
        await pilot.press("f2")
        await pilot.pause()
        assert "STRUCK: Left for the night" in screen_text(app)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert "Ash House has no night staff" not in screen_text(app)


async def test_without_entries_it_says_so(place) -> None:
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h", "e", "e")
        assert "Nothing in the last seven days" in screen_text(app)
        await pilot.press("escape")
        assert isinstance(app.screen, HandoverScreen)
