"""The handover on the screen: read, signed, written, acknowledged; the day team's alerts; the on-call card."""

from __future__ import annotations

import pytest
from textual.containers import VerticalScroll

from data.account import Account
from models.commands.desk import AcknowledgeHandover, AddWorker, HandOver, LeaveDayAlert
from models.handover.signed import all_signed
from screens.forms.form import ActForm
from screens.handover import HandoverScreen
from screens.handover_items import AcknowledgeItems
from screens.on_call import OnCall
from tests.screens.golden import assert_golden, screen_text, widths
from tests.screens.stage import SIZE, Place


def a_night(place: Place) -> str:
    place.absent(place.child("Tariq", "Malik", dob="3/2/2012"))
    return place.away(place.child(), risk="high", police_log="0412")


def someone_else(place: Place, monkeypatch: pytest.MonkeyPatch):
    """A session of another account, named R Patel."""
    monkeypatch.setattr("data.desk.signed_in", lambda: Account("rpatel", "", "pts/9", ""))
    desk = place.session()
    monkeypatch.undo()
    place.done(AddWorker, account="rpatel", name="R Patel", role="duty worker")
    desk.poll()
    return desk


async def test_one_key_shows_the_handover_in_its_order(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h")
        assert isinstance(app.screen, HandoverScreen)
        assert widths(app) == {80}
        assert_golden(app, "handover")


async def test_signing_is_asked_and_then_stands_in_the_record(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h", "s", "escape")
        assert not app.desk.register.desk.handovers
        await pilot.press("s", "y")
        (entry,) = app.desk.register.desk.handovers
        assert f"entry {entry.id}" in app.screen.query_one("#words").words
        await pilot.press("s")
        assert len(app.desk.register.desk.handovers) == 1


async def test_what_was_recorded_meanwhile_is_shown_before_it_is_signed(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("h")
        place.away(place.child("Jay", "Rostron"))
        await pilot.press("s")
        assert isinstance(app.screen, HandoverScreen) and not app.desk.register.desk.handovers
        assert "Jay Rostron" in app.screen.query_one("#words").words


async def test_one_that_was_left_open_for_long_is_made_anew_before_it_is_signed(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("h")
        assert "LAPSED" not in app.screen.query_one("#words").words
        place.clock.forward(minutes=30)
        await pilot.press("s")
        assert isinstance(app.screen, HandoverScreen) and "LAPSED" in app.screen.query_one("#words").words


async def test_it_is_written_in_every_form_and_no_file_is_named_for_a_child(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h", "w")
        await pilot.pause()
        names = sorted(path.name for path in (place.folder / "exports").iterdir())
        stem = "handover-20261122-0214"
        assert names == [f"{stem}.html", f"{stem}.pdf", f"{stem}.txt"]
        assert f"{stem}.pdf" in screen_text(app)


async def test_the_incoming_worker_acknowledges_item_by_item_and_then_the_rest(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h", "s", "y", "a")
        assert isinstance(app.screen, AcknowledgeItems)
        (signed,) = all_signed(app.desk.register.desk)
        many = len(signed.items)
        await pilot.press("enter")
        (signed,) = all_signed(app.desk.register.desk)
        assert [item.number for item in signed.items if item.acknowledged] == ["1.1"]
        assert_golden(app, "handover_items")
        await pilot.press("a", "escape", "a", "y")
        (signed,) = all_signed(app.desk.register.desk)
        assert not signed.waiting and f"0 of {many} items still to acknowledge" in screen_text(app)


async def test_another_workers_acknowledgement_shows_without_a_key(place: Place, monkeypatch) -> None:
    a_night(place)
    other, app = someone_else(place, monkeypatch), place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h", "s", "y", "a")
        other.poll()
        (entry,) = other.register.desk.handovers
        place.done(
            AcknowledgeHandover, other, handover=entry.id, items=(all_signed(other.register.desk)[0].items[0].id,)
        )
        app.poll()
        await pilot.pause()
        assert "done" in screen_text(app)


async def test_what_the_day_team_left_stays_on_the_board_until_this_worker_has_seen_it(place: Place) -> None:
    child = place.child()
    place.done(LeaveDayAlert, text="contact with mother was cancelled\nshe may go there", child=child)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        text = screen_text(app)
        assert "Left for the night about Kayleigh Barnes, 15 by J Okafor, 02:14: contact" in text
        await pilot.press("space")
        assert "Left for the night" not in screen_text(app)
    later = place.session()
    from screens.board.night import Night

    assert Night(later).alerts == []


async def test_the_day_team_leaves_something_from_the_board_and_escalations_are_made_and_answered_there(
    place: Place,
) -> None:
    episode = place.away(place.child())
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("a", "d", *"mum", "f2")
        await pilot.pause()
        assert app.night.alerts[0].words.endswith("about Kayleigh Barnes, 15 by J Okafor, 02:14: mum")
        await pilot.press("a", "e", *"SM", "tab", "tab", *"low", "f2")
        await pilot.pause()
        assert "escalation" in {duty.rule.id for duty in app.night.case(episode).owed}
        await pilot.press("a", "a")
        assert isinstance(app.screen, ActForm)
        app.screen.fields["text"].value = "agreed"
        await pilot.press("f2")
        await pilot.pause()
        assert "escalation" not in {duty.rule.id for duty in app.night.case(episode).owed}


async def test_an_alert_left_in_another_session_appears_once(place: Place) -> None:
    app, other = place.app(), place.session()
    async with app.run_test(size=SIZE) as pilot:
        place.done(LeaveDayAlert, other, text="phones of the front door are down")
        app.poll()
        await pilot.pause()
        assert [alert.words for alert in app.night.alerts] == [
            "Left for the night by J Okafor, 02:14: phones of the front door are down"
        ]


async def test_a_week_later_it_is_in_the_record_only(place: Place) -> None:
    place.done(LeaveDayAlert, text="phones are down")
    place.clock.forward(days=8)
    app = place.app()
    async with app.run_test(size=SIZE):
        assert app.night.alerts == []


async def test_a_handover_of_another_worker_waits_on_the_board_until_it_is_acknowledged(
    place: Place, monkeypatch
) -> None:
    a_night(place)
    other = someone_else(place, monkeypatch)
    place.done(HandOver, other, text="Handover\n   1.1 Kayleigh Barnes", items=("away/E1",))
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        app.poll()
        await pilot.pause()
        assert "R Patel handed over at 02:14: 1 item to be acknowledged" in screen_text(app)
        await pilot.press("h", "a", "enter", "escape", "escape")
        app.poll()
        await pilot.pause()
        assert "handed over" not in screen_text(app)


async def test_the_on_call_card_is_one_key_away_from_a_form_too_and_keeps_what_was_typed(place: Place) -> None:
    a_night(place)
    app = place.app(on_call={"Service manager": "0161 496 0001", "Police missing desk": "101 x 2"})
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f8")
        assert isinstance(app.screen, OnCall) and "Service manager: 0161 496 0001" in screen_text(app)
        await pilot.press("f8", "escape", "r", "f8")
        assert "Police missing desk: 101 x 2" in screen_text(app)
        await pilot.press("escape")
        assert isinstance(app.screen, ActForm)


async def test_without_numbers_the_card_says_where_they_stand(place: Place) -> None:
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f8")
        assert "[on_call]" in screen_text(app)
        await pilot.press("escape", "l", "f8")
        assert not isinstance(app.screen, OnCall)


async def test_the_text_can_be_scrolled_by_keys_alone(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("h", "end")
        await pilot.pause()
        assert app.screen.query_one(VerticalScroll).scroll_y > 0
        assert "9. Left by the day team" in screen_text(app)
