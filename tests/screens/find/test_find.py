"""Find: answers while the caller is still spelling, and tells two children apart."""

from __future__ import annotations

import pytest
from textual import events

from data.desk import Desk
from screens.find.card import CallCard
from screens.find.find import FindScreen
from screens.find.typed_child import details_from
from screens.forms.form import ActForm
from tests.screens.forms.stage import NOW, Stage, away, child, made_desk, settled
from tests.screens.golden import assert_golden, screen_text, widths


@pytest.fixture
def desk(tmp_path):
    desk = made_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def children(desk):
    kayleigh = child(desk, aliases="Kay B")
    child(desk, "Kayley", "Burns", dob="2/2/2012", placement="Oak Lodge", lcs="99")
    child(desk, "Kaleb", "Barnes", dob="", about_age="about 9", legal="home", placement="", address="4 Elm Row")
    away(desk, kayleigh, police_log="BRY-771")
    return kayleigh


async def test_each_key_narrows_and_every_match_says_how_sure_it_is(desk, children):
    app = Stage(desk, screen := FindScreen())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "A name, 12/3/10" in screen_text(app)
        await pilot.press(*"kayleigh")
        await settled(pilot)
        assert_golden(app, "find_name")
        assert widths(app) == {80}
        assert screen.box.found[0].hit.how == "exact"
        await pilot.press("ctrl+u")
        await settled(pilot)
        assert screen.box.found == ()


async def test_a_match_by_something_other_than_the_name_says_by_what(desk, children):
    app = Stage(desk, FindScreen("bry-771"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "police log: BRY-771" in screen_text(app)


async def test_enter_opens_the_card_of_the_child_under_the_cursor(desk, children):
    app = Stage(desk, screen := FindScreen("barnes"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("down")
        wanted = screen.box.selected.history.child.id
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, CallCard)
        assert app.screen.child == wanted


async def test_the_card_of_nobody_is_not_opened(desk, children):
    app = Stage(desk, screen := FindScreen("zzzzzz"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen is screen
        assert "Ctrl-N registers" in screen_text(app)


async def test_a_child_not_found_is_registered_with_what_was_typed(desk, children):
    app = Stage(desk, FindScreen("jo mcbride 4/5/2013"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+n")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, ActForm)
        typed = {name: form.fields[name].value for name in ("forename", "surname", "dob")}
        assert typed == {"forename": "Jo", "surname": "Mcbride", "dob": "4/5/2013"}
        await pilot.press("f2")
        await settled(pilot)
        assert isinstance(app.screen, CallCard)


async def test_ctrl_o_opens_an_episode_for_the_child_under_the_cursor(desk, children):
    app = Stage(desk, FindScreen("burns"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+o")
        await settled(pilot)
        assert app.screen.act.id == "open"
        assert "Kayley Burns" in screen_text(app)


async def test_the_text_is_mended_in_the_middle(desk, children):
    app = Stage(desk, screen := FindScreen("kaxleigh"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("home", "right", "right", "delete", "y")
        await settled(pilot)
        assert screen.box.text == "kayleigh"
        assert screen.box.found[0].history.child.id == children


@pytest.mark.parametrize(
    "paste", ["kayl\neigh\n", "[bold]kayleigh[/]", "\x1b[31mkayleigh", "k" * 100_000, "   ", "(.*"]
)
async def test_whatever_is_pasted_is_text(desk, children, paste):
    app = Stage(desk, screen := FindScreen())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen.box.post_message(events.Paste(paste))
        await settled(pilot)
        assert "\n" not in screen.box.text
        assert "\x1b" not in screen.box.text
        assert len(screen.box.text) <= 200
        assert widths(app) == {80}


async def test_more_children_than_a_screen_are_counted_and_reached_with_the_arrows(desk):
    for number in range(25):
        child(desk, "Sam", f"Ash{chr(97 + number)}")
    app = Stage(desk, screen := FindScreen("ash house"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert len(screen.box.found) == 18
        assert "25 children, the first 18 of them here" in screen_text(app)
        assert "PgDn for the rest" in screen_text(app)
        await pilot.press(*["pagedown"] * 6)
        await settled(pilot)
        assert len(screen.box.found) == 25
        assert "25 children" in screen_text(app)
        assert f">{screen.box.selected.history.child.name}" in screen_text(app)
        assert " Find: ash house" in screen_text(app)


async def test_after_the_sure_ones_the_similar_ones_follow_on_the_next_pages(desk):
    for number in range(20):
        child(desk, "Kayleigh", f"Barnes{chr(97 + number)}", placement="Oak Lodge")
    other = child(desk, "Caley", "Barns", placement="Oak Lodge")
    app = Stage(desk, screen := FindScreen("kayleigh barnes"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert other not in [one.id for one in screen.box.found]
        await pilot.press(*["pagedown"] * 4)
        await settled(pilot)
        assert screen.box.found[-1].id == other
        assert "SIMILAR" in screen_text(app)


async def test_a_child_stays_under_the_cursor_when_the_list_grows(desk):
    for number in range(25):
        child(desk, "Sam", f"Ash{chr(97 + number)}")
    app = Stage(desk, screen := FindScreen("ash house"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        names = []
        for _ in range(25):
            names.append(screen.box.selected.id)
            await pilot.press("down")
        assert len(set(names)) == 25


async def test_only_the_lines_that_differ_are_painted(desk, children):
    app = Stage(desk, screen := FindScreen("kayl"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        painted = []
        refresh, screen.box.refresh = screen.box.refresh, lambda *regions, **_: painted.extend(regions)
        screen.box.take_letters("e")
        screen.box.refresh = refresh
        assert painted and sum(region.height for region in painted) < screen.box.size.height / 2


async def test_pick_answers_the_id_and_opens_nothing(desk, children):
    app = Stage(desk, FindScreen("kayleigh", pick=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Enter This child" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
    assert app.answers == [children]


@pytest.mark.parametrize(
    ("typed", "details"),
    [
        ("kayleigh barnes", {"forename": "Kayleigh", "surname": "Barnes"}),
        ("Barnes, Kayleigh Ann", {"forename": "Kayleigh Ann", "surname": "Barnes"}),
        ("O'Neill", {"forename": "O'Neill"}),
        ("mo ali 12/3/10 BRY-7", {"forename": "Mo", "surname": "Ali", "dob": "12/3/10"}),
        (
            "Kayleigh Barnes born 12/3/10 from ash house",
            {"forename": "Kayleigh", "surname": "Barnes", "dob": "12/3/10", "placement": "Ash House"},
        ),
        ("everyone from Ash House", {"placement": "Ash House"}),
        ("", {}),
    ],
)
def test_what_was_typed_begins_the_new_record(typed, details):
    assert details_from(typed, NOW) == details


async def test_while_the_index_is_made_elsewhere_it_says_so_and_completes_without_a_key(desk, monkeypatch):
    monkeypatch.setattr("data.finder.FEW", 2)
    kids = [child(desk, "Sam", f"Ash{letter}") for letter in "abcd"]
    away(desk, kids[0])
    desk.living.elsewhere = lambda: None
    app = Stage(desk, screen := FindScreen("sam"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "INCOMPLETE: some children are not looked at yet; they follow. " in screen_text(app)
        other = Desk.open(desk.store, desk.io)
        other.found("a")
        other.keep_find_index()
        other.close()
        screen.look()
        await settled(pilot)
        assert {one.id for one in screen.box.found} == set(kids)
        assert "4 children" in screen_text(app)
