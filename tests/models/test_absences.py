"""Absences: an agreed limit, its lapse, and the decision that a person takes (B8, B9, B10, D12)."""

from __future__ import annotations

from datetime import timedelta

from models.commands.episode import AgreeLimit
from tests.models.paper_desk import OKAFOR, PaperDesk, london

HOUR = timedelta(hours=1)
START = london("2026-11-20 20:00")
LIMIT = START + 2 * HOUR


def absent(**fields) -> tuple[PaperDesk, str, str]:
    desk = PaperDesk()
    child = desk.child()
    return desk, child, desk.open(child, START, "absence", **{"limit": LIMIT, **fields})


def test_the_agreed_limit_counts_down_and_says_who_agreed():
    desk, _, episode = absent(agreed_by="A Shaw, social worker")
    clock = desk.clocks(episode)["absence-limit"]
    assert (clock.kind, clock.at, clock.state, clock.duty) == ("threshold", LIMIT, "running", "")
    assert "A Shaw" in clock.why
    assert desk.clocks(episode, LIMIT - timedelta(minutes=20))["absence-limit"].state == "soon"


def test_a_lapse_demands_a_decision_and_changes_no_status_by_itself():
    desk, child, episode = absent()
    later = LIMIT + 5 * HOUR
    assert desk.episode(episode).status == "absence"
    duty = desk.duty(episode, "absence-limit", later)
    assert (duty.arose_at, duty.state(later), duty.rule.owes) == (LIMIT, "due", "decision")
    assert desk.episode(episode).time_missing(later) == timedelta()
    assert "absence-limit" not in desk.owed(child, LIMIT - timedelta(seconds=1))
    assert "absence-limit" in desk.owed(child, LIMIT)


def test_after_a_lapse_the_24_hours_show_provisionally_from_the_lapse():
    desk, _, episode = absent()
    clock = desk.clocks(episode, LIMIT + HOUR)["meeting-24h"]
    assert (clock.at, clock.provisional, clock.duty) == (LIMIT + 24 * HOUR, True, "")
    assert "provisionally" in clock.why
    late = desk.clocks(episode, LIMIT + 25 * HOUR)["meeting-24h"]
    assert (late.state, late.duty) == ("due", "")
    assert desk.all(episode, "meeting-24h", LIMIT + 25 * HOUR) == []


def test_confirming_the_switch_at_the_lapse_decides_it_and_makes_the_clock_certain():
    desk, _, episode = absent()
    desk.now = LIMIT + HOUR
    desk.switch(episode, "missing", LIMIT)
    duty = desk.duty(episode, "absence-limit")
    assert (duty.ended, duty.ended_at, duty.how) == ("met", LIMIT, "switched to missing")
    clock = desk.clocks(episode)["meeting-24h"]
    assert (clock.at, clock.provisional) == (LIMIT + 24 * HOUR, False)


def test_a_new_limit_decides_the_lapse_and_runs_in_its_place():
    desk, _, episode = absent()
    desk.act(AgreeLimit, episode, LIMIT + HOUR, limit=LIMIT + 3 * HOUR, agreed_by="A Shaw")
    assert desk.duty(episode, "absence-limit").how == "a new limit was agreed"
    assert desk.clocks(episode)["absence-limit"].at == LIMIT + 3 * HOUR
    assert "meeting-24h" not in desk.clocks(episode)


def test_the_return_decides_the_lapse():
    desk, child, episode = absent()
    desk.now = LIMIT + HOUR
    desk.back(episode, LIMIT + HOUR)
    assert desk.duty(episode, "absence-limit").how == "the episode ended"
    assert "absence-limit" not in desk.owed(child)


def test_a_limit_that_was_replaced_in_time_does_not_lapse():
    desk, _, episode = absent()
    desk.act(AgreeLimit, episode, LIMIT - HOUR, limit=LIMIT + 3 * HOUR)
    assert desk.all(episode, "absence-limit", LIMIT + HOUR) == []
    assert desk.duty(episode, "absence-limit", LIMIT + 3 * HOUR).arose_at == LIMIT + 3 * HOUR
    at_the_limit, _, other = absent()
    at_the_limit.act(AgreeLimit, other, LIMIT, limit=LIMIT + 3 * HOUR)
    assert at_the_limit.all(other, "absence-limit", LIMIT + HOUR) == []


def test_the_limit_that_was_agreed_last_holds_whichever_was_entered_last():
    desk, _, episode = absent()
    desk.now = START + HOUR
    desk.act(AgreeLimit, episode, START + timedelta(minutes=50), limit=START + 6 * HOUR)
    desk.act(AgreeLimit, episode, START + timedelta(minutes=20), limit=START + 3 * HOUR)
    limit = desk.episode(episode).limit
    assert limit and limit.at == START + 6 * HOUR


def test_each_lapse_is_decided_on_its_own():
    desk, _, episode = absent()
    desk.act(AgreeLimit, episode, LIMIT + HOUR, limit=LIMIT + 2 * HOUR)
    desk.now = LIMIT + 3 * HOUR
    first, second = desk.all(episode, "absence-limit")
    assert (first.ended, second.is_owed, second.arose_at) == ("met", True, LIMIT + 2 * HOUR)
    assert first.id != second.id
    assert desk.clocks(episode)["meeting-24h"].at == LIMIT + 26 * HOUR


def test_at_a_lapse_the_police_are_to_be_told_again():
    desk, _, episode = absent(police_told=START)
    assert desk.duty(episode, "police-told").ended == "met"
    told = desk.all(episode, "police-told", LIMIT + HOUR)
    assert [(duty.arose_at, duty.is_owed) for duty in told] == [(START, False), (LIMIT, True)]


def test_at_a_switch_to_missing_the_police_are_told_and_lcs_amended():
    desk, _, episode = absent(police_told=START)
    at = START + HOUR
    desk.switch(episode, "missing", at)
    assert [duty.arose_at for duty in desk.all(episode, "police-told") if duty.is_owed] == [at]
    assert any(duty.is_owed for duty in desk.all(episode, "lcs-entry"))
    desk.told(episode, "police", at + timedelta(minutes=5))
    assert not [duty for duty in desk.all(episode, "police-told") if duty.is_owed]


def test_a_switch_to_absence_is_amended_on_lcs_and_told_to_no_police():
    desk = PaperDesk()
    episode = desk.open(desk.child(), START, police_told=START)
    desk.switch(episode, "absence", START + HOUR, limit=START + 9 * HOUR)
    assert not [duty for duty in desk.all(episode, "police-told") if duty.is_owed]
    assert desk.clocks(episode)["absence-limit"].at == START + 9 * HOUR


def test_a_limit_that_passed_while_the_child_was_missing_did_not_lapse():
    desk, _, episode = absent()
    desk.switch(episode, "missing", LIMIT - HOUR)
    assert desk.all(episode, "absence-limit", LIMIT + HOUR) == []


def test_the_24_hours_of_an_absence_run_on_while_a_lapse_waits():
    """The status has not changed: the report to the social worker is still coming."""
    desk, _, episode = absent()
    assert desk.clocks(episode, LIMIT + HOUR)["absence-24h"].at > START + 24 * HOUR
    duty = desk.duty(episode, "absence-24h", START + 25 * HOUR)
    assert (duty.is_owed, duty.outstanding) == (True, ("sw",))
    desk.told(episode, "sw", START + 26 * HOUR)
    assert desk.duty(episode, "absence-24h").ended == "met"
    assert OKAFOR.name in desk.duty(episode, "absence-24h").how


def test_a_switch_at_the_very_start_is_an_episode_that_was_missing_from_the_start():
    """Of a child placed here by another authority: the placing authority is told all the same."""
    desk = PaperDesk()
    child = desk.child(placing="Salford")
    episode = desk.open(child, START, "absence", limit=LIMIT)
    desk.switch(episode, "missing", START)
    assert desk.duty(episode, "tell-placing-authority").arose_at == START
    assert [spell.status for spell in desk.episode(episode).spells] == ["missing"]
