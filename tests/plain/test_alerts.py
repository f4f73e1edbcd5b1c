"""What a worker must still see is told by the board in words and by `alerts`, until that worker says `seen`."""

from __future__ import annotations

import pytest

from tests.plain.typing_room import Room


@pytest.fixture
def left(room: Room) -> str:
    room.ok("alert", "Ash House has no", "night staff")
    (alert,) = room.ok("alerts")["alerts"]
    assert (alert["kind"], alert["episode"]) == ("left", None)
    return str(alert["id"])


def test_the_board_begins_with_what_the_day_team_left(room, left):
    told = room.words("board")
    assert "! Left for the night by" in told and "Ash House has no night staff" in told and f"seen: {left}" in told


def test_once_seen_it_is_gone_for_this_worker_and_stays_in_the_record(room, left):
    assert "Seen: Left for the night" in room.words("seen", left)
    assert "Ash House" not in room.words("board") and "No alert waits." in room.words("alerts")
    assert "left for the night" in room.words("history", "desk")
    assert "no alert" in room.refused("seen", left)["alert"]


def test_an_alert_that_does_not_wait_is_no_alert_and_nothing_is_recorded(room, left):
    assert "no alert 'crossed/x' waits" in room.refused("seen", left, "crossed/x")["alert"]
    assert room.ok("alerts")["alerts"]


def test_all_at_once_and_a_lapse_comes_back_until_it_is_decided(room, left):
    episode = room.open(room.child(), "2030", status="absence", limit="2230")
    room.at = "2026-11-22 22:31"
    kinds = [alert["kind"] for alert in room.ok("alerts")["alerts"]]
    assert kinds[:2] == ["lapsed", "left"], "the lapse first, as on the board"
    assert len(room.ok("seen", "--all")["seen"]) == len(kinds)
    assert room.ok("alerts")["alerts"] == [] and room.ok("seen", "--all")["seen"] == []
    room.at = "2026-11-22 22:37"
    (lapsed,) = room.ok("alerts")["alerts"]
    assert (lapsed["kind"], lapsed["episode"]) == ("lapsed", episode)
    room.ok("switch", episode, "--to", "missing", "--at", "2230", "--reason", "lapsed")
    assert "lapsed" not in [alert["kind"] for alert in room.ok("alerts")["alerts"]]


def test_a_moment_of_the_past_shows_no_alerts_of_now(room, left):
    assert "Ash House" not in room.words("board", "--as-of", "2159")


def test_which_must_be_said(room, left):
    assert room.run("seen").status == 2
    assert room.run("seen", left, "--all").status == 2


def test_view_only_sees_nothing_for_good(room, left):
    assert room.run("seen", "--all", "--view-only").status == 6
    assert room.ok("alerts")["alerts"]


def test_children_who_are_linked_are_told_with_each_other(room):
    kayleigh, dean = room.child(), room.child("Dean", "Pickersgill", dob="3/2/2010")
    episode = room.open(kayleigh)
    room.ok("child", "link", kayleigh, dean, "--reason", "went together")
    assert "Linked with Dean Pickersgill, 16: not away." in room.words("show", episode)
    room.open(dean, "2045")
    assert "Linked with Dean Pickersgill, 16: AWAY TOO, since 20:45." in room.words("show", episode)
