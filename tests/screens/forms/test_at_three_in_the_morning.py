"""What made a tired worker hesitate: labels that run into the answer, old times read anew, text added to a prefill."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.drafts import Drafts
from models.commands.duty import RecordTold
from models.commands.episode import AddReport
from screens.forms.act import CASE, CHILD
from screens.forms.acts import ACTS
from screens.forms.form import ActForm
from screens.forms.scene import case_of, scene_of
from screens.widgets.form_field import LABEL
from tests.screens.forms.stage import NOW, Stage, away, child, done, made_desk, settled
from tests.screens.golden import screen_text

SIZE = (80, 24)


@pytest.fixture
def desk(tmp_path):
    desk = made_desk(tmp_path)
    yield desk
    desk.close()


def test_a_blank_stands_between_every_label_and_its_answer(desk):
    kid = child(desk)
    episode = away(desk, kid)
    for act in ACTS.values():
        scene = scene_of(desk, kid if act.needs == CHILD else "", episode if act.needs == CASE else "", {})
        too_long = [ask.label for ask in act.asks(scene) if len(ask.label) > LABEL - 2]
        assert not too_long, act.id


async def test_what_was_filled_in_beforehand_is_replaced_by_what_is_typed(desk):
    episode = away(desk, child(desk))
    app = Stage(desk, form := ActForm(ACTS["told"], case_of(desk, episode), focus="at"))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press(*"2055")
        assert form.fields["at"].value == "2055"
        await pilot.press("tab", "shift+tab", "end", *" gmt")
        assert form.fields["at"].value == "2055 gmt", "what was typed is gone on with"


async def test_the_arrows_go_from_field_to_field_in_a_form_longer_than_the_screen(desk):
    app = Stage(desk, form := ActForm(ACTS["open"], child=child(desk)))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        for field in form.asked[1:]:
            await pilot.press("down")
            await settled(pilot)
            assert field.editor.has_focus, field.field_name
            assert form._scroll.region.contains_region(field.region), f"{field.field_name} is in sight"


async def test_an_arrow_leaves_a_long_text_only_from_its_first_and_last_line(desk):
    episode = away(desk, child(desk))
    app = Stage(desk, form := ActForm(ACTS["switch"], case_of(desk, episode), focus="reason"))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("a", "enter", "b", "up")
        assert form.fields["reason"].editor.has_focus
        await pilot.press("up")
        assert form.fields["at"].editor.has_focus
        await pilot.press("down", "down", "down")
        assert form.fields["source"].editor.has_focus


async def test_a_time_in_a_draft_means_what_it_meant_when_the_line_dropped(desk):
    episode = away(desk, child(desk))
    first = Stage(desk, form := ActForm(ACTS["found"], case_of(desk, episode)))
    async with first.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press(*"30m ago", "tab", *"tram stop")
        form.flush()
    meant = NOW - timedelta(minutes=30)
    desk.io.set(NOW + timedelta(hours=2))
    [draft] = desk_drafts(desk)
    app = Stage(desk, form := ActForm(ACTS["found"], draft=draft))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert "Sun 22 Nov 01:44:07 GMT, 2 h 30 min ago" in screen_text(app)
        await pilot.press("f2")
        await settled(pilot)
    assert desk.register.episode(episode).found_at == meant


async def test_a_rule_that_asks_for_emails_is_answered_by_email_and_others_by_telephone(desk):
    episode = away(desk, child(desk))
    for how in ("telephone", "e-mail"):
        if how == "e-mail":
            done(desk, police_told(desk, episode))
            done(desk, AddReport(key=desk.new_key(), episode=episode, at="now", source="carer", text="still away"))
        app = Stage(desk, form := ActForm(ACTS["told"], case_of(desk, episode)))
        async with app.run_test(size=SIZE) as pilot:
            await settled(pilot)
            assert form.fields["how"].value == how


async def test_the_reference_of_the_police_is_their_log_number(desk):
    episode = away(desk, child(desk))
    done(desk, police_told(desk, episode, "0412 of 22/11"))
    assert desk.register.episode(episode).police_log == "0412 of 22/11"


def police_told(desk, episode: str, reference: str = ""):
    return RecordTold(key=desk.new_key(), episode=episode, role="police", at="now", how="phone", reference=reference)


def desk_drafts(desk):
    return Drafts(desk.store, desk.io).of_account(desk.account.name)
