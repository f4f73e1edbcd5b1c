"""What a command is refused for: every problem at once, each with its field, in a worker's words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.commands.duty import (
    RecordInterview,
    RecordLcs,
    RecordMeeting,
    RecordTask,
    RecordTold,
    WaiveDuty,
)
from models.commands.episode import (
    AddReport,
    AgreeLimit,
    EndEpisode,
    JudgeRisk,
    OpenEpisode,
    RecordFound,
    RecordPoliceGrade,
    RecordReturn,
    SwitchStatus,
)
from tests.models.paper_desk import LOWE, PaperDesk, london, rules

HOUR = timedelta(hours=1)
START = london("2026-11-20 20:00")


def opened(status: str = "missing", **details) -> tuple[PaperDesk, str, str]:
    desk = PaperDesk()
    child = desk.child(**details)
    limit = {"limit": START + 4 * HOUR} if status == "absence" else {}
    return desk, child, desk.open(child, START, status, **limit)


def test_a_return_before_the_start_is_refused():
    desk, _, episode = opened()
    problems = desk.refused(
        RecordReturn, episode=episode, at=START - HOUR, found=START - 2 * HOUR, police_saw=START - HOUR
    )
    assert set(problems) == {"at", "found", "police_saw"}


def test_a_child_is_not_found_after_the_return():
    desk, _, episode = opened()
    desk.now = START + 5 * HOUR
    assert set(desk.refused(RecordReturn, episode=episode, at=START + HOUR, found=START + 2 * HOUR)) == {"found"}


@pytest.mark.parametrize("status", ["missing", "absence"])
def test_a_switch_to_the_same_status_is_refused(status):
    desk, _, episode = opened(status)
    problems = desk.refused(SwitchStatus, episode=episode, to=status, at=START, reason="x", limit="4h")
    assert set(problems) == {"to"}


def test_every_problem_of_a_switch_is_named_at_once():
    desk, _, episode = opened(legal="home")
    problems = desk.refused(SwitchStatus, episode=episode, to="absence", at=START - HOUR, reason="")
    assert set(problems) == {"at", "reason", "to", "limit"}


def test_a_new_limit_lies_ahead_and_belongs_to_an_absence():
    desk, _, episode = opened("absence")
    desk.now = START + 2 * HOUR
    assert "limit" in desk.refused(AgreeLimit, episode=episode, limit=START + HOUR)
    assert "limit" in desk.refused(AgreeLimit, episode=episode, limit="")
    missing, _, other = opened()
    assert "episode" in missing.refused(AgreeLimit, episode=other, limit=START + 9 * HOUR)


def test_nothing_is_carried_on_after_the_return():
    desk, _, episode = opened()
    desk.back(episode, START + HOUR)
    for kind, fields in [
        (SwitchStatus, {"to": "absence", "at": desk.now, "reason": "x", "limit": "4h"}),
        (RecordFound, {"at": desk.now, "where": "x"}),
        (RecordReturn, {"at": desk.now}),
        (EndEpisode, {"at": desk.now, "reason": "moved"}),
        (AgreeLimit, {"limit": "4h"}),
        (AddReport, {"at": desk.now, "source": "x", "text": "x"}),
    ]:
        assert "episode" in desk.refused(kind, episode=episode, **fields), kind


def test_an_unknown_episode_is_refused_by_every_act():
    desk, _, _ = opened()
    for kind, fields in [
        (SwitchStatus, {"to": "absence", "reason": "x"}),
        (RecordFound, {"where": "x"}),
        (RecordReturn, {}),
        (JudgeRisk, {"grade": "low"}),
        (RecordPoliceGrade, {"log": "1"}),
        (RecordInterview, {"step": "held"}),
        (RecordMeeting, {"step": "held", "rules": ("meeting-24h",)}),
        (RecordTold, {"role": "sw", "how": "call"}),
        (RecordLcs, {}),
        (RecordTask, {"rules": ("meeting-feedback",)}),
    ]:
        assert set(desk.refused(kind, episode="E0000000", at=START, **fields)) == {"episode"}, kind


@pytest.mark.parametrize("named", [("meeting-99",), (), ("interview-72h",), ("meeting-24h", "MEETING-X")])
def test_a_meeting_names_rules_that_owe_meetings(named):
    desk, _, episode = opened()
    problems = desk.refused(RecordMeeting, episode=episode, step="held", at=START, rules=named)
    assert set(problems) == {"rule"}
    assert "meeting-24h" in problems["rule"]


def test_a_role_that_the_protocol_does_not_know_is_refused():
    desk, _, episode = opened()
    assert set(desk.refused(RecordTold, episode=episode, at=START, role="milkman", how="")) == {"role", "how"}


def test_a_choice_is_taken_in_whatever_case_and_stored_as_the_protocol_writes_it():
    protocol = rules('id = "x"\nowes = "task"\nwhen = { risk = ["Very High"] }').replace(
        "[roles]", 'risk_grades = ["Low", "Very High"]\n[roles]', 1
    )
    desk = PaperDesk(protocol)
    episode = desk.open(desk.child(), START)
    desk.risk(episode, "VERY high", START)
    assert desk.duty(episode, "x").is_owed


def test_what_is_not_owed_is_not_waived():
    desk, _, episode = opened()
    assert "duty" in desk.refused(WaiveDuty, LOWE, duty=f"{episode}.meeting-24h", reason="x")
    desk.told(episode, "police", START)
    assert "no longer owed" in desk.refused(WaiveDuty, LOWE, duty=f"{episode}.police-told", reason="x")["duty"]
    assert set(desk.refused(WaiveDuty, LOWE, duty=f"{episode}.lcs-entry", reason=" ")) == {"reason"}
    assert "duty" in desk.refused(WaiveDuty, LOWE, duty="", reason="x")


def test_a_command_sent_twice_makes_the_same_events_and_ids():
    desk = PaperDesk()
    desk.now = START
    child = desk.child()
    command = OpenEpisode(key="k", child=child, status="missing", since="now", source="carer")
    assert desk.decide(command) == desk.decide(command)
    other = command.but(key="k2")
    assert desk.decide(command).episode != desk.decide(other).episode


def test_a_switch_to_absence_needs_a_limit_after_the_switch():
    desk, _, episode = opened()
    desk.now = START + 3 * HOUR
    for limit in (START + HOUR, START + 2 * HOUR):
        problems = desk.refused(
            SwitchStatus, episode=episode, to="absence", at=START + 2 * HOUR, reason="rang home", limit=limit
        )
        assert set(problems) == {"limit"}


def test_what_is_asked_on_return_is_kept_and_nothing_typed_is_dropped_in_silence():
    desk, _, episode = opened()
    desk.now = START + HOUR
    assert "answers" in desk.refused(RecordReturn, episode=episode, at=START, answers={"mood": "low"})
    answers = {"injury": "cut hand", "safe": "no", "hospital": "A&E, Bury"}
    desk.back(episode, START + HOUR, answers={**answers, "custody": " "})
    returned = desk.episode(episode).entries[-1]
    assert returned.event.answers == answers
    assert "finding" in desk.refused(
        RecordInterview, episode=episode, step="declined", at=desk.now, findings={"people": "an older boy"}
    )
