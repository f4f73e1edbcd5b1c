"""Bury: what is recorded and told at once, for whom, and what ends it (B1, B1a, B2, B12, B13, D11, D17)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.commands.child import ChangeChild
from models.commands.duty import RecordLcs, WaiveDuty
from models.commands.episode import VoidRecord
from tests.models.paper_desk import LOWE, OKAFOR, PaperDesk, london

HOUR = timedelta(hours=1)
START = london("2026-11-20 20:00")


def opened(status: str = "missing", **details) -> tuple[PaperDesk, str, str]:
    desk = PaperDesk()
    child = desk.child(**details)
    limit = {"limit": START + 10 * HOUR} if status == "absence" else {}
    return desk, child, desk.open(child, START, status, **limit)


def entered_on_lcs(desk: PaperDesk, episode: str, at) -> None:
    desk.act(RecordLcs, episode, at)


@pytest.mark.parametrize("status", ["missing", "absence"])
def test_opening_owes_an_lcs_entry_whatever_the_status(status):
    desk, _, episode = opened(status)
    duty = desk.duty(episode, "lcs-entry")
    assert (duty.arose_at, duty.deadline, duty.state(START + 50 * HOUR)) == (START, None, "due")
    assert desk.clocks(episode)["lcs-entry"].kind == "elapsed"


def test_open_switch_and_return_each_owe_an_entry_of_their_own():
    desk, _, episode = opened()
    entered_on_lcs(desk, episode, START + HOUR)
    desk.switch(episode, "absence", START + 2 * HOUR, limit=START + 10 * HOUR)
    entered_on_lcs(desk, episode, START + 3 * HOUR)
    desk.back(episode, START + 4 * HOUR)
    found = desk.all(episode, "lcs-entry")
    assert [duty.arose_at for duty in found] == [START, START + 2 * HOUR, START + 4 * HOUR]
    assert [duty.is_owed for duty in found] == [False, False, True]
    assert len({duty.id for duty in found}) == 3


def test_one_entry_at_the_end_answers_for_all_that_was_still_owed():
    desk, child, episode = opened()
    desk.back(episode, START + 4 * HOUR)
    (duty,) = desk.all(episode, "lcs-entry")
    assert len(duty.whys) == 2
    entered_on_lcs(desk, episode, START + 5 * HOUR)
    assert "lcs-entry" not in desk.owed(child)


def test_the_police_are_told_when_an_episode_opens_and_the_worker_is_named():
    desk, _, episode = opened()
    assert desk.duty(episode, "police-told").outstanding == ("police",)
    desk.told(episode, "police", START + HOUR)
    duty = desk.duty(episode, "police-told")
    assert (duty.ended, duty.ended_at) == ("met", START + HOUR)
    assert OKAFOR.name in duty.how


def test_a_carer_who_told_the_police_before_the_time_we_count_from_has_told_them():
    desk = PaperDesk()
    desk.now = START + HOUR
    episode = desk.open(desk.child(), START, police_told=START - HOUR)
    assert desk.duty(episode, "police-told").ended == "met"


@pytest.mark.parametrize("legal", ["looked-after", "home"])
def test_the_placing_authority_is_told_of_a_child_of_theirs_and_ours_is_not(legal):
    desk, child, episode = opened(placing="Salford", legal=legal)
    duty = desk.duty(episode, "tell-placing-authority")
    assert (duty.arose_at, duty.is_owed) == (START, True)
    desk.told(episode, "placing-authority", START + HOUR)
    assert "tell-placing-authority" not in desk.owed(child)
    ours, _, own = opened(legal=legal)
    assert ours.all(own, "tell-placing-authority") == []


def test_a_child_placed_here_is_looked_after_and_owes_our_council_no_briefing():
    desk, child, episode = opened(legal="", placing="Salford")
    assert desk.history(child).child.legal == "looked-after"
    assert desk.all(episode, "briefing-24h", START + 30 * HOUR) == []
    assert "briefing-24h" not in desk.clocks(episode)


def test_an_absence_of_a_child_placed_here_is_told_when_it_becomes_missing():
    desk, _, episode = opened("absence", placing="Salford")
    assert desk.all(episode, "tell-placing-authority") == []
    desk.switch(episode, "missing", START + 2 * HOUR)
    assert desk.duty(episode, "tell-placing-authority").arose_at == START + 2 * HOUR


@pytest.mark.parametrize(
    ("details", "owed"),
    [
        ({"legal": "home"}, True),  # nobody knows whether the case is open
        ({"legal": "home", "case": "not-open"}, True),
        ({"legal": "home", "case": "closed"}, True),
        ({"legal": "home", "case": "open"}, False),
        ({"legal": "home", "case": "assessment"}, False),
        ({"legal": "child-in-need"}, False),
        ({"legal": "child-protection"}, False),
        ({"legal": "looked-after"}, False),
    ],
)
def test_mash_is_contacted_where_the_case_is_not_open(details, owed):
    desk, child, episode = opened(**details)
    assert ("mash-contact" in desk.owed(child)) is owed
    if owed:
        desk.told(episode, "mash", START + HOUR)
        assert "mash-contact" not in desk.owed(child)


def test_irt_assesses_a_child_who_is_not_open_after_24_hours():
    desk, _, episode = opened(legal="home", case="not-open")
    assert desk.clocks(episode)["irt-assessment"].at == START + 24 * HOUR
    assert desk.duty(episode, "irt-assessment", START + 24 * HOUR).outstanding == ("irt",)


def test_irt_assesses_at_once_at_the_first_episode_where_significant_harm_is_feared():
    desk, _, episode = opened(legal="home", case="not-open")
    desk.risk(episode, "medium", START + HOUR, significant_harm=True)
    assert desk.duty(episode, "irt-assessment").arose_at == START + HOUR


def test_each_reason_for_an_assessment_has_an_id_of_its_own():
    """The third episode in 28 days is one, its 24 hours are another."""
    desk = PaperDesk()
    child = desk.child(legal="home", case="not-open")
    for days in (9, 5):
        desk.been(child, START - timedelta(days=days), START - timedelta(days=days) + HOUR)
    episode = desk.open(child, START)
    desk.told(episode, "irt", START + 2 * HOUR)
    desk.now = START + 25 * HOUR
    found = desk.all(episode, "irt-assessment")
    assert [duty.is_owed for duty in found] == [False, True]
    assert len({duty.id for duty in found}) == 2
    later = {duty.id for duty in desk.duties(child, START + 90 * HOUR)}
    assert len(later) == len(desk.duties(child, START + 90 * HOUR))


def test_an_open_case_needs_no_assessment_by_irt():
    desk, _, episode = opened()
    desk.risk(episode, "high", START + HOUR)
    assert desk.all(episode, "irt-assessment", START + 30 * HOUR) == []


OWED_AT_ONCE = {
    "lcs-entry": {},
    "police-told": {},
    "tell-placing-authority": {"placing": "Salford"},
    "mash-contact": {"legal": "home"},
}


@pytest.mark.parametrize("rule", OWED_AT_ONCE)
def test_a_manager_waives_with_a_reason_that_stands_beside_it(rule):
    desk, child, episode = opened(**OWED_AT_ONCE[rule])
    duty = desk.duty(episode, rule)
    desk.now += HOUR
    desk.do(WaiveDuty, LOWE, duty=duty.id, reason="told in person at the briefing")
    waived = desk.duty(episode, rule)
    assert (waived.ended, waived.ended_at, rule in desk.owed(child)) == ("waived", desk.now, False)
    assert LOWE.name in waived.how and "told in person" in waived.how


@pytest.mark.parametrize("rule", OWED_AT_ONCE)
def test_what_rested_on_an_episode_opened_in_error_is_withdrawn_and_shown(rule):
    desk, child, episode = opened(**OWED_AT_ONCE[rule])
    desk.now += HOUR
    desk.do(VoidRecord, subject=episode, reason="wrong child")
    duty = desk.duty(episode, rule)
    assert (duty.ended, duty.ended_at, rule in desk.owed(child)) == ("withdrawn", desk.now, False)
    assert "wrong child" in duty.how
    assert desk.clocks(episode)[rule].state == "withdrawn"


def test_what_was_met_before_the_void_is_not_shown_as_withdrawn():
    desk, _, episode = opened()
    desk.told(episode, "police", START + HOUR)
    desk.do(VoidRecord, subject=episode, reason="wrong child")
    assert desk.all(episode, "police-told") == []


def test_a_duty_stays_owed_although_the_childs_status_changes_afterwards():
    desk, child, episode = opened()
    desk.now = START + 25 * HOUR
    briefing = desk.duty(episode, "briefing-24h")
    desk.now += HOUR
    desk.do(ChangeChild, child=child, details={"legal": "home", "case": "open"})
    assert desk.duty(episode, "briefing-24h") == briefing


def test_a_change_of_status_holds_for_what_arises_after_it():
    desk, child, episode = opened(legal="child-in-need")
    desk.now = START + 10 * HOUR
    desk.do(ChangeChild, child=child, details={"legal": "looked-after"})
    assert desk.duty(episode, "briefing-24h", START + 24 * HOUR).is_owed


def test_what_was_not_known_at_first_is_taken_to_have_been_so_all_along():
    """That the case is open, and whose child it is, is often found out after the episode was opened."""
    desk, child, episode = opened(legal="home", case="unknown")
    assert "mash-contact" in desk.owed(child)
    desk.now += HOUR
    desk.do(ChangeChild, child=child, details={"case": "open"})
    assert desk.duty(episode, "mash-contact").ended == "withdrawn"
    desk.do(ChangeChild, child=child, details={"placing": "Salford"})
    assert desk.duty(episode, "tell-placing-authority").arose_at == START
