"""What a meeting decided goes back to child, carers and parents: its own record says so, or they are told after it."""

from __future__ import annotations

import pytest

from models.commands.duty import RecordTask
from models.duties.chair import chair_for
from models.duties.duty import MET
from tests.models.paper_desk import PaperDesk, london

GONE, TOLD, MEETING, AFTER = (london(f"2026-11-2{day}") for day in ("0 20:00", "0 21:00", "1 10:00", "1 15:00"))


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk()


@pytest.fixture
def episode(desk: PaperDesk) -> str:
    episode = desk.open(desk.child(), GONE)
    desk.risk(episode, "high", GONE)
    return episode


def held(desk: PaperDesk, episode: str, *fed_back_to: str) -> None:
    desk.meeting(episode, "held", MEETING, "meeting-high-risk", fed_back_to=fed_back_to)


def test_a_meeting_fed_back_to_child_carers_and_parents_owes_no_feedback(desk, episode):
    held(desk, episode, "child", "foster carers", "mum")
    duty = desk.duty(episode, "meeting-feedback")
    assert (duty.ended, duty.ended_at) == (MET, MEETING)


def test_whom_the_meeting_did_not_name_still_has_to_be_told(desk, episode):
    held(desk, episode, "child, carers", "child's school")
    assert desk.duty(episode, "meeting-feedback").outstanding == ("parent",)


def test_telling_them_after_the_meeting_meets_it(desk, episode):
    held(desk, episode, "the child")
    desk.told(episode, "carer", AFTER)
    desk.told(episode, "parent", AFTER)
    assert desk.duty(episode, "meeting-feedback").ended == MET


def test_what_they_were_told_before_the_meeting_is_no_feedback(desk, episode):
    desk.told(episode, "carer", TOLD)
    held(desk, episode, "child", "parents")
    assert desk.duty(episode, "meeting-feedback").outstanding == ("carer",)


def test_recorded_as_done_it_is_met_whoever_was_named(desk, episode):
    held(desk, episode)
    desk.act(RecordTask, episode, AFTER, rules=("meeting-feedback",), text="all three seen together")
    assert desk.duty(episode, "meeting-feedback").ended == MET


def test_a_meeting_of_another_kind_feeds_nothing_back(desk, episode):
    desk.meeting(episode, "held", TOLD, "mfh-meeting", fed_back_to=("child", "carers", "parents"))
    held(desk, episode)
    assert desk.duty(episode, "meeting-feedback").is_owed


def test_the_third_meeting_of_a_looked_after_child_is_the_reviewing_officers_to_chair(desk, episode):
    for _ in range(2):
        held(desk, episode, "child", "carers", "parents")
    desk.risk(episode, "low", AFTER)
    desk.risk(episode, "high", AFTER)
    history = desk.history(desk.episode(episode).child)
    (owed,) = [duty for duty in desk.all(episode, "meeting-high-risk") if duty.is_owed]
    assert chair_for(owed, history) == "allocated IRO"
