"""Working-day deadlines, promised reviews, eighteenth birthdays, and ends without a return (D13, D18, D23)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.commands.duty import WaiveDuty
from models.commands.episode import EndEpisode, PromiseReview
from models.duties.rulebook import one_protocol
from models.protocol.load import load_protocol
from models.times.working_days import WorkingDays
from tests.models.paper_desk import LOWE, PaperDesk, london, rules

HOUR = timedelta(hours=1)
START = london("2026-11-20 20:00")
IN_5_DAYS = rules('id = "meet"\nowes = "meeting"\nwhen = { hours = 24 }\ndeadline = { working_days = 5 }')


def owed_from(crossing, protocol=IN_5_DAYS) -> tuple[PaperDesk, str]:
    """A desk on which the meeting became owed at an instant."""
    desk = PaperDesk(protocol)
    episode = desk.open(desk.child(), crossing - 24 * HOUR)
    desk.now = crossing
    return desk, episode


@pytest.mark.parametrize(
    ("crossing", "deadline"),
    [
        (london("2026-12-23 14:00"), london("2027-01-04 17:00")),  # Christmas, Boxing Day moved, New Year
        (london("2026-04-02 14:00"), london("2026-04-13 17:00")),  # Good Friday and Easter Monday
        (london("2026-11-20 23:30"), london("2026-11-27 17:00")),  # a Friday night
        (london("2026-11-21 00:30"), london("2026-11-27 17:00")),  # a Saturday
        (london("2026-03-27 09:00"), london("2026-04-07 17:00")),  # the clocks and Easter between
    ],
)
def test_five_working_days_end_at_office_close_over_holidays(crossing, deadline):
    desk, episode = owed_from(crossing)
    duty = desk.duty(episode, "meet")
    assert (duty.arose_at, duty.deadline) == (crossing, deadline)
    assert duty.state(deadline) == "soon"
    assert duty.state(deadline + timedelta(seconds=1)) == "overdue"


def test_the_protocol_says_when_the_office_closes():
    protocol = IN_5_DAYS.replace("[roles]", 'office_close = "16:30"\n[roles]', 1)
    desk, episode = owed_from(london("2026-11-20 23:30"), protocol)
    assert desk.duty(episode, "meet").deadline == london("2026-11-27 16:30")


def test_days_on_which_the_office_is_closed_are_no_working_days():
    days = WorkingDays(closures=frozenset({date(2026, 11, 25)}))
    desk, episode = owed_from(london("2026-11-20 23:30"), one_protocol(load_protocol(IN_5_DAYS), days))
    assert desk.duty(episode, "meet").deadline == london("2026-11-30 17:00")


def promised() -> tuple[PaperDesk, str]:
    desk = PaperDesk()
    episode = desk.open(desk.child(), START)
    desk.act(PromiseReview, episode, START + HOUR, due=START + 3 * HOUR, text="ring Ash House")
    return desk, episode


def test_a_promised_review_has_its_own_clock_and_is_late_when_it_is_late():
    desk, episode = promised()
    clock = desk.clocks(episode)["review"]
    assert (clock.kind, clock.at, clock.text) == ("deadline", START + 3 * HOUR, "ring Ash House")
    states = [desk.clocks(episode, START + h * HOUR)["review"].state for h in (1, 2.5, 4)]
    assert states == ["running", "soon", "overdue"]


def test_done_another_time_promised_and_the_return_each_end_it():
    for end in ("done", "another", "return"):
        desk, episode = promised()
        if end == "done":
            desk.act(PromiseReview, episode, START + 2 * HOUR, done=True)
        elif end == "another":
            desk.act(PromiseReview, episode, START + 2 * HOUR, due=START + 9 * HOUR)
        else:
            desk.back(episode, START + 2 * HOUR)
        first = desk.all(episode, "review")[0]
        assert (first.ended, first.ended_at) == ("met", START + 2 * HOUR)


def test_what_was_done_before_a_promise_does_not_keep_it():
    desk, episode = promised()
    desk.act(PromiseReview, episode, START + 2 * HOUR, done=True)
    desk.act(PromiseReview, episode, START + 4 * HOUR, due=START + 6 * HOUR)
    assert [duty.is_owed for duty in desk.all(episode, "review")] == [False, True]


def test_a_review_can_be_waived_like_anything_owed():
    desk, episode = promised()
    duty = desk.duty(episode, "review")
    desk.do(WaiveDuty, LOWE, duty=duty.id, reason="the day team took it over")
    assert desk.duty(episode, "review").ended == "waived"


def test_a_review_is_promised_for_a_time_to_come():
    desk, episode = promised()
    assert "due" in desk.refused(PromiseReview, episode=episode, at=desk.now, due=START - HOUR)
    assert "due" in desk.refused(PromiseReview, episode=episode, at=desk.now)


@pytest.mark.parametrize("reason", ["died", "moved"])
def test_an_end_without_a_return_invents_no_return_and_owes_no_interview(reason):
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, START)
    desk.act(EndEpisode, episode, START + 5 * HOUR, reason=reason)
    found = desk.episode(episode)
    assert (found.status, found.ended, found.returned_at, found.is_open) == ("ended", reason, None, False)
    assert "interview-72h" not in desk.owed(child)
    assert "meeting-24h" not in desk.owed(child, START + 30 * HOUR)


def test_a_birthday_ends_nothing_and_is_due_for_a_decision():
    desk = PaperDesk()
    child = desk.child(dob="2008-11-21")
    episode = desk.open(child, START)
    birthday = london("2026-11-21 00:00")
    assert desk.all(episode, "turned-18", birthday - timedelta(seconds=1)) == []
    duty = desk.duty(episode, "turned-18", birthday)
    assert (duty.arose_at, duty.state(birthday), desk.episode(episode).is_open) == (birthday, "due", True)
    assert desk.clocks(episode, birthday)["turned-18"].kind == "elapsed"


def test_a_person_decides_after_the_birthday_and_not_before_it():
    desk = PaperDesk()
    child = desk.child(dob="2008-11-21")
    episode = desk.open(child, START)
    early = desk.refused(EndEpisode, episode=episode, at=START, reason="turned-18")
    assert "21 Nov 2026" in early["reason"]
    desk.act(EndEpisode, episode, london("2026-11-21 02:00"), reason="turned-18")
    assert desk.duty(episode, "turned-18").ended == "met"
    assert desk.owed(child).count("turned-18") == 0


def test_that_it_goes_on_after_the_birthday_is_a_decision_with_a_reason():
    desk = PaperDesk()
    child = desk.child(dob="2008-11-21")
    episode = desk.open(child, START)
    desk.now = london("2026-11-21 02:00")
    desk.do(WaiveDuty, LOWE, duty=f"{episode}.turned-18", reason="care leaver, still looked for")
    assert "turned-18" not in desk.owed(child)
    assert desk.episode(episode).is_open


def test_a_birthday_before_the_episode_or_after_it_decides_nothing():
    desk = PaperDesk()
    older = desk.open(desk.child(dob="2008-11-19"), START)
    back = desk.open(desk.child(dob="2008-11-22", forename="Dean"), START)
    desk.back(back, START + HOUR)
    later = START + 100 * HOUR
    assert desk.all(older, "turned-18", later) == desk.all(back, "turned-18", later) == []
