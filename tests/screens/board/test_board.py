"""The board: what it shows, whose the cursor is, and what stays until it is seen."""

from __future__ import annotations

import pytest

from data.ledger import LedgerError
from models.commands.desk import AddWorker
from models.commands.duty import RecordLcs, RecordTold
from models.commands.episode import JudgeRisk, RecordFound, RecordReturn, SwitchStatus
from tests.screens.golden import assert_golden, screen_text, widths
from tests.screens.stage import SIZE, WIDE, Place, rested
from tui.app import NightdeskApp


def a_night(place: Place) -> dict[str, str]:
    """Two missing, one absent, one returned: by forename."""
    kayleigh = place.child(social_worker="A Khan", iro="P Holt")
    for day in ("26 oct", "10 nov"):
        past = place.away(kayleigh, since=f"{day} 22:10", returned=f"{day} 23:50")
        place.done(RecordLcs, episode=past, at="now")
    one = place.away(kayleigh, since="20:30", police_told="20:55", police_log="GMP 4411")
    place.done(JudgeRisk, episode=one, at="now", grade="high", reason="age")
    dean = place.child("Dean", "Pickersgill", dob="21/9/2010", legal="home", placement="", case="open")
    two = place.away(dean, since="00:04", place="Radcliffe")
    tariq = place.child("Tariq", "Mahmood", dob="2/2/2012", placement="Elm House")
    three = place.absent(tariq, place="Elm House")
    sophie = place.child("Sophie", "Wren", dob="5/5/2013", placement="Oak Lodge")
    four = place.away(sophie, since="18 nov 20:00", returned="19 nov 01:02", place="Oak Lodge")
    return {"Kayleigh": one, "Dean": two, "Tariq": three, "Sophie": four}


def said(app) -> str:
    """The screen's words as one line, wherever they were broken."""
    return " ".join(screen_text(app).split())


async def test_the_night_on_80_columns(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE):
        assert_golden(app, "board")
        assert widths(app) == {80}


async def test_from_120_columns_the_selected_episode_stands_beside_the_board(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert_golden(app, "board_wide")
        assert widths(app) == {120}


async def test_an_empty_register_says_which_keys_lead_on(place: Place) -> None:
    app = place.app()
    async with app.run_test(size=SIZE):
        assert "/ finds a child" in screen_text(app)


async def test_countdowns_tick_with_the_clock_and_show_seconds_only_under_one_hour(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        place.clock.forward(seconds=1)
        app.tick()
        await pilot.pause()
        assert "19m52s  agreed limit 02:34" in screen_text(app)
        assert "18h15m  24 h: meeting+briefing" in screen_text(app)


async def test_the_cursor_stays_on_its_episode_when_rows_move(place: Place) -> None:
    night = a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        app.board.lines.select(night["Dean"])
        place.done(JudgeRisk, episode=night["Dean"], at="now", grade="high", reason="phone off")
        rested(app)
        await pilot.pause()
        assert app.board.lines.selected_key == night["Dean"]
        assert next(line for line in screen_text(app).splitlines() if line.startswith(">")).count("Dean P") == 1


async def test_rows_keep_their_order_while_keys_are_pressed_and_take_it_when_the_worker_rests(place: Place) -> None:
    night = a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down")
        place.done(RecordReturn, episode=night["Kayleigh"], at="now")
        place.done(JudgeRisk, episode=night["Tariq"], at="now", grade="high", reason="phone off")
        place.done(SwitchStatus, episode=night["Tariq"], to="missing", at="now", reason="not at the address")
        app.tick()
        await pilot.pause()
        assert app.board.lines.keys[:2] == [night["Dean"], night["Tariq"]]
        rested(app)
        assert app.board.lines.keys[:2] == [night["Tariq"], night["Dean"]]


async def test_an_episode_that_leaves_the_board_from_under_the_cursor_is_named(place: Place) -> None:
    child = place.child("Lily", "Moss")
    gone = place.absent(child)
    place.done(RecordTold, episode=gone, role="police", at="now", how="phone")
    stays = place.away(place.child("Dean", "Pickersgill"))
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        app.board.lines.select(gone)
        place.done(RecordReturn, episode=gone, at="now")
        place.done(RecordLcs, episode=gone, at="now")
        app.tick()
        await pilot.pause()
        assert app.board.lines.selected_key == stays
        assert "Lily Moss, 15 is no longer on the board; the cursor is on Dean Pickersgill, 15" in said(app)


async def test_found_is_not_back_and_the_row_says_so(place: Place) -> None:
    night = a_night(place)
    place.done(RecordFound, episode=night["Kayleigh"], at="01:50", where="Piccadilly")
    app = place.app()
    async with app.run_test(size=SIZE):
        assert "FOUND, NOT BACK since 01:50" in screen_text(app)


async def test_the_warning_stands_on_the_row_before_the_crossing(place: Place) -> None:
    child = place.child()
    place.away(child, since="10 nov 20:00", returned="10 nov 23:00")
    place.away(child)
    app = place.app()
    async with app.run_test(size=SIZE):
        assert "the next in 28 days owes a meeting" in screen_text(app)


async def test_a_lapsed_limit_asks_for_a_decision(place: Place) -> None:
    place.absent(place.child())
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        place.clock.forward(minutes=20)
        app.tick()
        await pilot.pause()
        assert ">LAPSED  limit 02:34: DECIDE" in screen_text(app)
        assert "Kayleigh Barnes, 15: the agreed limit of 02:34 has LAPSED" in said(app)


async def test_a_lapse_stands_first_among_the_duties_and_says_decide(place: Place) -> None:
    other = place.child(forename="Ruth")
    place.away(other, since="10 nov 20:00", returned="10 nov 23:00")
    place.absent(place.child())
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        place.clock.forward(minutes=20)
        app.tick()
        await pilot.press("d")
        await pilot.pause()
        rows = screen_text(app).splitlines()
        assert rows[3].startswith(">LAPSED  limit 02:34: DECIDE        Kayleigh Barnes, 15")
        assert "OVERDUE" in rows[4]


async def test_another_sessions_change_appears_in_words_without_a_key(place: Place) -> None:
    night = a_night(place)
    app = place.app()
    other = place.session()
    async with app.run_test(size=SIZE) as pilot:
        place.done(RecordFound, other, episode=night["Kayleigh"], at="01:50", where="Piccadilly")
        await pilot.pause(0.3)  # the time between two looks at the store
        assert "J Okafor recorded Kayleigh Barnes found at 01:50, at Piccadilly" in said(app)
        assert "FOUND, NOT BACK" in screen_text(app)


async def test_what_this_session_recorded_is_no_news_to_it(place: Place) -> None:
    night = a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE):
        before = app.night.ringing
        place.done(RecordFound, episode=night["Kayleigh"], at="01:50", where="Piccadilly")
        app.poll()
        app.tick()
        assert app.night.ringing == before


async def test_what_came_in_while_this_session_recorded_is_news_all_the_same(place: Place) -> None:
    night = a_night(place)
    app = place.app()
    other = place.session()
    async with app.run_test(size=SIZE):
        place.done(RecordFound, other, episode=night["Kayleigh"], at="01:50", where="Piccadilly")
        place.done(RecordTold, episode=night["Dean"], role="police", at="now", how="phone")
        app.poll()
        assert any("found at 01:50" in alert.words for alert in app.night.alerts)


async def test_an_alert_stays_until_this_worker_has_seen_it(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        first = app.night.alerts[0]
        place.clock.forward(minutes=2)
        app.tick()
        assert app.night.alerts[0] == first
        await pilot.press("space")
        assert first not in app.night.alerts
        assert app.desk.register.desk.has_seen(first.id, app.desk.account.name)


async def test_seen_means_the_alert_on_the_screen_and_not_one_that_came_before_it_since(place: Place) -> None:
    a_night(place)
    place.absent(place.child("Lily", "Moss"), limit="02:20")
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        shown = app.night.alerts[0]
        place.clock.forward(minutes=10)
        app.night.tick()  # Lily's limit has lapsed; the screen does not show it yet
        assert app.night.alerts[0].kind == "lapsed"
        await pilot.press("space")
        assert shown.id not in app.night.ringing
        assert app.night.alerts[0].kind == "lapsed"


async def test_a_lapse_that_was_seen_comes_back_until_it_is_decided(place: Place) -> None:
    episode = place.absent(place.child())
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        place.clock.forward(minutes=20)
        app.tick()
        await pilot.press("space")
        assert app.night.alerts == []
        place.clock.forward(minutes=5)
        app.tick()
        assert [alert.kind for alert in app.night.alerts] == ["lapsed"]
        place.done(SwitchStatus, episode=episode, to="missing", at="02:34", reason="limit lapsed")
        app.tick()
        assert [alert.kind for alert in app.night.alerts if alert.kind == "lapsed"] == []


async def test_a_store_that_cannot_be_read_says_since_when_the_board_is_not_fresh(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:

        def fail() -> None:
            raise LedgerError("The record cannot be read at the moment (Stale file handle).")

        with monkeypatch.context() as broken:
            broken.setattr(app.desk, "poll", fail)
            place.clock.forward(minutes=3)
            app.poll()
            await pilot.pause()
            assert "NOT REFRESHED since 02:14: The record cannot be read" in said(app)
        app.poll()
        await pilot.pause()
        assert "NOT REFRESHED" not in screen_text(app)


async def test_names_show_as_typed_and_are_never_markup(place: Place) -> None:
    place.away(place.child("[bold]Zo[/]", "[@click=app.quit]X"), place="[red]Elm[/]")
    app = place.app()
    async with app.run_test(size=SIZE):
        assert "[bold]Zo[/]" in screen_text(app)
        assert "[red]Elm[~" in screen_text(app)


async def test_two_children_who_would_look_alike_are_shown_with_whole_names(place: Place) -> None:
    place.away(place.child("Amy", "Bolt"))
    place.away(place.child("Amy", "Brow", dob="1/1/2012"))
    app = place.app()
    async with app.run_test(size=SIZE):
        assert "Amy Bolt 15 LAC" in screen_text(app)
        assert "Amy Brow 14 LAC" in screen_text(app)


async def test_initials_where_the_site_asks_for_them(place: Place) -> None:
    place.away(place.child())
    app = place.app(initials=True)
    async with app.run_test(size=SIZE):
        row = next(line for line in screen_text(app).splitlines() if line.startswith(">"))
        assert "K.B. 15 LAC" in row


async def test_a_tick_is_left_out_while_the_terminal_still_has_output_to_take(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        with monkeypatch.context() as slow:
            slow.setattr(NightdeskApp, "output_waits", True)
            place.clock.forward(seconds=1)
            app.tick()
            await pilot.pause()
            assert "19m53s  agreed limit" in screen_text(app)
        app.tick()
        await pilot.pause()
        assert "19m52s  agreed limit" in screen_text(app)


async def test_view_only_says_why_and_what_still_works(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    a_night(place)
    app = place.app()
    monkeypatch.setattr(type(app.desk), "view_only", "View only: the disk is read-only.")
    async with app.run_test(size=SIZE) as pilot:
        assert "the disk is read-only. You can look, find and read; nothing can be recorded" in said(app)
        waiting = len(app.night.alerts)
        await pilot.press("space")
        assert len(app.night.alerts) == waiting - 1


async def test_an_account_that_may_only_look_is_told_so(place: Place) -> None:
    place.done(AddWorker, account="other", name="M Lowe", role="manager")
    place.done(AddWorker, account=place.desk.account.name, name="J Okafor", role="viewer")
    app = place.app()
    async with app.run_test(size=SIZE):
        assert "signed in as a viewer: you can look, but not record" in said(app)


async def test_on_other_screens_the_title_says_how_many_alerts_wait(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        assert "ALERT" not in screen_text(app).splitlines()[0]
        await pilot.press("d")
        assert "5 ALERTS" in screen_text(app).splitlines()[0]


async def test_the_window_title_has_counts_and_no_name(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    a_night(place)
    app = place.app()
    titles: list[str] = []
    monkeypatch.setattr(app, "set_title", titles.append)
    async with app.run_test(size=SIZE):
        assert titles[-1] == "NIGHTDESK 2 missing, 1 absent, 3 returned, duties owed, 3 OVERDUE"


async def test_a_clock_that_was_put_back_is_followed(place: Place) -> None:
    a_night(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        place.clock.forward(minutes=20)
        app.tick()
        place.clock.forward(minutes=-20)
        app.tick()
        await pilot.pause()
        assert "19m53s  agreed limit 02:34" in screen_text(app)
