"""Forms that were typed and not saved are offered again, and nothing goes without being thrown away."""

from __future__ import annotations

import pytest

from data.drafts import Drafts
from screens.forms.acts import ACTS
from screens.forms.draft_offer import DraftOffer
from screens.forms.drafts import DraftKeeper, waiting_drafts
from screens.forms.form import ActForm
from screens.forms.scene import case_of
from screens.widgets.form_field import FormField
from tests.screens.forms.stage import NOW, Stage, away, child, made_desk, settled
from tests.screens.golden import assert_golden, screen_text


@pytest.fixture
def desk(tmp_path):
    desk = made_desk(tmp_path)
    yield desk
    desk.close()


def keep(desk, act: str, key: str, fields: dict[str, str], **about: str) -> None:
    assert DraftKeeper(desk, act, key, about).keep(fields, {}) == ""


async def test_the_offer_says_which_form_about_whom_and_how_old(desk):
    kid = child(desk)
    keep(desk, "found", "a1", {"where": "Piccadilly"}, episode=away(desk, kid), child=kid)
    keep(desk, "call", "b2", {"caller": "mother"})
    app = Stage(desk, DraftOffer())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert_golden(app, "form_drafts")


async def test_a_draft_opens_where_it_was_left_and_saving_it_ends_the_offer(desk):
    kid = child(desk)
    episode = away(desk, kid)
    keep(desk, "found", "a1", {"where": "Piccadilly", "at": "0150"}, episode=episode, child=kid)
    app = Stage(desk, DraftOffer())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ActForm)
        assert app.screen.fields["where"].value == "Piccadilly"
        await pilot.press("f2")
        await settled(pilot)
    assert app.answers == [None]
    assert desk.register.episode(episode).found_at
    assert app.announced == ["Recorded: Kayleigh Barnes, born 12 Mar 2011: found, at Piccadilly."]
    assert waiting_drafts(desk) == []


async def test_a_draft_is_thrown_away_only_after_a_question(desk):
    keep(desk, "call", "b2", {"caller": "mother"})
    app = Stage(desk, DraftOffer())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("t")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert len(waiting_drafts(desk)) == 1
        await pilot.press("t")
        await settled(pilot)
        await pilot.press("t")
        await settled(pilot)
    assert waiting_drafts(desk) == []


async def test_text_that_was_rubbed_out_again_leaves_no_draft(desk):
    app = Stage(desk, form := ActForm(ACTS["call"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "backspace")
        await settled(pilot)
        form.flush()
        await pilot.press("x", "backspace", "escape")
        await settled(pilot)
    assert app.answers == [None]
    assert waiting_drafts(desk) == []


async def test_a_form_in_which_nobody_typed_leaves_no_draft_whatever_was_filled_in_beforehand(desk):
    form = ActForm(ACTS["note"], case_of(desk, away(desk, child(desk))), prefill={"text": "filled in by the desk"})
    app = Stage(desk, form)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        form.on_form_field_changed(FormField.Changed(form.fields["text"], ""))
        form.flush()
        assert waiting_drafts(desk) == []
        form.fields["text"].value += ", and a word more"
        await settled(pilot)
        form.flush()
        assert len(waiting_drafts(desk)) == 1
        form.fields["text"].value = "filled in by the desk"
        await settled(pilot)
        form.flush()
        (kept,) = waiting_drafts(desk)
        assert kept.draft.values["fields"]["text"] == "filled in by the desk", "the draft is never behind the form"


async def test_two_open_forms_of_one_kind_never_share_a_draft(desk):
    episode = away(desk, child(desk))
    for words in ("first", "second"):
        form = ActForm(ACTS["note"], case_of(desk, episode))
        app = Stage(desk, form)
        async with app.run_test(size=(80, 24)) as pilot:
            form.fields["text"].value = words
            await settled(pilot)
            form.flush()
    assert {each.draft.values["fields"]["text"] for each in waiting_drafts(desk)} == {"first", "second"}


async def test_a_form_recorded_without_our_knowing_is_not_recorded_again_from_its_draft(desk):
    """The line dropped after the write and before the draft was cleared."""
    episode = away(desk, child(desk))
    form = ActForm(ACTS["note"], case_of(desk, episode), prefill={"text": "the carer rang"})
    app = Stage(desk, form)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        key = form.key
        await pilot.press("f2")
        await settled(pilot)
    keep(desk, "note", key, {"text": "the carer rang", "at": "now"}, episode=episode)
    (waiting,) = waiting_drafts(desk)
    app = Stage(desk, ActForm(ACTS["note"], draft=waiting.draft))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
    assert app.answers[0].notes == ("this had been recorded already",)


def test_a_draft_of_another_account_or_of_no_known_form_is_not_offered(desk):
    drafts = Drafts(desk.store, desk.io)
    drafts.save("somebody-else", "note", {"key": "k"}, "k")
    drafts.save(desk.account.name, "strange", {"key": "k"}, "k")
    drafts.save(desk.account.name, "note", {"no": "key"}, "k")
    assert waiting_drafts(desk) == []


def test_a_draft_file_names_no_child(desk):
    keep(desk, "note", "a1", {"text": "Kayleigh Barnes"})
    names = [path.name for path in (desk.store / "drafts").iterdir()]
    assert len(names) == 1
    assert "ayleigh" not in names[0]
    assert NOW.isoformat() not in names[0]


async def test_who_types_without_a_pause_is_not_kept_from_a_draft(desk, monkeypatch):
    """A draft that waited for stillness would lose a whole page of fast typing to one cut."""
    from screens.forms import typed_form

    monkeypatch.setattr(typed_form, "DRAFT_AFTER", 60)
    app = Stage(desk, form := ActForm(ACTS["call"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        waiting = form._timer
        await pilot.press("o", "t", "h")
        assert waiting is not None and form._timer is waiting, "the wait began anew"


async def test_one_key_in_a_field_of_a_draft_does_not_replace_what_was_typed(desk):
    kid = child(desk)
    keep(desk, "found", "a1", {"where": "Piccadilly"}, episode=away(desk, kid), child=kid)
    app = Stage(desk, DraftOffer())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        app.screen.fields["where"].editor.focus()
        await settled(pilot)
        await pilot.press("s")
        assert app.screen.fields["where"].value == "Piccadillys"


async def test_a_long_text_of_a_draft_shows_how_it_begins(desk):
    kid = child(desk)
    lines = [f"line {number} of what the carer said" for number in range(1, 12)]
    keep(desk, "report", "a1", {"text": "\n".join(lines)}, episode=away(desk, kid), child=kid)
    app = Stage(desk, DraftOffer())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert lines[0] in screen_text(app)
        app.screen.fields["text"].editor.focus()
        await settled(pilot)
        assert lines[-1] in screen_text(app)
        await pilot.press("tab")
        await settled(pilot)
        assert lines[0] in screen_text(app)
