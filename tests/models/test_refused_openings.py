"""What an opening is refused for: every problem at once, each with its field, in a worker's words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.commands.child import AddNote, HearAtPanel, TakeCall
from models.commands.duty import (
    RecordInterview,
    RecordLcs,
    RecordMeeting,
    RecordTold,
)
from models.commands.episode import (
    AddReport,
    EndEpisode,
    JudgeRisk,
    OpenEpisode,
    RecordFound,
    RecordPoliceSaw,
    RecordReturn,
    SwitchStatus,
)
from tests.models.paper_desk import PaperDesk, london

HOUR = timedelta(hours=1)
START = london("2026-11-20 20:00")
NOBODY = "C0000000"


def opened(status: str = "missing", **details) -> tuple[PaperDesk, str, str]:
    desk = PaperDesk()
    child = desk.child(**details)
    limit = {"limit": START + 4 * HOUR} if status == "absence" else {}
    return desk, child, desk.open(child, START, status, **limit)


def test_every_problem_of_an_opening_is_named_at_once():
    desk = PaperDesk()
    desk.now = START
    problems = desk.refused(
        OpenEpisode,
        child=NOBODY,
        status="gone",
        since="25:00",
        source=" ",
        risk="huge",
        returned="99",
        police_told="soon",
        reported="31/2",
        text="x" * 50_000,
    )
    assert set(problems) == {
        "child", "status", "since", "source", "risk", "returned", "police_told", "reported", "told",
    }  # fmt: skip


def test_an_unknown_child_and_a_misheard_letter_are_told_apart():
    desk = PaperDesk()
    child = desk.child()
    slip = child[:3] + ("A" if child[3] != "A" else "B") + child[4:]
    told = [
        desk.refused(OpenEpisode, child=text, status="missing", since="now", source="carer") for text in (slip, NOBODY)
    ]
    assert "a letter is wrong" in told[0]["child"]
    assert NOBODY in told[1]["child"]


def test_an_absence_needs_a_limit_after_its_start_and_a_looked_after_child():
    desk = PaperDesk()
    desk.now = START
    ours, home = desk.child(), desk.child(legal="home", forename="Dean")

    def problems(child: str, **fields) -> dict[str, str]:
        return desk.refused(OpenEpisode, child=child, status="absence", since=START, source="carer", **fields)

    assert set(problems(ours)) == {"limit"}
    assert set(problems(ours, limit=START)) == {"limit"}
    assert set(problems(ours, limit=START - HOUR)) == {"limit"}
    assert set(problems(ours, limit="2600")) == {"limit"}
    assert set(problems(home, limit=START + HOUR)) == {"status"}
    assert set(problems(home)) == {"status", "limit"}


def test_a_fact_in_the_future_is_refused_wherever_it_is_typed():
    desk, child, episode = opened()
    later = desk.now + timedelta(minutes=1)
    back, _, been = opened()
    back.back(been, START + HOUR)
    for kind, fields, field in [
        (OpenEpisode, {"child": child, "status": "missing", "since": later, "source": "x"}, "since"),
        (AddReport, {"episode": episode, "at": later, "source": "x", "text": "x"}, "at"),
        (SwitchStatus, {"episode": episode, "to": "absence", "at": later, "reason": "x", "limit": "2h"}, "at"),
        (RecordFound, {"episode": episode, "at": later, "where": "x"}, "at"),
        (RecordReturn, {"episode": episode, "at": later}, "at"),
        (RecordReturn, {"episode": episode, "at": START, "found": later}, "found"),
        (RecordPoliceSaw, {"episode": episode, "at": later}, "at"),
        (EndEpisode, {"episode": episode, "at": later, "reason": "moved"}, "at"),
        (JudgeRisk, {"episode": episode, "at": later, "grade": "low"}, "at"),
        (RecordTold, {"episode": episode, "at": later, "role": "sw", "how": "call"}, "at"),
        (RecordLcs, {"episode": episode, "at": later}, "at"),
        (RecordMeeting, {"episode": episode, "at": later, "step": "held", "rules": ("meeting-24h",)}, "at"),
        (AddNote, {"subject": child, "at": later, "text": "x"}, "at"),
        (TakeCall, {"caller": "x", "text": "x", "at": later}, "at"),
        (HearAtPanel, {"child": child, "on": "21/11/2026"}, "on"),
    ]:
        assert field in desk.refused(kind, **fields), kind
    assert "at" in back.refused(RecordInterview, episode=been, step="held", at=back.now + HOUR)


@pytest.mark.parametrize(
    ("text", "words"),
    [("29/3/2026 01:30", "no 01:30"), ("25/10/2026 01:30", "first (BST) or second (GMT)")],
)
def test_a_time_that_does_not_exist_or_comes_twice_is_refused_with_both_readings(text, words):
    desk, _, episode = opened()
    desk.now = london("2026-12-01 12:00")
    assert words in desk.refused(RecordReturn, episode=episode, at=text)["at"]
    child = desk.child(forename="Dean")
    problems = desk.refused(OpenEpisode, child=child, status="missing", since=text, source="carer")
    assert words in problems["since"]


def test_an_ambiguous_time_is_taken_with_its_zone():
    desk = PaperDesk()
    desk.now = london("2026-10-25 12:00")
    child = desk.child()
    episode = desk.open(child, "25/10/2026 01:30 gmt")
    assert desk.episode(episode).since == london("2026-10-25 01:30", fold=1)


def test_an_open_episode_is_not_opened_again_and_says_what_to_do():
    desk, child, episode = opened()
    problems = desk.refused(OpenEpisode, child=child, status="missing", since=START, source="carer")
    assert set(problems) == {"child"}
    assert episode in problems["child"] and "record the return first" in problems["child"]


def test_an_episode_of_the_past_does_not_overlap_another():
    desk, child, episode = opened()
    desk.back(episode, START + 5 * HOUR)
    for since, returned in [(-1, 1), (1, 2), (4, 6), (-2, 9)]:
        problems = desk.refused(
            OpenEpisode, child=child, status="missing", since=START + since * HOUR, source="x",
            returned=min(desk.now, START + returned * HOUR),
        )  # fmt: skip
        assert set(problems) <= {"since", "returned"}
    desk.been(child, START - 9 * HOUR, START)


def test_a_return_not_after_the_start_is_refused_when_both_are_given():
    desk = PaperDesk()
    desk.now = START
    child = desk.child()
    problems = desk.refused(
        OpenEpisode, child=child, status="missing", since=START - HOUR, returned=START - HOUR, source="x"
    )
    assert set(problems) == {"returned"}


def test_nobody_goes_missing_before_being_born():
    desk = PaperDesk()
    desk.now = START
    child = desk.child(dob="2026-11-20")
    assert "since" in desk.refused(OpenEpisode, child=child, status="missing", since="19/11/2026 22:00", source="x")
