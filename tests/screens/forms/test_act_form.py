"""The form of an act: what it asks, what it sends, and that nothing typed is lost."""

from __future__ import annotations

import errno
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from data.ledger import DiskFull, Unconfirmed
from data.outcome import Receipt
from models.events.child import NoteAdded
from models.times.zone import iso
from screens.forms.acts import ACTS
from screens.forms.drafts import waiting_drafts
from screens.forms.form import ActForm
from screens.forms.question import Question
from screens.forms.scene import case_of, scene_of
from tests.screens.forms.stage import NOW, Stage, away, child, made_desk, settled
from tests.screens.golden import assert_golden, screen_text, widths

SIZE = (80, 24)


@pytest.fixture
def desk(tmp_path):
    desk = made_desk(tmp_path)
    yield desk
    desk.close()


def form_on(desk, act: str, episode: str = "", child_id: str = "", **more) -> ActForm:
    return ActForm(ACTS[act], case_of(desk, episode) if episode else None, child_id or None, **more)


async def saved(pilot: Pilot) -> None:
    await pilot.press("f2")
    await settled(pilot)


def said(app: Stage) -> str:
    """The screen's words as one line, wherever they were broken."""
    return " ".join(screen_text(app).split())


def notes_on(desk, episode: str) -> list[str]:
    return [event.text for _, event in desk.register.history_of(episode).each(NoteAdded)]


async def test_found_is_recorded_with_the_instant_that_was_read_back(desk):
    episode = away(desk, child(desk))
    form = form_on(desk, "found", episode)
    app = Stage(desk, form)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"0150", "enter")
        form.fields["where"].value = "Piccadilly"
        await saved(pilot)
    assert isinstance(app.answers[0], Receipt)
    assert iso(desk.register.episode(episode).found_at) == "2026-11-22T01:50:00Z"


async def test_the_reading_stays_the_one_that_was_seen_however_long_the_form_is_open(desk):
    episode = away(desk, child(desk), since="16:00")
    form = form_on(desk, "found", episode, prefill={"where": "Piccadilly"})
    app = Stage(desk, form)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        form.fields["at"].value = "2h ago"
        await settled(pilot)
        desk.io.set(NOW + timedelta(hours=3))
        await saved(pilot)
    assert iso(desk.register.episode(episode).found_at) == "2026-11-22T00:14:07Z"


async def test_how_long_ago_a_time_was_follows_the_clock(desk):
    episode = away(desk, child(desk))
    app = Stage(desk, form := form_on(desk, "found", episode, prefill={"at": "0150"}))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert "Sun 22 Nov 01:50 GMT, 24 min ago" in said(app)
        desk.io.set(NOW + timedelta(minutes=30))
        form.look()
        await settled(pilot)
        assert "Sun 22 Nov 01:50 GMT, 54 min ago" in said(app)


async def test_every_problem_is_shown_beside_its_field_and_the_keys_go_to_the_first(desk):
    episode = away(desk, child(desk))
    form = form_on(desk, "switch", episode)
    app = Stage(desk, form)
    async with app.run_test(size=SIZE) as pilot:
        form.fields["to"].value = "absence"
        await saved(pilot)
        assert form.focused is form.fields["at"].editor
        text = said(app)
        for words in ("! say from when", "! say why the status changes", "! an absence needs an agreed limit", "3 to"):
            assert words in text
        assert_golden(app, "form_switch_problems")
        assert widths(app) == {80}


async def test_a_switch_after_a_lapse_begins_with_the_time_of_the_lapse(desk):
    episode = away(desk, child(desk), "absence", "20:30", limit="01:30")
    desk.io.set(NOW)
    form = form_on(desk, "switch", episode)
    app = Stage(desk, form)
    desk.io.set(NOW + timedelta(hours=24))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert form.fields["at"].value == "Mon 23 Nov 01:30 GMT"
        assert form.fields["to"].value == "missing"
        await saved(pilot)
    assert iso(desk.register.episode(episode).spells[-1].start) == "2026-11-23T01:30:00Z"


async def test_a_time_more_than_twelve_hours_back_is_confirmed_before_it_is_recorded(desk):
    episode = away(desk, child(desk), since="yesterday 0900")
    form = form_on(desk, "found", episode, prefill={"where": "home", "at": "yesterday 1200"})
    app = Stage(desk, form)
    async with app.run_test(size=SIZE) as pilot:
        await saved(pilot)
        assert isinstance(app.screen, Question)
        assert "Sat 21 Nov 12:00 GMT, 14 h 14 min ago" in app.screen.words
        assert desk.register.episode(episode).found_at is None
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is form
        await saved(pilot)
        await pilot.press("y")
        await settled(pilot)
    assert desk.register.episode(episode).found_at


async def test_a_time_that_happens_twice_is_settled_by_a_key(tmp_path):
    desk = made_desk(tmp_path, NOW.replace(month=10, day=25, hour=3))
    episode = away(desk, child(desk))
    form = form_on(desk, "found", episode, prefill={"where": "home"})
    app = Stage(desk, form)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"0130")
        await settled(pilot)
        assert "happens twice" in said(app)
        assert "F5 First (BST)" in said(app)
        await pilot.press("f6")
        await settled(pilot)
        assert "Sun 25 Oct 01:30 GMT" in said(app)
        await saved(pilot)
    assert iso(desk.register.episode(episode).found_at) == "2026-10-25T01:30:00Z"


async def test_enter_moves_on_and_never_saves(desk):
    episode = away(desk, child(desk))
    app = Stage(desk, form := form_on(desk, "found", episode, prefill={"at": "0150", "where": "home"}))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["enter"] * 8)
        assert app.screen is form
    assert desk.register.episode(episode).found_at is None


async def test_escape_leaves_an_untouched_form_at_once_and_asks_where_text_would_go(desk):
    episode = away(desk, child(desk))
    app = Stage(desk, form := form_on(desk, "found", episode))
    async with app.run_test(size=SIZE) as pilot:
        form.fields["where"].value = "Piccadilly"
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "NOT recorded" in app.screen.words
        assert_golden(app, "form_leaving")
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is form
        await pilot.press("escape", "d")
        await settled(pilot)
    assert app.answers == [None]
    (waiting,) = waiting_drafts(desk)
    assert "Kayleigh Barnes" in waiting.words


async def test_an_untouched_form_leaves_without_a_question_or_a_draft(desk):
    app = Stage(desk, form_on(desk, "found", away(desk, child(desk))))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("escape")
        await settled(pilot)
    assert app.answers == [None]
    assert waiting_drafts(desk) == []


async def test_a_draft_is_kept_at_a_hang_up_and_opens_as_it_was_left(desk):
    episode = away(desk, child(desk))
    app = Stage(desk, form := form_on(desk, "note", episode))
    async with app.run_test(size=SIZE) as pilot:
        form.fields["text"].value = "the carer [bold]said[/]\nhe has a ticket"
        await settled(pilot)
        form.flush()
    (waiting,) = waiting_drafts(desk)
    again = ActForm(ACTS[waiting.draft.form], draft=waiting.draft)
    app = Stage(desk, again)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert again.fields["text"].value == "the carer [bold]said[/]\nhe has a ticket"
        assert "[bold]said[/]" in said(app)
        await saved(pilot)
    assert isinstance(app.answers[0], Receipt)
    assert waiting_drafts(desk) == []


async def test_not_recorded_keeps_everything_and_a_second_try_records_it_once(desk, monkeypatch):
    episode = away(desk, child(desk))
    app = Stage(desk, form := form_on(desk, "found", episode, prefill={"at": "0150", "where": "home"}))
    submit = desk.submit

    def refuse(command):
        raise DiskFull("Not recorded: the disk is full.")

    async with app.run_test(size=SIZE) as pilot:
        monkeypatch.setattr(desk, "submit", refuse)
        await saved(pilot)
        assert "NOT RECORDED" in said(app)
        assert "Press F2 to try again" in said(app)
        assert len(waiting_drafts(desk)) == 1
        monkeypatch.setattr(desk, "submit", submit)
        await saved(pilot)
    assert isinstance(app.answers[0], Receipt)
    assert waiting_drafts(desk) == []
    assert form.key


async def test_the_line_below_counts_what_is_left_to_put_right(desk):
    """Read at 3 a.m.: a line that still says one is wrong sends the eye up to look for it."""
    episode = away(desk, child(desk))
    app = Stage(desk, form := form_on(desk, "found", episode, prefill={"at": "25:99"}))
    async with app.run_test(size=SIZE) as pilot:
        await saved(pilot)
        assert "NOT RECORDED: 2 to put right above." in said(app)
        form.fields["where"].value = "Piccadilly"
        await settled(pilot)
        assert "NOT RECORDED: 1 to put right above." in said(app)
        form.fields["at"].value = "0150"
        await settled(pilot)
        assert "NOT RECORDED yet. F2 saves." in said(app) and "put right" not in said(app)
        await saved(pilot)
    assert isinstance(app.answers[0], Receipt)


async def test_what_was_in_doubt_is_recorded_once(desk, monkeypatch):
    """The write had gone through when its confirmation failed: trying again must not write it twice."""
    episode = away(desk, child(desk))
    app = Stage(desk, form_on(desk, "note", episode, prefill={"text": "the carer rang"}))
    submit = desk.submit

    def lose_the_answer(command):
        submit(command)
        raise Unconfirmed(f"It is not known whether this was recorded ({errno.EIO}).")

    async with app.run_test(size=SIZE) as pilot:
        monkeypatch.setattr(desk, "submit", lose_the_answer)
        await saved(pilot)
        assert "NOT CERTAIN" in said(app)
        monkeypatch.setattr(desk, "submit", submit)
        await saved(pilot)
    assert isinstance(app.answers[0], Receipt)
    assert notes_on(desk, episode) == ["the carer rang"]


async def test_text_changed_after_a_doubt_is_not_passed_over_in_silence(desk, monkeypatch):
    episode = away(desk, child(desk))
    app = Stage(desk, form := form_on(desk, "note", episode, prefill={"text": "the carer rang"}))
    submit = desk.submit

    def lose_the_answer(command):
        submit(command)
        raise Unconfirmed("It is not known whether this was recorded.")

    async with app.run_test(size=SIZE) as pilot:
        monkeypatch.setattr(desk, "submit", lose_the_answer)
        await saved(pilot)
        monkeypatch.setattr(desk, "submit", submit)
        form.fields["text"].value = "the carer rang: he is at the station"
        await saved(pilot)
        assert app.answers == []
        assert "changed since is NOT recorded: text" in said(app)
        await saved(pilot)
    assert notes_on(desk, episode) == ["the carer rang", "the carer rang: he is at the station"]


async def test_a_hundred_kilobytes_in_a_note_are_refused_by_the_field_and_kept(desk):
    episode = away(desk, child(desk))
    app = Stage(desk, form := form_on(desk, "note", episode))
    long = "so he said and so she said " * 4000
    async with app.run_test(size=SIZE) as pilot:
        form.fields["text"].value = long
        await saved(pilot)
        assert "too long: 108,000 bytes" in said(app)
        assert form.fields["text"].value == long
        (waiting,) = waiting_drafts(desk)
        assert waiting.draft.values["fields"]["text"] == long


async def test_an_absence_asks_who_agreed_and_where_and_missing_asks_who_saw_the_child_last(desk):
    app = Stage(desk, form := form_on(desk, "open", child_id=child(desk)))
    absence = {"limit", "whereabouts", "confirmed_by", "confirmed_how", "agreed_by"}
    missing = {"last_seen_by", "going", "clothing", "phone", "planned"}
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        asked = {field.field_name for field in form.asked}
        assert missing <= asked
        assert not absence & asked
        assert_golden(app, "form_open_missing")
        form.fields["status"].value = "absence"
        await settled(pilot)
        asked = {field.field_name for field in form.asked}
        assert absence <= asked
        assert not missing & asked
        assert_golden(app, "form_open_absence")


async def test_opening_records_what_the_caller_told(desk):
    kid = child(desk)
    app = Stage(desk, form := form_on(desk, "open", child_id=kid))
    told = {
        "source": "carer",
        "since": "2030",
        "worries": "took a bag",
        "last_seen_by": "A Reed, at the gate",
        "text": "x",
    }
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        for name, text in told.items():
            form.fields[name].value = text
        await saved(pilot)
    episode = desk.register.child(kid).open_episode
    opened = episode.entries[0].event
    assert opened.circumstances["worries"] == "took a bag"
    assert opened.circumstances["last_seen_by"] == "A Reed, at the gate"
    assert opened.circumstances["told"] == "x"
    assert episode.place == "Ash House"


async def test_a_child_who_is_away_already_gets_the_report_added(desk):
    kid = child(desk)
    episode = away(desk, kid)
    app = Stage(desk, form_on(desk, "open", child_id=kid))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert "already has an open episode" in app.screen.words
        assert_golden(app, "form_already_away")
        await pilot.press("a")
        await settled(pilot)
        report = app.screen
        assert report.act.id == "report"
        report.fields["source"].value = "police"
        report.fields["text"].value = "seen at the bus station"
        await saved(pilot)
    assert app.answers[0].episode == episode
    assert [e.type for e in desk.register.episode(episode).entries][-1] == "ReportAdded"


async def test_returned_and_gone_again_records_the_return_first(desk):
    kid = child(desk)
    first = away(desk, kid, since="18:00")
    app = Stage(desk, form := form_on(desk, "open", child_id=kid))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("g")
        await settled(pilot)
        app.screen.fields["at"].value = "2200"
        await saved(pilot)
        assert app.screen is form
        form.fields["source"].value = "carer"
        form.fields["since"].value = "0100"
        await saved(pilot)
    assert desk.register.episode(first).returned_at
    assert desk.register.child(kid).open_episode.id != first


async def test_a_report_typed_into_the_opening_form_is_not_typed_twice(desk):
    """Another session opened the episode while this form was being filled in."""
    kid = child(desk)
    app = Stage(desk, form := form_on(desk, "open", child_id=kid))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        for name, text in {"source": "carer", "since": "2030", "worries": "took a bag"}.items():
            form.fields[name].value = text
        away(desk, kid)
        await saved(pilot)
        await pilot.press("a")
        await settled(pilot)
        assert app.screen.fields["source"].value == "carer"
        assert "Why worried?: took a bag" in app.screen.fields["text"].value


async def test_registering_shows_who_may_be_on_record_before_a_second_record_is_made(desk):
    kid = child(desk)
    app = Stage(desk, form := form_on(desk, "register"))
    async with app.run_test(size=SIZE) as pilot:
        for name, text in {"surname": "Barnes", "forename": "Kayleigh", "dob": "12/3/2011"}.items():
            form.fields[name].value = text
        await settled(pilot)
        form.flush()
        await settled(pilot)
        assert "Already on record? Kayleigh Barnes, 15, born 12 Mar 2011, Ash House" in said(app)
        await saved(pilot)
        assert isinstance(app.screen, Question)
        await pilot.press("r")
        await settled(pilot)
    assert app.answers[0].child != kid


async def test_a_child_with_one_name_alike_and_the_same_birthday_may_be_on_record_too(desk):
    child(desk)
    app = Stage(desk, form := form_on(desk, "register"))
    async with app.run_test(size=SIZE) as pilot:
        for name, text in {"surname": "Reed", "forename": "Kayleigh", "dob": "12/3/11"}.items():
            form.fields[name].value = text
        await settled(pilot)
        form.flush()
        await settled(pilot)
        assert "Already on record? Kayleigh Barnes, 15" in said(app)


def test_every_label_fits_its_column(desk):
    kid = child(desk)
    case = case_of(desk, away(desk, kid))
    for act in ACTS.values():
        for ask in act.asks(scene_of(desk, kid, case.episode.id, {})):
            assert len(ask.label) <= 16, (act.id, ask.label)


def test_every_question_is_a_field_of_its_command(desk):
    kid = child(desk)
    scene = scene_of(desk, kid, away(desk, kid), {})
    for act in ACTS.values():
        kinds = act.command.kinds()
        for ask in act.asks(scene):
            assert (ask.group or ask.name) in kinds, (act.id, ask.name)
