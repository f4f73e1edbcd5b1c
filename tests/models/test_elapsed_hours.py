"""Hours elapse; they are never read off the wall clock (D2, D5, D6, D9, D21)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.models.paper_desk import PaperDesk, london, rules

HOUR = timedelta(hours=1)
START = london("2026-11-20 20:00")


@pytest.mark.parametrize(
    ("returned", "deadline"),
    [
        (london("2026-10-24 12:00"), london("2026-10-27 11:00")),  # BST to GMT
        (london("2026-03-28 12:00"), london("2026-03-31 13:00")),  # GMT to BST
        (london("2026-11-20 12:00"), london("2026-11-23 12:00")),
        (london("2026-10-25 01:30"), london("2026-10-28 00:30")),
        (london("2026-10-25 01:30", fold=1), london("2026-10-28 01:30")),
    ],
)
def test_72_hours_from_the_return_are_elapsed_hours(returned, deadline):
    desk = PaperDesk()
    episode = desk.been(desk.child(), returned - 5 * HOUR, returned)
    duty = desk.duty(episode, "interview-72h")
    assert (duty.arose_at, duty.deadline) == (returned, deadline)
    assert desk.clocks(episode)["interview-72h"].left(returned) == 72 * HOUR


@pytest.mark.parametrize(
    ("since", "crossing"),
    [
        (london("2026-10-24 20:00"), london("2026-10-25 19:00")),
        (london("2026-03-28 20:00"), london("2026-03-29 21:00")),
    ],
)
def test_24_hours_missing_are_elapsed_hours(since, crossing):
    desk = PaperDesk()
    episode = desk.open(desk.child(), since)
    clock = desk.clocks(episode)["meeting-24h"]
    assert (clock.kind, clock.at, clock.duty) == ("threshold", crossing, "")
    assert desk.duty(episode, "meeting-24h", crossing).arose_at == crossing


def test_missing_time_is_the_sum_of_the_missing_spells_and_time_away_is_all_of_it():
    desk = PaperDesk()
    episode = desk.open(desk.child(), START)
    desk.switch(episode, "absence", START + 10 * HOUR, limit=START + 40 * HOUR)
    desk.switch(episode, "missing", START + 16 * HOUR)
    found, now = desk.episode(episode), START + 20 * HOUR
    assert (found.time_missing(now), found.time_away(now)) == (14 * HOUR, 20 * HOUR)
    assert desk.clocks(episode, now)["meeting-24h"].at == START + 30 * HOUR


def test_an_absence_adds_nothing_to_the_24_hours_missing():
    desk = PaperDesk()
    episode = desk.open(desk.child(), START, "absence", limit=START + 48 * HOUR)
    assert "meeting-24h" not in desk.clocks(episode)
    desk.switch(episode, "missing", START + 5 * HOUR)
    assert desk.clocks(episode)["meeting-24h"].at == START + 29 * HOUR


def test_a_protocol_may_count_all_the_time_away():
    desk = PaperDesk(rules('id = "long"\nowes = "meeting"\nwhen = { hours = 24, status = "away" }'))
    episode = desk.open(desk.child(), START, "absence", limit=START + 48 * HOUR)
    desk.switch(episode, "missing", START + 5 * HOUR)
    assert desk.clocks(episode)["long"].at == START + 24 * HOUR


@pytest.mark.parametrize("rule", ["meeting-24h", "briefing-24h"])
def test_meeting_and_briefing_are_owed_at_24_hours_to_the_second(rule):
    desk = PaperDesk()
    episode = desk.open(desk.child(), START)
    assert desk.all(episode, rule, START + 24 * HOUR - timedelta(seconds=1)) == []
    assert desk.duty(episode, rule, START + 24 * HOUR).arose_at == START + 24 * HOUR


def test_an_absence_is_reported_after_24_hours_not_at_them():
    desk = PaperDesk()
    episode = desk.open(desk.child(), START, "absence", limit=START + 48 * HOUR)
    assert desk.all(episode, "absence-24h", START + 24 * HOUR) == []
    assert desk.duty(episode, "absence-24h", START + 24 * HOUR + timedelta(seconds=1)).is_owed


def test_an_absence_that_ended_at_24_hours_was_never_longer():
    desk = PaperDesk()
    episode = desk.been(desk.child(), START, START + 24 * HOUR, "absence", limit=START + 48 * HOUR)
    assert desk.all(episode, "absence-24h", START + 90 * HOUR) == []


def test_24_hours_missing_to_the_second_owe_the_meeting_although_the_child_came_back_then():
    desk = PaperDesk()
    episode = desk.been(desk.child(), START, START + 24 * HOUR)
    assert desk.duty(episode, "meeting-24h").arose_at == START + 24 * HOUR


def test_a_return_stops_the_clock_for_good():
    desk = PaperDesk()
    episode = desk.been(desk.child(), START, START + 24 * HOUR - timedelta(seconds=1))
    assert desk.all(episode, "meeting-24h", START + 90 * HOUR) == []
    assert "meeting-24h" not in desk.clocks(episode, START + 90 * HOUR)


def test_found_is_not_back_and_every_clock_runs_on():
    desk = PaperDesk()
    episode = desk.open(desk.child(), START)
    desk.found(episode, START + 3 * HOUR)
    found = desk.episode(episode)
    assert (found.status, found.is_open, found.found_at) == ("found", True, START + 3 * HOUR)
    assert desk.clocks(episode)["meeting-24h"].at == START + 24 * HOUR
    assert desk.all(episode, "interview-72h") == []
    desk.now = START + 25 * HOUR
    assert desk.duty(episode, "meeting-24h").is_owed


def test_the_72_hours_run_from_the_return_not_from_being_found_or_seen_by_police():
    desk = PaperDesk()
    episode = desk.open(desk.child(), START)
    desk.found(episode, START + 3 * HOUR)
    desk.back(episode, START + 5 * HOUR, police_saw=START + 4 * HOUR)
    assert desk.duty(episode, "interview-72h").deadline == START + 77 * HOUR


def test_a_switch_after_the_child_was_found_says_that_the_child_is_away_again():
    desk = PaperDesk()
    episode = desk.open(desk.child(), START, "absence", limit=START + 10 * HOUR)
    desk.found(episode, START + 3 * HOUR)
    desk.switch(episode, "missing", START + 4 * HOUR)
    assert desk.episode(episode).status == "missing"


def test_clocks_that_run_from_a_time_given_as_about_say_so():
    desk = PaperDesk()
    child = desk.child()
    desk.now = START + HOUR
    episode = desk.open(child, "about 20:00")
    assert desk.episode(episode).since == START
    assert "about" in desk.clocks(episode)["meeting-24h"].why
    desk.now = START + 6 * HOUR
    desk.back(episode, "about 01:30")
    clock = desk.clocks(episode)["interview-72h"]
    assert clock.at == london("2026-11-21 01:30") + 72 * HOUR
    assert "about" in clock.why


def test_times_that_were_given_exactly_do_not_say_about():
    desk = PaperDesk()
    episode = desk.open(desk.child(), START)
    assert "about" not in desk.clocks(episode)["meeting-24h"].why
    desk.back(episode, START + HOUR)
    assert "about" not in desk.clocks(episode)["interview-72h"].why


def test_a_rule_that_recurs_is_owed_again_after_each_span():
    desk = PaperDesk(rules('id = "weekly"\nowes = "meeting"\nwhen = { hours = 72, every = 168 }'))
    child = desk.child()
    episode = desk.open(child, START)
    assert desk.clocks(episode)["weekly"].at == START + 72 * HOUR
    desk.now = START + 73 * HOUR
    desk.meeting(episode, "held", START + 80 * HOUR, "weekly")
    assert desk.clocks(episode)["weekly"].at == START + 240 * HOUR
    desk.now = START + 240 * HOUR
    assert [duty.is_owed for duty in desk.all(episode, "weekly")] == [False, True]
