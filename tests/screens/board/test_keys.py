"""The keys: each is named and explained, none is pressed for two things, and the line at the foot is whole."""

from __future__ import annotations

import pytest
from textual.binding import Binding
from textual.screen import Screen

from screens.duties import Duties
from screens.episode import EpisodeDetail
from screens.help import Help
from screens.help_words import WORDS
from screens.widgets.key_line import MOST, KeyLine
from tests.screens.golden import assert_golden, screen_text, widths
from tests.screens.stage import SIZE, Place
from tui.keymap import bindings_of, keymap_problems, room_classes

ROOMS = room_classes()
NAMES = [room[0].__name__ for room in ROOMS]


TEXTUALS = {binding.action for binding in bindings_of(Screen)} | {"ignore_key"}
"""What every Textual screen has (Tab, copying), and the keys that this application takes away."""


def ours(room) -> list[Binding]:
    return [binding for node in room for binding in bindings_of(node) if binding.action not in TEXTUALS]


@pytest.mark.parametrize("room", ROOMS, ids=NAMES)
def test_every_key_has_an_id_and_says_what_it_does(room) -> None:
    assert [binding.key for binding in ours(room) if not binding.id or not binding.tooltip] == []


@pytest.mark.parametrize("room", ROOMS, ids=NAMES)
def test_no_key_stands_for_two_things_on_one_screen(room) -> None:
    names: dict[str, set[str]] = {}
    for binding in ours(room):
        names.setdefault(binding.key, set()).add(str(binding.id))
    assert {key: found for key, found in names.items() if len(found) > 1} == {}


def test_a_sites_own_keys_are_checked_for_names_clashes_and_keys_that_get_lost() -> None:
    problems = keymap_problems({"act.swich": "s", "act.found": "r", "lock": "ctrl+h"}, ROOMS)
    said = {problem.field: problem.message for problem in problems}
    assert said["keys.act.swich"].startswith("no action has this name")
    assert "already the key for act.return" in said["keys.act.found"]
    assert "does not arrive" in said["keys.lock"]
    assert keymap_problems({"act.found": "q"}, ROOMS) == []


async def test_a_sites_own_key_works_and_help_shows_it(place: Place) -> None:
    place.away(place.child())
    app = place.app(keys={"duties": "f7"})
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("f7")
        assert isinstance(app.screen, Duties)
        await pilot.press("escape", "f1")
        assert "F7            Everything owed" in screen_text(app)


async def test_help_is_made_from_the_keys_of_the_screen_it_was_asked_on(place: Place) -> None:
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f1")
        assert isinstance(app.screen, Help)
        assert_golden(app, "help_board")
        assert widths(app) == {80}


async def test_help_on_a_form_says_how_times_are_typed_and_every_line_of_help_fits(place: Place) -> None:
    place.away(place.child())
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t", "f1")
        await pilot.pause()
        assert "HELP: keys of a form" in screen_text(app)
        assert "2h ago, 20m ago, yesterday 1900, sat 0130" in screen_text(app)
    assert all(len(line) <= 78 for words in WORDS.values() for line in words.lines)


def test_help_has_words_of_its_own_only_for_screens_whose_keys_are_checked_here() -> None:
    assert set(WORDS) <= set(NAMES)


async def test_help_is_never_cut_off(place: Place) -> None:
    app = place.app()
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("f1")
        assert "~" not in screen_text(app)
        assert "Space         You have seen the alert" in screen_text(app)


@pytest.mark.parametrize("screen", [Duties, EpisodeDetail])
async def test_the_key_line_holds_at_most_seven_keys_and_the_way_back(place: Place, screen) -> None:
    episode = place.away(place.child())
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(screen() if screen is Duties else screen(episode))
        await pilot.pause()
        words = app.screen.query_one(KeyLine).words
        assert words.endswith("Esc Back") and len(words.split("  ")) <= MOST + 1
