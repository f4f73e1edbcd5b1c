"""The return interview and its write-up (B4, B5, D5, D6, D7)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.commands.duty import RecordInterview
from models.times.zone import iso
from tests.models.paper_desk import PaperDesk, london

HOUR = timedelta(hours=1)
BACK = london("2026-11-16 04:00")  # a Monday
RULE = "interview-72h"


def returned(**details) -> tuple[PaperDesk, str, str]:
    desk = PaperDesk()
    child = desk.child(**details)
    return desk, child, desk.been(child, BACK - 6 * HOUR, BACK)


def test_every_missing_episode_owes_an_interview_within_72_hours():
    desk, _, episode = returned()
    duty = desk.duty(episode, RULE)
    assert (duty.arose_at, duty.deadline) == (BACK, BACK + 72 * HOUR)
    states = [(0, "running"), (61, "soon"), (72, "soon"), (73, "overdue")]
    assert [(h, duty.state(BACK + h * HOUR)) for h, _ in states] == states


def test_an_episode_that_was_never_missing_owes_none():
    desk = PaperDesk()
    episode = desk.been(desk.child(), BACK - 6 * HOUR, BACK, "absence", limit=BACK + HOUR)
    assert desk.all(episode, RULE) == []


def test_an_episode_that_ended_as_an_absence_owes_one_if_it_was_ever_missing():
    desk = PaperDesk()
    episode = desk.open(desk.child(), BACK - 6 * HOUR)
    desk.switch(episode, "absence", BACK - 2 * HOUR, limit=BACK + HOUR)
    desk.back(episode, BACK)
    assert desk.duty(episode, RULE).is_owed


@pytest.mark.parametrize(
    ("details", "owner"),
    [
        ({}, "Children's Rights"),
        ({"legal": "child-in-need"}, "Missing from Home practitioner"),
        ({"legal": "home"}, "Missing from Home practitioner"),
        ({"legal": "child-protection", "phoenix": "T Ashe"}, "Phoenix"),
        ({"placing": "Salford"}, "placing authority"),
    ],
)
def test_who_owes_the_interview_follows_from_the_child(details, owner):
    desk, _, episode = returned(**details)
    assert owner.lower() in desk.duty(episode, RULE).owner.lower()


@pytest.mark.parametrize("step", ["offered", "accepted"])
def test_offered_and_accepted_are_not_held(step):
    desk, _, episode = returned()
    desk.interview(episode, step, BACK + HOUR)
    assert desk.duty(episode, RULE).is_owed


def test_held_in_time_is_met_and_needs_no_accepted_before_it():
    desk, _, episode = returned()
    desk.interview(episode, "held", BACK + 72 * HOUR)
    assert desk.duty(episode, RULE).state(desk.now) == "met"


def test_held_late_is_met_late_with_the_reason():
    desk, _, episode = returned()
    desk.interview(episode, "held", BACK + 72 * HOUR + timedelta(seconds=1), reason="in hospital until Thursday")
    duty = desk.duty(episode, RULE)
    assert duty.state(desk.now) == "met-late"
    assert "in hospital" in duty.how


@pytest.mark.parametrize(
    ("hours", "reason", "told"), [(73, "", True), (73, "in custody", False), (71, "", False), (72, "", False)]
)
def test_who_holds_it_late_and_gives_no_reason_is_told_so(hours, reason, told):
    desk, _, episode = returned()
    desk.now = BACK + 80 * HOUR
    at = iso(BACK + hours * HOUR)
    command = RecordInterview(key="held", episode=episode, step="held", at=at, reason=reason)
    decision = desk.decide(command, None)
    assert not decision.problems
    assert any("no reason is recorded" in note for note in decision.notes) is told


def test_the_first_of_two_interviews_is_the_one_that_met_it():
    desk, _, episode = returned()
    desk.interview(episode, "held", BACK + 20 * HOUR)
    desk.interview(episode, "held", BACK + 100 * HOUR)
    duty = desk.duty(episode, RULE)
    assert (duty.state(desk.now), duty.ended_at) == ("met", BACK + 20 * HOUR)


def test_declined_ends_the_duty_with_its_reason_and_is_not_met():
    desk, child, episode = returned()
    desk.interview(episode, "declined", BACK + HOUR, reason="said no twice")
    duty = desk.duty(episode, RULE)
    assert (duty.state(desk.now), RULE in desk.owed(child)) == ("declined", False)
    assert "said no twice" in duty.how


def test_declined_and_then_held_is_held():
    desk, _, episode = returned()
    desk.interview(episode, "declined", BACK + HOUR, reason="not today")
    desk.interview(episode, "held", BACK + 30 * HOUR)
    duty = desk.duty(episode, RULE)
    assert (duty.ended, duty.ended_at) == ("met", BACK + 30 * HOUR)


def test_one_interview_answers_for_every_episode_that_waits_and_the_earliest_deadline_rules():
    desk, child, first = returned()
    second = desk.been(child, BACK + 30 * HOUR, BACK + 40 * HOUR)
    clocks = {episode: desk.clocks(episode)[RULE].at for episode in (first, second)}
    assert clocks == {first: BACK + 72 * HOUR, second: BACK + 112 * HOUR}
    desk.interview(second, "held", BACK + 80 * HOUR)
    states = {episode: desk.duty(episode, RULE).state(desk.now) for episode in (first, second)}
    assert states == {first: "met-late", second: "met"}


def test_an_interview_may_be_for_one_episode_only():
    desk, child, first = returned()
    second = desk.been(child, BACK + 30 * HOUR, BACK + 40 * HOUR)
    desk.interview(second, "held", BACK + 50 * HOUR, only=True)
    assert (desk.duty(first, RULE).is_owed, desk.duty(second, RULE).ended) == (True, "met")


def test_an_interview_answers_only_for_episodes_that_wait_for_one():
    desk, child, first = returned()
    desk.interview(first, "declined", BACK + HOUR)
    second = desk.been(child, BACK + 30 * HOUR, BACK + 40 * HOUR)
    desk.interview(second, "held", BACK + 50 * HOUR)
    assert desk.duty(first, RULE).ended == "declined"


def test_an_interview_does_not_answer_for_a_return_after_it():
    desk, child, first = returned()
    second = desk.been(child, BACK + 30 * HOUR, BACK + 40 * HOUR)
    desk.interview(first, "held", BACK + 20 * HOUR)
    assert desk.duty(second, RULE).is_owed
    problems = desk.refused(RecordInterview, episode=first, step="held", at=BACK + 21 * HOUR, covers=(second,))
    assert "covers" in problems


def test_covering_an_unknown_episode_is_refused():
    desk, _, first = returned()
    assert "covers" in desk.refused(RecordInterview, episode=first, step="held", at=desk.now, covers=("E1234567",))


def test_nothing_of_an_interview_comes_before_the_return():
    desk, child, episode = returned()
    assert "at" in desk.refused(RecordInterview, episode=episode, step="offered", at=BACK - HOUR)
    again = desk.open(child, BACK + HOUR)
    assert "episode" in desk.refused(RecordInterview, episode=again, step="offered", at=BACK + HOUR)


def test_the_write_up_is_due_at_office_close_one_working_day_after_the_interview():
    desk, _, episode = returned()
    held = london("2026-11-18 11:00")  # a Wednesday
    desk.interview(episode, "held", held)
    duty = desk.duty(episode, "write-up-1wd")
    assert (duty.arose_at, duty.deadline) == (held, london("2026-11-19 17:00"))
    desk.interview(episode, "written-up", london("2026-11-19 17:00"))
    assert desk.duty(episode, "write-up-1wd").state(desk.now) == "met"


def test_a_write_up_after_office_close_is_late():
    desk, _, episode = returned()
    desk.interview(episode, "held", london("2026-11-18 11:00"))
    desk.interview(episode, "written-up", london("2026-11-19 17:01"))
    assert desk.duty(episode, "write-up-1wd").state(desk.now) == "met-late"


def test_an_interview_on_a_friday_is_written_up_by_monday():
    desk, _, episode = returned()
    desk.interview(episode, "held", london("2026-11-20 16:00"))
    assert desk.duty(episode, "write-up-1wd").deadline == london("2026-11-23 17:00")


def test_there_is_nothing_to_write_up_before_an_interview_was_held():
    desk, _, episode = returned()
    assert "step" in desk.refused(RecordInterview, episode=episode, step="written-up", at=BACK + HOUR)
    assert desk.all(episode, "write-up-1wd") == []


def test_one_write_up_is_enough_whichever_of_the_covered_episodes_it_is_entered_on():
    desk, child, first = returned()
    second = desk.been(child, BACK + 10 * HOUR, BACK + 20 * HOUR)
    desk.interview(second, "held", BACK + 50 * HOUR)
    desk.interview(first, "written-up", BACK + 52 * HOUR)
    assert "write-up-1wd" not in desk.owed(child)
