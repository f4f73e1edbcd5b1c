"""Every act of the worker, from its form to the ledger."""

from __future__ import annotations

import pytest

from data.outcome import Receipt
from data.protocol_files import shipped_text
from models.commands.desk import ChooseProtocol
from models.commands.episode import RecordFound
from models.events.duty import InterviewHeld
from models.events.episode import Returned
from screens.forms.acts import ACTS
from screens.forms.form import ActForm
from screens.forms.scene import case_of
from tests.screens.forms.stage import Stage, away, child, done, made_desk, settled
from tests.screens.golden import screen_text, widths

MISSING = {
    "report": ({"source": "carer", "text": "still away"}, "ReportAdded"),
    "still-away": ({"source": "carer, Ash House", "text": "bed empty"}, "StillAway"),
    "switch": ({"to": "absence", "at": "2300", "reason": "at her gran's", "limit": "0900"}, "StatusSwitched"),
    "found": ({"at": "0150", "where": "Piccadilly"}, "Found"),
    "return": ({"at": "0150", "found": "0100", "police_saw": "0120", "injury": "none"}, "Found"),
    "police-saw": ({"at": "0150", "by": "PC 77"}, "PoliceSawChild"),
    "end": ({"at": "0150", "reason": "moved"}, "EpisodeEnded"),
    "meeting": ({"step": "called", "rules": "meeting-judgement", "meets": "tomorrow 1400"}, "MeetingCalled"),
    "briefing": ({"to": "Strategic Lead"}, "BriefingSent"),
    "told": ({"role": "police", "reference": "BRY-1"}, "PersonTold"),
    "lcs": ({}, "EnteredOnLcs"),
    "risk": ({"grade": "high", "significant_harm": "yes"}, "RiskJudged"),
    "police-grade": ({"log": "BRY-1", "officer": "PC 77", "grade": "medium"}, "PoliceGraded"),
    "review": ({"due": "0400", "text": "ring the carer"}, "ReviewPromised"),
    "note": ({"text": "rang"}, "NoteAdded"),
    "escalate": ({"to": "J Hart, SM", "text": "police grade it low"}, "EscalationMade"),
    "void": ({"reason": "opened for the wrong child"}, "EpisodeVoided"),
}
"""Acts on a missing episode: what is typed, and the first event that is recorded."""


@pytest.fixture
def desk(tmp_path):
    desk = made_desk(tmp_path)
    yield desk
    desk.close()


async def fill_and_save(desk, form: ActForm, answers: dict[str, str]) -> Stage:
    app = Stage(desk, form)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for name, text in answers.items():
            form.fields[name].value = text
        await settled(pilot)
        assert widths(app) == {80}
        await pilot.press("f2")
        await settled(pilot)
        assert app.answers, screen_text(app)
    assert isinstance(app.answers[0], Receipt)
    return app


@pytest.mark.parametrize("act", MISSING)
async def test_an_act_on_a_missing_episode_is_recorded(desk, act):
    answers, event = MISSING[act]
    episode = away(desk, child(desk))
    app = await fill_and_save(desk, ActForm(ACTS[act], case_of(desk, episode)), answers)
    assert app.answers[0].entries[0].type == event


async def test_a_new_limit_for_an_absence_is_recorded(desk):
    episode = away(desk, child(desk), "absence", limit="0300")
    answers = {"limit": "0500", "agreed_by": "J Platt, SM", "confirmed_by": "aunt", "whereabouts": "4 Elm Row"}
    await fill_and_save(desk, ActForm(ACTS["limit"], case_of(desk, episode)), answers)
    assert desk.register.episode(episode).limit.agreed_by == "J Platt, SM"


async def test_what_is_asked_on_a_return_is_recorded_with_it(desk):
    episode = away(desk, child(desk))
    answers = {"at": "0150", "disclosure": "met a man", "safe": "no"}
    await fill_and_save(desk, ActForm(ACTS["return"], case_of(desk, episode)), answers)
    (back,) = [event for _, event in desk.register.episode(episode).each(Returned)]
    assert back.answers == {"disclosure": "met a man", "safe": "no"}


async def test_one_interview_answers_for_every_episode_that_waits_unless_a_mark_is_taken(desk):
    kid = child(desk)
    first = away(desk, kid, since="yesterday 1500", returned="yesterday 1700")
    second = away(desk, kid, since="2000", returned="2300")
    form = ActForm(ACTS["interview"], case_of(desk, second))
    held = {"step": "held", "at": "0100", "by": "L Shaw, Children's Rights", "triggers": "contact with father"}
    await fill_and_save(desk, form, held)
    (event,) = [event for _, event in desk.register.child(kid).each(InterviewHeld)]
    assert event.covers == (first,)
    assert event.findings == {"triggers": "contact with father"}


async def test_an_interview_for_one_episode_alone_covers_no_other(desk):
    kid = child(desk)
    away(desk, kid, since="yesterday 1500", returned="yesterday 1700")
    second = away(desk, kid, since="2000", returned="2300")
    form = ActForm(ACTS["interview"], case_of(desk, second))
    await fill_and_save(desk, form, {"step": "held", "at": "0100", "covers": ""})
    (event,) = [event for _, event in desk.register.child(kid).each(InterviewHeld)]
    assert event.covers == ()


async def test_a_meeting_offers_the_rules_that_are_owed_first_with_their_marks_set(desk):
    episode = away(desk, child(desk), risk="high")
    form = ActForm(ACTS["meeting"], case_of(desk, episode))
    app = Stage(desk, form)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        field = form.fields["rules"]
        assert field.value == "meeting-high-risk"
        assert field.editor.options[0] == ("meeting-high-risk", "meeting: risk high (owed now)")
        field.focus_editor()
        await pilot.press("down", "space")
        await settled(pilot)
        assert len(field.value.split(",")) == 2


async def test_a_meeting_is_of_the_stage_that_its_rule_names(desk):
    done(desk, ChooseProtocol(key=desk.new_key(), name="cumbria", text=shipped_text("cumbria")))
    kid = child(desk)
    for day in range(10, 15):
        episode = away(desk, kid, since=f"{day}/11/2026 1500", returned=f"{day}/11/2026 1700")
    form = ActForm(ACTS["meeting"], case_of(desk, episode))
    app = await fill_and_save(desk, form, {"step": "held", "at": "0100"})
    assert form.fields["stage"].value == "1" and app.answers[0].entries[0].event.stage == "1"


async def test_waiving_takes_one_duty_of_those_owed(desk):
    episode = away(desk, child(desk), risk="high")
    case = case_of(desk, episode)
    duty = next(duty for duty in case.owed if duty.rule.id == "meeting-high-risk")
    form = ActForm(ACTS["waive"], case, prefill={"duty": duty.id})
    await fill_and_save(desk, form, {"reason": "met yesterday under another rule"})
    assert duty.id not in {each.id for each in case_of(desk, episode).owed}


async def test_a_correction_names_the_field_and_shows_what_stands_there(desk):
    episode = away(desk, child(desk))
    opened = desk.register.episode(episode).entries[0]
    form = ActForm(ACTS["correct"], case_of(desk, episode), prefill={"entry": opened.id})
    await fill_and_save(desk, form, {"field": "place", "value": "school", "reason": "the carer mixed it up"})
    assert desk.register.episode(episode).place == "school"


async def test_a_child_is_registered_changed_and_linked(desk):
    app = await fill_and_save(
        desk,
        ActForm(ACTS["register"]),
        {"surname": "O'Neill", "forename": "Siobhan", "dob": "12/3/10", "legal": "home"},
    )
    kid = app.answers[0].child
    assert desk.register.child(kid).child.detail("dob") == "2010-03-12"
    await fill_and_save(desk, ActForm(ACTS["change"], child=kid), {"medical": "asthma"})
    assert desk.register.child(kid).child.detail("medical") == "asthma"
    other = child(desk, "Dean", "Parr")
    await fill_and_save(desk, ActForm(ACTS["link"], child=kid), {"other": other, "reason": "went together"})
    assert desk.register.child(other).linked == (kid,)


async def test_changing_records_only_what_was_changed(desk):
    kid = child(desk)
    app = await fill_and_save(desk, ActForm(ACTS["change"], child=kid, focus="medical"), {"medical": "asthma"})
    assert app.answers[0].entries[0].event.details == {"medical": "asthma"}


async def test_two_records_of_one_child_are_joined(desk):
    one, other = child(desk), child(desk, "Kaylee")
    await fill_and_save(desk, ActForm(ACTS["same"], child=one), {"other": other, "reason": "same LCS number"})
    assert other in desk.register.child(one).same_as


async def test_a_call_without_an_episode_is_recorded_on_the_child_it_names(desk):
    kid = child(desk)
    answers = {"caller": "mother", "text": "worried about the weekend", "child": kid}
    app = await fill_and_save(desk, ActForm(ACTS["call"]), answers)
    assert app.answers[0].child == kid


async def test_an_id_is_read_back_as_the_child_it_names(desk):
    kid = child(desk)
    form = ActForm(ACTS["call"])
    app = Stage(desk, form)
    async with app.run_test(size=(80, 24)) as pilot:
        form.fields["child"].value = kid
        await settled(pilot)
        assert "Kayleigh Barnes, born 12 Mar 2011" in screen_text(app)


async def test_f4_takes_a_child_from_find_into_the_form(desk):
    kid = child(desk)
    form = ActForm(ACTS["call"])
    app = Stage(desk, form)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        form.fields["child"].focus_editor()
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        await pilot.press(*"kayle", "enter")
        await settled(pilot)
        assert form.fields["child"].value == kid


async def test_names_are_shown_as_they_were_typed_never_as_markup(desk):
    kid = child(desk, "[bold]Kay[/]", "[@click=app.bell]Barnes[/]")
    app = Stage(desk, ActForm(ACTS["found"], case_of(desk, away(desk, kid))))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "[bold]Kay[/] [@click=app.bell]Barnes[/], 15" in screen_text(app)


async def test_a_viewer_is_told_why_nothing_is_recorded_and_keeps_the_text(desk):
    from data.account import Account
    from models.commands.desk import AddWorker

    episode = away(desk, child(desk))
    done(desk, AddWorker(key=desk.new_key(), account="vi", name="V Iewer", role="viewer"))
    desk.account = Account("vi", "V Iewer", "", "")
    form = ActForm(ACTS["note"], case_of(desk, episode))
    app = Stage(desk, form)
    async with app.run_test(size=(80, 24)) as pilot:
        form.fields["text"].value = "rang"
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert "may look but not record" in " ".join(screen_text(app).split())
        assert form.fields["text"].value == "rang"


async def test_what_is_struck_is_named_before_it_is(desk):
    episode = away(desk, child(desk))
    found = done(desk, RecordFound(key=desk.new_key(), episode=episode, at="0150", where="Piccadilly")).entries[0]
    for subject, words in ((found.id, "The entry: found, at Piccadilly"), (episode, "The WHOLE EPISODE that began")):
        app = Stage(desk, ActForm(ACTS["void"], case_of(desk, episode), prefill={"subject": subject}))
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            assert words in screen_text(app)
    await fill_and_save(
        desk, ActForm(ACTS["void"], case_of(desk, episode), prefill={"subject": found.id}), {"reason": "another child"}
    )
    assert desk.register.episode(episode).found_at is None
    assert desk.register.episode(episode).is_open
