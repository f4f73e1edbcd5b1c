"""The protocols that come with Nightdesk: each loads clean, cites its sources, and every rule arises and can be met."""

from __future__ import annotations

import pytest

from data.protocol_files import LARGEST, shipped, shipped_names, shipped_text
from models.commands.duty import RecordMeeting
from models.decide.interviews import finding_words
from models.duties.arisings import INSTANT
from models.duties.duty import DUE, OVERDUE
from models.duties.rulebook import one_protocol
from models.events.duty import MeetingHeld
from models.protocol.rule import OWES, TRAITS, When
from tests.data.protocol_stories import HOUR, START, STORIES, details, interviewed, meet, returned
from tests.models.paper_desk import PaperDesk, london

CONTRACT = {
    "bury": {
        *("lcs-entry", "police-told", "interview-72h", "write-up-1wd", "meeting-3-in-28d", "meeting-24h"),
        *("meeting-high-risk", "briefing-24h", "absence-limit", "absence-24h", "email-on-second-report"),
        *("tell-placing-authority", "mash-contact", "irt-assessment"),
    },
    "cumbria": {"stage-1-5-in-90d", "stage-2-9-in-90d", "interview-72h"},
    "doncaster": {"meeting-5wd", "interview-72h"},
    "north-yorkshire": {"tell-school", "interview-72h"},
    "coventry": {"interview-72h"},
    "template": {"absence-limit"},
}
"""Ids that scripts and other councils' files rely on."""
BASICS = {"lcs-entry", "police-told", "absence-limit", "tell-placing-authority", "interview-72h"}
"""What a night worker needs in every council."""
NAMES = sorted({*shipped_names(), "template"})
TRIGGERS = [
    pytest.param(name, rule.id, number, id=f"{name}:{rule.id}:{when.kind}")
    for name in NAMES
    for rule in shipped(name).rules
    for number, when in enumerate(rule.when)
]

# --- Every rule arises, and can be met --------------------------------------------------------------------


@pytest.mark.parametrize(("name", "rule_id", "number"), TRIGGERS)
def test_every_trigger_alone_makes_its_duty_owed_at_its_instant_and_the_duty_can_be_met(name, rule_id, number):
    whole = shipped(name)
    when = whole.rule(rule_id).when[number]
    rule = whole.rule(rule_id).but(when=(when,))
    alone = whole.but(rules=tuple(rule if each.id == rule_id else each for each in whole.rules))
    desk = PaperDesk(one_protocol(alone))
    child = desk.child(**details(rule.traits, "looked-after" if when.kind in ("lapse", "switched", "time") else "home"))
    episode, at = STORIES[when.kind](desk, child, when)
    desk.now = at
    assert [duty.arose_at for duty in desk.all(episode, rule_id) if duty.is_owed] == [at]
    meet(desk, episode, rule, at + HOUR)
    assert rule_id not in desk.owed(child)


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_is_silent_for_children_it_is_not_for(name):
    against = {"cola": "own", "own": "cola", "open": "not-open", "not-open": "open", "early-help": "any"}
    for rule in shipped(name).rules:
        for trait in set(rule.traits) & set(against):
            desk = PaperDesk(shipped_text(name))
            others = tuple(each for each in rule.traits if each != trait)
            child = desk.child(**details((*others, against[trait]), "home"))
            when = next((each for each in rule.when if each.kind not in ("lapse", "switched")), None)
            if when:
                desk.now = STORIES[when.kind](desk, child, when)[1]
                assert rule.id not in desk.owed(child), (rule.id, trait)


# --- What each file says --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_protocol_loads_clean_and_every_rule_cites_a_source(name):
    protocol = shipped(name)
    assert protocol.name == name
    assert protocol.document and protocol.practice
    assert all(rule.source.strip() and rule.source != rule.text for rule in protocol.rules)
    assert len(shipped_text(name).encode()) <= LARGEST


@pytest.mark.parametrize("name", NAMES)
def test_a_question_of_the_interview_has_a_name_that_fits_its_field(name):
    for label in shipped(name).findings.values():
        short, more = finding_words(label)
        assert 0 < len(short) <= 16, label
        assert more, label


@pytest.mark.parametrize("name", NAMES)
def test_the_ids_that_others_rely_on_are_there(name):
    ids = {rule.id for rule in shipped(name).rules}
    assert CONTRACT[name] <= ids
    assert ids >= BASICS


@pytest.mark.parametrize("name", NAMES)
def test_no_absence_passes_its_limit_in_silence(name):
    assert shipped(name).rule("absence-limit").owes == "decision"


@pytest.mark.parametrize("name", ["cumbria", "doncaster", "north-yorkshire", "coventry"])
def test_the_72_hours_rest_on_the_statutory_guidance_where_the_text_has_none(name):
    rule = shipped(name).rule("interview-72h")
    assert rule.deadline.hours == 72
    assert "Statutory guidance 2014" in rule.source
    assert rule.owner(frozenset({"cola", "looked-after", "any"})).startswith("placing authority")


def test_the_template_explains_every_trigger_trait_and_kind_of_duty():
    text = shipped_text("template")
    remarks = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    keys = ("count", "hours", "lapse", "opened", "switched", "returned", "interview", "meeting", "risk")
    for word in (*(f"{{ {key} =" for key in (*keys, "significant_harm", "reported_again")), *TRAITS):
        assert word in remarks, word
    for kind in OWES:
        assert f'"{kind}"' in remarks, kind
    top = ("name", "title", "authority", "document", "office_close", "risk_grades", "police_grades", "practice")
    optional = ("deadline", "soon", "by", "by_for", "chair", "later_chair", "attend", "tell", "met_by", "note", "for")
    for key in (*top, *optional, "stage", "id", "label", "text", "owes", "when", "source"):
        assert f"\n{key} =" in text, key


# --- What single councils ask ---------------------------------------------------------------------------------


def test_cumbria_owes_stage_1_at_the_fifth_and_stage_2_at_the_ninth_within_90_days():
    desk = PaperDesk(shipped_text("cumbria"))
    child = desk.child()
    for number in range(9):
        since = START + number * 9 * 24 * HOUR
        desk.been(child, since, since + HOUR)
        owed = desk.owed(child)
        assert ("stage-1-5-in-90d" in owed, "stage-2-9-in-90d" in owed) == (number >= 4, number >= 8), number + 1


def test_cumbrias_meetings_are_noted_with_their_stage_though_nobody_types_it():
    desk = PaperDesk(shipped_text("cumbria"))
    child = desk.child()
    for number in range(9):
        since = START + number * 9 * 24 * HOUR
        episode = desk.been(child, since, since + HOUR)
    for rules, typed, noted in (
        (("stage-1-5-in-90d",), "", "1"),
        (("stage-1-5-in-90d", "stage-2-9-in-90d"), "", "2"),
        (("stage-1-5-in-90d",), "1 and 2 together", "1 and 2 together"),
    ):
        desk.act(RecordMeeting, episode, since + 2 * HOUR, step="held", rules=rules, stage=typed)
        held = [event for _, event in desk.history(child).each(MeetingHeld)]
        assert held[-1].stage == noted


def test_cumbria_does_not_count_an_episode_that_has_left_the_90_days():
    desk = PaperDesk(shipped_text("cumbria"))
    child = desk.child()
    for day in (0, 70, 80, 89):
        desk.been(child, START + day * 24 * HOUR, START + (day * 24 + 1) * HOUR)
    desk.open(child, START + 91 * 24 * HOUR)
    assert "stage-1-5-in-90d" not in desk.owed(child)


def test_cumbria_chases_the_placing_authoritys_interview_at_72_hours_and_not_for_its_own_children():
    desk = PaperDesk(shipped_text("cumbria"))
    child = desk.child(placing="Anyshire")
    episode, back = returned(desk, child, When("returned"))
    desk.interview(episode, "held", back + 60 * HOUR)
    chase = desk.duty(episode, "chase-placing-interview", back + 72 * HOUR + INSTANT)
    assert (chase.deadline, chase.state(back + 72 * HOUR + INSTANT)) == (back + 72 * HOUR, OVERDUE)
    assert desk.duty(episode, "ask-placing-authority").owner.startswith("Safeguarding Hub")
    assert desk.all(episode, "analyse-interview") == []


def test_doncaster_has_five_working_days_from_when_the_meeting_became_owed():
    desk = PaperDesk(shipped_text("doncaster"))
    child = desk.child()
    episode = desk.open(child, london("2026-12-23 01:00"))
    assert desk.all(episode, "meeting-5wd") == []
    desk.meeting(episode, "called", london("2026-12-23 02:00"), "meeting-5wd")
    assert desk.duty(episode, "meeting-5wd").deadline == london("2027-01-04 17:00")


def test_doncaster_wants_the_safe_in_care_question_answered_for_its_own_looked_after_children_only():
    for given, wanted in (({}, True), ({"placing": "Anyshire"}, False), ({"legal": "home"}, False)):
        desk = PaperDesk(shipped_text("doncaster"))
        episode, _ = interviewed(desk, desk.child(**given), When("interview-held"))
        assert bool(desk.all(episode, "safe-in-care")) is wanted, given


def test_north_yorkshire_tells_the_school_by_the_next_school_day():
    desk = PaperDesk(shipped_text("north-yorkshire"))
    episode = desk.open(desk.child(), START)
    assert desk.duty(episode, "tell-school").deadline == london("2026-11-16 17:00")


def test_coventry_is_not_done_with_an_interview_that_was_only_held():
    desk = PaperDesk(shipped_text("coventry"))
    child = desk.child()
    interviewed(desk, child, When("interview-held"))
    assert "interview-into-plan" in desk.owed(child)
    assert "interview-72h" not in desk.owed(child)


# --- Bury: meetings that a person calls, and whom a switch concerns -------------------------------------------


def test_a_meeting_on_judgement_is_owed_from_the_call_until_it_is_held():
    desk = PaperDesk()
    episode = desk.open(desk.child(), START)
    assert desk.all(episode, "mfh-meeting") == desk.all(episode, "meeting-judgement") == []
    desk.meeting(episode, "called", START + HOUR, "meeting-judgement", meets="tomorrow 1400")
    duty = desk.duty(episode, "meeting-judgement")
    assert (duty.arose_at, duty.state(desk.now), duty.deadline) == (START + HOUR, DUE, None)
    assert duty.called
    assert desk.all(episode, "mfh-meeting") == []
    desk.meeting(episode, "held", START + 18 * HOUR, "meeting-judgement")
    assert not desk.duty(episode, "meeting-judgement").is_owed


def test_a_meeting_called_after_one_was_held_is_owed_anew():
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, START)
    desk.meeting(episode, "held", START + HOUR, "mfh-meeting")
    desk.meeting(episode, "called", START + 2 * HOUR, "mfh-meeting")
    assert "mfh-meeting" in desk.owed(child)
    desk.meeting(episode, "held", START + 20 * HOUR, "mfh-meeting")
    assert "mfh-meeting" not in desk.owed(child)
    desk.meeting(episode, "called", START + 40 * HOUR, "mfh-meeting")
    assert "mfh-meeting" in desk.owed(child)
    assert len({duty.id for duty in desk.all(episode, "mfh-meeting")}) == 2


def test_the_outcome_of_a_strategy_meeting_is_to_be_fed_back_that_of_an_mfh_meeting_is_not():
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, START)
    desk.meeting(episode, "held", START + HOUR, "mfh-meeting")
    assert "meeting-feedback" not in desk.owed(child)
    desk.meeting(episode, "held", START + 2 * HOUR, "meeting-judgement")
    assert "meeting-feedback" in desk.owed(child)


def test_what_the_social_worker_was_told_before_the_switch_does_not_answer_for_the_switch():
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, START, "absence", limit=START + 6 * HOUR)
    desk.told(episode, "sw", START + HOUR)
    desk.switch(episode, "missing", START + 2 * HOUR)
    assert "sw-told-of-switch" in desk.owed(child)
    desk.told(episode, "sw", START + 3 * HOUR)
    assert "sw-told-of-switch" not in desk.owed(child)


def test_meetings_about_children_of_others_are_the_placing_authoritys_to_plan():
    rule = shipped("bury").rule("meeting-24h")
    assert "placing authority" in rule.owner(frozenset({"any", "looked-after", "open", "cola"}))
    assert "Initial Response Team" in rule.owner(frozenset({"any", "home", "not-open", "own"}))
    assert rule.owner(frozenset({"any", "looked-after", "open", "own"})) == "social worker, who convenes it"
