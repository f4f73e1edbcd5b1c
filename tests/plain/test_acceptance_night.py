"""A whole night of the reference procedure, typed as plain commands while the clock moves on."""

from __future__ import annotations

import pytest

from tests.plain.typing_room import Room


@pytest.fixture
def kayleigh(room: Room) -> str:
    """Kayleigh, who was away once before, on 26 October."""
    child = room.child("Kayleigh", "Brennan", lcs="L1")
    told = ["--since", "26/10/2026 19:00", "--returned", "27/10/2026 01:00", "--source", "day team"]
    room.ok("open", child, "--status", "missing", *told)
    return child


def test_2030_typed_at_2205_is_this_evening_and_the_answer_shows_it_back(room, kayleigh):
    room.at = "2026-11-22 22:05"
    words = room.words("open", kayleigh, "--status", "missing", "--since", "2030", "--source", "carer, Ash House")
    assert "Kayleigh Brennan, born 14 Feb 2011" in words
    assert "Sun 22 Nov 20:30 GMT (1 h 35 min ago)" in words


def test_she_counts_2_of_3_in_28_days_and_the_oldest_drops_out_on_monday(room, kayleigh):
    room.at = "2026-11-22 22:05"
    episode = room.open(kayleigh)
    shape = room.episode(episode)
    assert shape["since"] == "2026-11-22T20:30:00Z"
    assert (shape["away_s"], shape["missing_s"]) == (5700, 5700)
    (count,) = [count for count in shape["counts"] if count["rule"] == "meeting-3-in-28d"]
    assert (count["n"], count["of"], count["window_days"]) == (2, 3, 28)
    assert count["drops_out_at"] == "2026-11-23T19:00:00Z"
    assert count["episodes"][1] == episode
    assert "2 of 3 in 28 days" in room.words("board")


def test_what_is_owed_on_opening_ends_when_it_is_recorded(room, kayleigh):
    room.at = "2026-11-22 22:05"
    episode = room.open(kayleigh)
    assert {"lcs-entry", "police-told"} <= owed(room, episode)
    room.ok("grade", episode, "medium", "--log", "0412 of 22/11", "--officer", "PC 4471")
    room.ok("told", episode, "police", "--at", "2055", "--how", "telephone")
    room.ok("lcs", episode, "--at", "now")
    assert not {"lcs-entry", "police-told"} & owed(room, episode)
    assert room.clock(episode, "police-told")["state"] == "met"
    assert room.episode(episode)["police_log"] == "0412 of 22/11"


def test_a_second_report_owes_the_three_emails_until_each_was_told(room, kayleigh):
    room.at = "2026-11-22 22:05"
    episode = room.open(kayleigh)
    assert not room.clocks(episode, "email-on-second-report")
    room.at = "2026-11-22 22:40"
    room.ok("report", kayleigh, "--at", "2238", "--source", "police", "seen at the Interchange")
    clock = room.clock(episode, "email-on-second-report")
    assert clock["state"] == "due" and clock["duty"]
    for role in ("sw", "tm", "sm"):
        assert room.clock(episode, "email-on-second-report")["state"] == "due"
        room.ok("told", episode, role, "--at", "now", "--how", "e-mail")
    assert room.clock(episode, "email-on-second-report")["state"] == "met"


@pytest.fixture
def tariq(room: Room) -> tuple[str, str]:
    """Tariq, absent at an agreed address until 01:00; his episode."""
    room.at = "2026-11-22 23:10"
    child = room.child("Tariq", "Mahmood", dob="3/6/2012", placement="Elm House")
    agreed = ["--limit", "0100", "--whereabouts", "14 Fern Street", "--confirmed-by", "carer", "--agreed-by", "SW"]
    opened = room.ok("open", child, "--status", "absence", "--since", "2200", "--source", "carer", *agreed)
    return child, opened["episode"]


def test_an_absence_limit_of_0100_typed_before_midnight_is_the_next_one(room, tariq):
    clock = room.clock(tariq[1], "absence-limit")
    assert (clock["kind"], clock["at"], clock["left_s"]) == ("threshold", "2026-11-23T01:00:00Z", 6600)
    assert clock["duty"] is None


def test_a_lapse_asks_for_a_decision_and_changes_no_status_by_itself(room, tariq):
    _, episode = tariq
    room.at = "2026-11-23 01:20"
    assert room.episode(episode)["status"] == "absence"
    clock = room.clock(episode, "absence-limit")
    assert clock["state"] == "due" and clock["duty"]
    assert "limit lapsed" in room.words("due")
    day = room.clock(episode, "meeting-24h")
    assert day["at"] == "2026-11-24T01:00:00Z", "provisionally, from the lapse"
    assert "provisional" in day["why"]


def test_the_switch_is_dated_at_the_lapse_and_needs_a_reason(room, tariq):
    _, episode = tariq
    room.at = "2026-11-23 01:20"
    assert "reason" in room.refused("switch", episode, "--to", "missing", "--at", "0100", "--reason", " ")
    room.ok("switch", episode, "--to", "missing", "--at", "0100", "--reason", "limit lapsed, not at Fern Street")
    shape = room.episode(episode)
    assert shape["status"] == "missing"
    assert [(spell["status"], spell["from"], spell["to"]) for spell in shape["spells"]] == [
        ("absence", "2026-11-22T22:00:00Z", "2026-11-23T01:00:00Z"),
        ("missing", "2026-11-23T01:00:00Z", None),
    ]
    assert (shape["missing_s"], shape["away_s"]) == (1200, 12000)
    assert room.clock(episode, "absence-limit")["state"] == "met"
    assert room.clock(episode, "meeting-24h")["at"] == "2026-11-24T01:00:00Z"


@pytest.fixture
def dean(room: Room) -> str:
    """Dean's episode: missing from home since 22:30."""
    room.at = "2026-11-22 23:00"
    child = room.child("Dean", "Pickersgill", dob="21/9/2010", legal="home", case="open", placement="", address="Row 1")
    return room.open(child, "2230", source="mother")


def test_found_is_not_back_and_the_clocks_go_on(room, dean):
    room.at = "2026-11-23 02:30"
    room.ok("found", dean, "--at", "0215", "--where", "grandmother's, Radcliffe", "--by", "police")
    shape = room.episode(dean)
    assert (shape["status"], shape["returned_at"]) == ("found", None)
    assert shape["missing_s"] == 4 * 3600
    assert "FOUND, NOT BACK" in room.words("board")


def test_the_72_hours_run_from_the_return_and_not_from_the_police_seeing_him(room, dean):
    room.at = "2026-11-23 03:40"
    room.ok("return", dean, "--at", "0310", "--found-at", "0215", "--police-saw", "0325", "--where", "home")
    clock = room.clock(dean, "interview-72h")
    assert (clock["kind"], clock["at"]) == ("deadline", "2026-11-26T03:10:00Z")
    assert clock["left_s"] == 72 * 3600 - 30 * 60
    assert room.episode(dean)["status"] == "returned"
    room.ok("interview", dean, "held", "--at", "0330", "--by", "P Lomax")
    assert room.clock(dean, "interview-72h")["state"] == "met"
    assert room.clock(dean, "write-up-1wd")["at"] == "2026-11-24T17:00:00Z"


def test_a_correction_keeps_the_mistaken_entry_and_moves_the_clock(room, dean):
    room.at = "2026-11-23 03:40"
    made = room.ok("return", dean, "--at", "0310")
    (entry,) = [event["id"] for event in made["events"]]
    room.at = "2026-11-23 04:00"
    room.ok("correct", entry, "at", "0250", "--reason", "the carer's log says 02:50")
    assert room.clock(dean, "interview-72h")["at"] == "2026-11-26T02:50:00Z"
    events = room.ok("history", dean)["events"]
    (returned,) = [event for event in events if event["type"] == "Returned"]
    assert returned["happened_at"] == "2026-11-23T03:10:00Z", "as it was entered"
    (corrected,) = [event for event in events if event["type"] == "EntryCorrected"]
    assert returned["corrected_by"] == corrected["id"]


def test_a_void_withdraws_what_rested_on_the_episode(room, kayleigh):
    room.at = "2026-11-22 22:05"
    episode = room.open(kayleigh, risk="high")
    assert room.clock(episode, "meeting-high-risk")["state"] == "due"
    room.ok("void", episode, "--reason", "opened for the wrong child")
    shape = room.episode(episode)
    assert shape["status"] == "voided"
    assert {clock["state"] for clock in shape["clocks"]} == {"withdrawn"}
    assert all(count["n"] == 1 for count in shape["counts"])


def test_at_0745_due_lists_what_the_day_owes_and_the_ledger_is_clean(room, kayleigh, tariq, dean):
    room.at = "2026-11-23 00:05"
    episode = room.open(kayleigh, since="yesterday 2030")
    room.at = "2026-11-23 07:45"
    shape = room.ok("due")
    mine = {each["id"]: {clock["rule"] for clock in each["clocks"] if clock["duty"]} for each in shape["episodes"]}
    assert {"lcs-entry", "police-told"} <= mine[episode]
    assert "absence-limit" in mine[tariq[1]]
    assert dean in mine
    checked = room.ok("verify")
    assert checked["clean"] is True and checked["head"]["seq"] == room.head() == checked["events"]
    assert "Clean" in room.words("verify")


def owed(room: Room, episode: str) -> set[str]:
    """The rules of which something is owed."""
    live = ("due", "overdue")
    return {clock["rule"] for clock in room.episode(episode)["clocks"] if clock["duty"] and clock["state"] in live}
