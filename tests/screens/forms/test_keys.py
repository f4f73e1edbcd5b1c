"""The keys of forms, find and the call card: each has an id and help, none clashes, the footer holds them all."""

from __future__ import annotations

import pytest
from textual.binding import Binding

from screens.find.card import CallCard
from screens.find.card_lines import CardLines
from screens.find.find import FindScreen
from screens.find.find_box import FindBox, PickBox
from screens.forms.acts import ACTS
from screens.forms.draft_offer import DraftOffer
from screens.forms.form import ActForm
from screens.forms.many import Many
from screens.forms.question import Question
from screens.forms.typed_form import TypedForm
from screens.widgets.key_line import MOST, KeyLine
from tests.screens.forms.stage import Stage, child, made_desk, settled

OWNERS = (ActForm, TypedForm, FindScreen, FindBox, PickBox, CallCard, CardLines, DraftOffer, Many, Question)
FORBIDDEN = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+enter", "alt+enter", "ctrl+a", "ctrl+b"}


def bindings(owner) -> list[Binding]:
    return list(owner.__dict__.get("BINDINGS", ()))


@pytest.mark.parametrize("owner", OWNERS)
def test_every_key_has_an_id_a_word_and_help(owner):
    for binding in bindings(owner):
        assert binding.id
        assert binding.description
        assert binding.tooltip
        assert not FORBIDDEN & set(binding.key.split(","))


def test_no_two_keys_share_an_id():
    ids = [binding.id for owner in OWNERS for binding in bindings(owner)]
    assert len(ids) == len(set(ids))


def test_on_one_screen_a_key_does_one_thing():
    for owners in ((ActForm, TypedForm), (FindScreen, FindBox), (CallCard, CardLines)):
        keys = [key for owner in owners for binding in bindings(owner) for key in binding.key.split(",")]
        assert len(keys) == len(set(keys)), owners


async def test_the_footer_holds_every_key_it_shows_at_eighty_columns(tmp_path):
    desk = made_desk(tmp_path)
    kid = child(desk)
    for screen in (FindScreen(), CallCard(kid), ActForm(ACTS["open"], child=kid)):
        app = Stage(desk, screen)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            shown = [each.binding for each in screen.active_bindings.values() if each.binding.show and each.enabled]
            line = screen.query_one(KeyLine).words
            assert len(shown) < MOST, "one place is the help key's"
            assert all(binding.description in line for binding in shown), line
    desk.close()
