"""Bury: strategy meetings and the written briefing (B6, B7, D8, D10, D11), and who chairs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.commands.duty import RecordBriefing, RecordMeeting, RecordTask, WaiveDuty
from models.commands.episode import VoidRecord
from models.duties.chair import chair_for
from models.events.words import words_of
from tests.models.paper_desk import LOWE, PaperDesk, london, rules

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = london("2026-11-20 20:00")
MEETINGS = ("meeting-3-in-28d", "meeting-24h", "meeting-high-risk")


def opened(**details) -> tuple[PaperDesk, str, str]:
    desk = PaperDesk()
    child = desk.child(**details)
    return desk, child, desk.open(child, START)


@pytest.mark.parametrize("legal", ["looked-after", "home", "child-in-need", "child-protection"])
def test_24_hours_missing_owe_a_meeting_whatever_the_legal_status(legal):
    desk, child, episode = opened(legal=legal)
    assert desk.clocks(episode)["meeting-24h"].at == START + 24 * HOUR
    assert "meeting-24h" in desk.owed(child, START + 24 * HOUR)


@pytest.mark.parametrize(
    ("details", "owed"),
    [({}, True), ({"legal": "home"}, False), ({"legal": "child-protection"}, False), ({"placing": "Salford"}, False)],
)
def test_the_briefing_is_for_looked_after_children_of_this_authority(details, owed):
    desk, child, episode = opened(**details)
    assert ("briefing-24h" in desk.clocks(episode)) is owed
    assert ("briefing-24h" in desk.owed(child, START + 25 * HOUR)) is owed


def test_the_threshold_becomes_soon_within_the_protocols_warning_time():
    desk, _, episode = opened()
    states = {hours: desk.clocks(episode, START + hours * HOUR)["meeting-24h"].state for hours in (0, 19, 20, 23)}
    assert states == {0: "running", 19: "running", 20: "soon", 23: "soon"}


def test_a_meeting_without_a_deadline_is_due_for_ever_and_never_late():
    desk, _, episode = opened()
    later = START + 400 * DAY
    clock = desk.clocks(episode, later)["meeting-24h"]
    assert (clock.kind, clock.state, clock.left(later)) == ("elapsed", "due", None)
    assert clock.at == START + 24 * HOUR
    assert "no deadline set" in clock.why


def test_calling_a_meeting_does_not_hold_it_and_is_shown():
    desk, _, episode = opened()
    desk.now = START + 25 * HOUR
    desk.meeting(episode, "called", START + 26 * HOUR, "meeting-24h", meets=START + 40 * HOUR)
    duty = desk.duty(episode, "meeting-24h")
    assert duty.is_owed
    assert "called for Sun 22 Nov 12:00" in duty.called
    desk.meeting(episode, "held", START + 40 * HOUR, "meeting-24h")
    assert desk.duty(episode, "meeting-24h").ended == "met"


def test_a_protocol_may_say_that_calling_it_is_enough():
    desk = PaperDesk(rules('id = "called"\nowes = "meeting"\nmet_by = "called"\nwhen = { hours = 24 }'))
    episode = desk.open(desk.child(), START)
    desk.now = START + 25 * HOUR
    desk.meeting(episode, "called", START + 26 * HOUR, "called")
    assert desk.duty(episode, "called").ended == "met"


def test_risk_judged_high_owes_a_meeting_at_once():
    desk, _, episode = opened()
    desk.risk(episode, "medium", START + HOUR)
    assert desk.all(episode, "meeting-high-risk") == []
    desk.risk(episode, "high", START + 2 * HOUR)
    duty = desk.duty(episode, "meeting-high-risk")
    assert (duty.arose_at, duty.whys) == (START + 2 * HOUR, ("risk judged high",))


def test_risk_that_was_high_when_the_episode_was_opened_owes_it_too():
    desk = PaperDesk()
    episode = desk.open(desk.child(), START, risk="high")
    assert desk.duty(episode, "meeting-high-risk").is_owed
    assert desk.episode(episode).risk == "high"


def test_staying_high_is_no_new_reason_and_coming_back_to_it_is():
    desk, _, episode = opened()
    desk.risk(episode, "high", START + HOUR)
    desk.meeting(episode, "held", START + 2 * HOUR, "meeting-high-risk")
    desk.risk(episode, "high", START + 3 * HOUR)
    assert len(desk.all(episode, "meeting-high-risk")) == 1
    desk.risk(episode, "low", START + 4 * HOUR)
    desk.risk(episode, "high", START + 5 * HOUR)
    assert [duty.is_owed for duty in desk.all(episode, "meeting-high-risk")] == [False, True]


def test_a_lower_judgement_afterwards_does_not_take_the_meeting_away():
    desk, child, episode = opened()
    desk.risk(episode, "high", START + HOUR)
    desk.risk(episode, "low", START + 2 * HOUR)
    assert "meeting-high-risk" in desk.owed(child)


def test_significant_harm_owes_a_meeting_whatever_the_grade_and_the_counts():
    desk, _, episode = opened()
    desk.risk(episode, "low", START + HOUR, significant_harm=True)
    assert desk.duty(episode, "meeting-high-risk").whys == ("risk of significant harm",)


def test_the_police_grade_is_not_our_risk():
    desk = PaperDesk()
    episode = desk.open(desk.child(), START, police_grade="high", police_log="1842")
    found = desk.episode(episode)
    assert (found.risk, found.police_grade, found.police_log) == ("", "high", "1842")
    assert desk.all(episode, "meeting-high-risk") == []


def test_one_meeting_meets_the_duties_of_every_rule_that_it_names():
    desk, child, episode = opened()
    desk.risk(episode, "high", START + HOUR)
    desk.now = START + 25 * HOUR
    desk.meeting(episode, "held", START + 30 * HOUR, "meeting-24h", "meeting-high-risk")
    assert {desk.duty(episode, rule).ended for rule in ("meeting-24h", "meeting-high-risk")} == {"met"}
    assert not set(MEETINGS) & set(desk.owed(child))


def test_a_meeting_leaves_the_duties_of_the_rules_it_does_not_name():
    desk, _, episode = opened()
    desk.risk(episode, "high", START + HOUR)
    desk.now = START + 25 * HOUR
    desk.meeting(episode, "held", START + 30 * HOUR, "meeting-high-risk")
    assert desk.duty(episode, "meeting-24h").is_owed


def test_a_duty_may_be_ended_as_covered_by_another_meeting():
    desk, _, episode = opened()
    duty = desk.duty(episode, "meeting-24h", START + 25 * HOUR)
    desk.now = START + 26 * HOUR
    desk.do(WaiveDuty, LOWE, duty=duty.id, reason="covered by the meeting of 21 Nov")
    assert "covered by the meeting of 21 Nov" in desk.duty(episode, "meeting-24h").how


def test_the_briefing_is_met_when_it_is_sent():
    desk, _, episode = opened()
    desk.act(RecordBriefing, episode, START + 26 * HOUR, to="Strategic Lead, Assistant Director")
    duty = desk.duty(episode, "briefing-24h")
    assert (duty.arose_at, duty.ended_at, duty.ended) == (START + 24 * HOUR, START + 26 * HOUR, "met")
    assert "Team Manager" in duty.owner


def test_a_briefing_sent_before_the_24_hours_were_up_counts():
    desk, child, episode = opened()
    desk.act(RecordBriefing, episode, START + 22 * HOUR)
    assert "briefing-24h" not in desk.owed(child, START + 30 * HOUR)


def test_the_briefing_is_still_owed_although_the_child_came_back():
    desk, child, episode = opened()
    desk.back(episode, START + 25 * HOUR)
    assert {"briefing-24h", "meeting-24h"} <= set(desk.owed(child))


def test_a_duty_that_rests_on_a_voided_episode_is_withdrawn():
    desk, child, episode = opened()
    desk.now = START + 25 * HOUR
    desk.do(VoidRecord, subject=episode, reason="opened for the wrong child")
    assert {desk.duty(episode, rule).ended for rule in ("meeting-24h", "briefing-24h")} == {"withdrawn"}
    assert not set(MEETINGS) & set(desk.owed(child))


def test_the_outcome_of_a_meeting_is_fed_back():
    desk, child, episode = opened()
    desk.now = START + 25 * HOUR
    desk.meeting(episode, "held", START + 30 * HOUR, "meeting-24h")
    (owed,) = [duty for duty in desk.duties(child) if duty.rule.id == "meeting-feedback"]
    assert owed.is_owed and owed.arose_at == START + 30 * HOUR
    desk.act(RecordTask, episode, START + 31 * HOUR, rules=("meeting-feedback",), text="told by telephone")
    assert "meeting-feedback" not in desk.owed(child)


def meetings_held(desk: PaperDesk, child: str, times: int) -> str:
    """An episode of 25 hours with a meeting after it, so many times; then one that owes the next meeting."""
    for place in range(times):
        since = START + 60 * place * DAY
        episode = desk.been(child, since, since + 25 * HOUR)
        desk.meeting(episode, "held", since + 30 * HOUR, "meeting-24h")
    episode = desk.open(child, START + 60 * times * DAY)
    desk.now += 25 * HOUR
    return episode


@pytest.mark.parametrize(("before", "chair"), [(0, "Manager"), (1, "Manager"), (2, "IRO"), (3, "IRO")])
def test_the_third_meeting_and_later_ones_are_chaired_by_the_iro_for_looked_after_children(before, chair):
    desk = PaperDesk()
    child = desk.child()
    episode = meetings_held(desk, child, before)
    assert chair in chair_for(desk.duty(episode, "meeting-24h"), desk.history(child))


def test_the_chair_of_a_meeting_that_was_held_stays_who_it_was():
    desk = PaperDesk()
    child = desk.child()
    meetings_held(desk, child, 3)
    held = [duty for duty in desk.duties(child) if duty.rule.id == "meeting-24h" and not duty.is_owed]
    chairs = [chair_for(duty, desk.history(child)) for duty in held]
    assert ["IRO" in chair for chair in chairs] == [False, False, True]


def test_a_meeting_of_another_kind_is_none_of_the_three():
    desk, child, episode = opened()
    desk.now = START + 30 * HOUR
    for hour in range(3):
        desk.meeting(episode, "held", START + (26 + hour) * HOUR, "mfh-meeting")
    assert "Manager" in chair_for(desk.duty(episode, "meeting-24h"), desk.history(child))


def test_who_is_on_the_protocols_list_and_was_not_invited_is_told_and_who_did_not_come_stands_in_the_record():
    desk, _, episode = opened()
    desk.now = START + 30 * HOUR
    given = {"key": "k", "episode": episode, "at": "now", "rules": ("meeting-24h",)}
    invited = ("Police, PC Hall", "Health: Dr Rao", "CST", "Children's Rights")
    called = desk.decide(RecordMeeting(step="called", invited=invited, **given))
    assert called.notes == ("the protocol lists for this meeting, and nobody invited: Education",)
    assert desk.decide(RecordMeeting(step="called", **given)).notes == ()
    there = {"invited": ("Police", "Health"), "attended": ("Police, PC Hall",)}
    ((_, held),) = desk.decide(RecordMeeting(step="held", **there, **given)).events
    assert "did NOT come: Health" in words_of(held).whole


def test_a_meeting_for_several_rules_counts_once_towards_the_third():
    desk, child, episode = opened()
    desk.risk(episode, "high", START + HOUR)
    desk.now = START + 25 * HOUR
    desk.meeting(episode, "held", START + 30 * HOUR, "meeting-24h", "meeting-high-risk")
    desk.back(episode, START + 31 * HOUR)
    again = desk.open(child, START + 50 * DAY)
    desk.now += 25 * HOUR
    assert "Manager" in chair_for(desk.duty(again, "meeting-24h"), desk.history(child))


def test_the_team_manager_chairs_every_meeting_about_a_child_who_is_not_looked_after():
    desk = PaperDesk()
    child = desk.child(legal="home", case="open")
    episode = meetings_held(desk, child, 4)
    assert "Manager" in chair_for(desk.duty(episode, "meeting-24h"), desk.history(child))
