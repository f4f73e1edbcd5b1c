"""The call card on the screen: what police ask, the gaps in words, and a key that fills each."""

from __future__ import annotations

import pytest

from data.access_log import AccessLog
from models.commands.duty import RecordInterview
from models.commands.episode import RecordFound, RecordReturn
from screens.find.card import PAGES, CallCard
from screens.forms.form import ActForm
from tests.screens.forms.stage import Stage, away, child, done, made_desk, settled
from tests.screens.golden import assert_golden, screen_text, widths

SIZE = (80, 24)


@pytest.fixture
def desk(tmp_path):
    desk = made_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def known(desk):
    """A child with an earlier episode and its interview, away again."""
    kid = child(
        desk, not_to_be_told="father (order of 3 Mar)", confidential="yes", address="4 Elm Row", medical="asthma"
    )
    first = away(desk, kid, since="fri 1500")
    done(desk, RecordFound(key=desk.new_key(), episode=first, at="fri 1900", where="Piccadilly bus station"))
    done(desk, RecordReturn(key=desk.new_key(), episode=first, at="fri 2000"))
    findings = {"triggers": "rows about the phone", "people": "cousin Jade", "places": "bus station"}
    held = RecordInterview(key=desk.new_key(), episode=first, step="held", at="sat 1000", findings=findings)
    done(desk, held)
    away(desk, kid, circumstances={"worries": "took a bag"}, police_log="BRY-771")
    return kid


async def test_every_page_of_the_card_fits_the_smallest_screen(desk, known):
    app = Stage(desk, card := CallCard(known))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        for number in range(1, len(PAGES) + 1):
            await pilot.press(str(number))
            await settled(pilot)
            assert_golden(app, f"card_{number}")
            assert widths(app) == {80}
        assert card.page == len(PAGES) - 1


async def test_the_flags_stand_on_every_page(desk, known):
    app = Stage(desk, CallCard(known))
    async with app.run_test(size=SIZE) as pilot:
        for number in range(1, len(PAGES) + 1):
            await pilot.press(str(number))
            await settled(pilot)
            assert "MUST NOT BE TOLD: father" in screen_text(app)


async def test_opening_a_card_is_written_to_the_access_log(desk, known):
    app = Stage(desk, CallCard(known))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
    (look,) = AccessLog(desk.store, desk.io).who_looked_at(known)
    assert (look.what, look.account) == ("card", desk.account.name)


async def test_the_next_gap_is_found_on_whatever_page(desk, known):
    app = Stage(desk, card := CallCard(known))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        seen = []
        for _ in range(40):
            await pilot.press("n")
            await settled(pilot)
            assert card.lines.selected.gap
            seen.append((card.page, card.lines.at))
        assert {page for page, _ in seen} == set(range(len(PAGES)))


async def test_a_gap_about_the_child_is_filled_in_the_record(desk, known):
    app = Stage(desk, card := CallCard(known))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4")
        await settled(pilot)
        await pilot.press("n")
        label = card.lines.selected.label
        assert label == "Self-harm, suicide"
        await pilot.press("enter")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, ActForm)
        assert form.focused is form.fields["self_harm"].editor
        form.fields["self_harm"].value = "none known"
        await pilot.press("f2")
        await settled(pilot)
        assert card.lines.selected.text == "none known"
        assert "Recorded" in screen_text(app)


async def test_a_gap_about_tonight_is_filled_by_a_note_that_the_card_reads(desk, known):
    app = Stage(desk, card := CallCard(known))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2")
        await settled(pilot)
        gaps = card._gaps()
        await pilot.press("n")
        assert card.lines.selected.label == "Done so far to trace"
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*"rang")
        await pilot.press("f2")
        await settled(pilot)
        assert card.lines.selected.text == "rang"
        assert card._gaps() == gaps - 1


async def test_what_the_police_say_is_written_down_at_the_end(desk, known):
    app = Stage(desk, card := CallCard(known))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5")
        await settled(pilot)
        while card.lines.selected.label != "Police grade":
            await pilot.press("n")
        await pilot.press("enter")
        await settled(pilot)
        form = app.screen
        assert form.focused is form.fields["grade"].editor
        assert form.fields["log"].value == "BRY-771"


async def test_without_an_episode_a_gap_about_tonight_opens_one(desk):
    kid = child(desk)
    app = Stage(desk, card := CallCard(kid))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2")
        await settled(pilot)
        while card.lines.selected.label != "Clothing and bag":
            await pilot.press("n")
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen.act.id == "open"
        assert app.screen.focused is app.screen.fields["clothing"].editor


async def test_o_opens_an_episode_and_a_adds_a_report_to_the_one_that_is_open(desk):
    kid = child(desk)
    app = Stage(desk, card := CallCard(kid))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("a")
        await settled(pilot)
        assert app.screen is card
        assert "No episode is open" in screen_text(app)
        await pilot.press("o")
        await settled(pilot)
        form = app.screen
        form.fields["source"].value = "carer"
        form.fields["since"].value = "0100"
        await pilot.press("f2")
        await settled(pilot)
        assert "missing for 1 h 14 min" in screen_text(app)
        await pilot.press("a")
        await settled(pilot)
        assert app.screen.act.id == "report"


async def test_a_child_gone_together_and_a_second_record_are_bound_from_the_card(desk, known):
    dean, again = child(desk, "Dean", "Pickersgill"), child(desk, "Kayley")
    app = Stage(desk, CallCard(known))
    for letter, other, words in (("g", dean, "GONE TOGETHER with: Dean Pickersgill"), ("o", again, "Recorded")):
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("g", letter)
            await settled(pilot)
            app.screen.fields["other"].value = other
            app.screen.fields["reason"].value = "seen by the carer"
            await pilot.press("f2")
            await settled(pilot)
            assert words in screen_text(app)
        app = Stage(desk, CallCard(known))
    history = desk.register.child(known)
    assert (history.linked, history.same_as) == ((dean,), (again,))


async def test_what_another_session_records_is_on_the_card_without_a_key(desk, known):
    app = Stage(desk, card := CallCard(known))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        episode = desk.register.child(known).open_episode.id
        done(desk, RecordFound(key=desk.new_key(), episode=episode, at="0150", where="the library"))
        card.look()
        await pilot.press("2")
        await settled(pilot)
        assert "FOUND, NOT BACK" in screen_text(app)


async def test_the_cursor_goes_from_page_to_page(desk, known):
    app = Stage(desk, card := CallCard(known))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("up")
        assert (card.page, card.lines.at) == (0, 0)
        await pilot.press(*["down"] * len(card.lines.lines))
        await settled(pilot)
        assert (card.page, card.lines.at) == (1, 0)
        await pilot.press("up")
        await settled(pilot)
        assert (card.page, card.lines.at) == (0, len(card.lines.lines) - 1)


async def test_the_whole_card_is_one_plain_page_from_the_left_edge(desk, known):
    app = Stage(desk, card := CallCard(known))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        assert_golden(app, "card_plain")
        assert widths(app) == {80}
        words = app.screen.query_one("#words").words
        for page in range(len(PAGES)):
            for section in card.of_page(page):
                assert f"\n{section.heading.upper()}\n" in words
        await pilot.press("pagedown")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is card
