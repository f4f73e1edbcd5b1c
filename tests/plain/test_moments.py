"""`--as-of` and `--known-at`: what had happened by then, and what had been entered by then."""

from __future__ import annotations

import pytest

from tests.plain.typing_room import Room


@pytest.fixture
def late(room: Room) -> str:
    """Opened at 22:00; that the child had come back at 21:30 was entered at 23:00, and set right at midnight."""
    episode = room.open(room.child(), "2030")
    room.at = "2026-11-22 23:00"
    returned = room.ok("return", episode, "--at", "2130")["events"][0]["id"]
    room.at = "2026-11-23 00:00"
    room.ok("correct", returned, "at", "2145", "--reason", "misheard")
    room.at = "2026-11-23 08:00"
    return episode


def test_as_of_becomes_now(room, late):
    board = room.ok("board", "--as-of", "2100")
    assert board["now"] == "2026-11-22T21:00:00Z"
    (episode,) = board["episodes"]
    assert (episode["status"], episode["away_s"]) == ("missing", 1800)


def test_what_was_entered_late_counts_from_when_it_happened(room, late):
    assert room.episode(late, "--as-of", "2200")["status"] == "returned"
    assert room.episode(late, "--as-of", "2140")["status"] == "missing"


def test_known_at_hides_what_had_not_been_entered_and_implies_as_of(room, late):
    shown = room.ok("show", late, "--known-at", "2230")
    assert shown["now"] == "2026-11-22T22:30:00Z"
    assert shown["episodes"][0]["status"] == "missing"
    assert room.episode(late, "--known-at", "2330")["returned_at"] == "2026-11-22T21:30:00Z"


def test_both_say_what_was_known_then_of_an_earlier_time(room, late):
    shown = room.ok("show", late, "--as-of", "2150", "--known-at", "2230")
    assert (shown["now"], shown["episodes"][0]["status"]) == ("2026-11-22T21:50:00Z", "missing")


def test_corrections_change_every_as_of_and_only_known_at_hides_them(room, late):
    assert room.episode(late, "--as-of", "2200")["returned_at"] == "2026-11-22T21:45:00Z"
    assert room.episode(late, "--as-of", "2200", "--known-at", "2330")["returned_at"] == "2026-11-22T21:30:00Z"


def test_voids_change_every_as_of_too(room, late):
    room.ok("void", late, "--reason", "wrong child")
    assert room.episode(late, "--as-of", "2100")["status"] == "voided"
    assert room.ok("board", "--as-of", "2100")["episodes"][0]["status"] == "voided"
    assert room.episode(late, "--known-at", "2230")["status"] == "missing"


def test_what_is_to_come_can_be_looked_at(room):
    episode = room.open(room.child(), "2030")
    shape = room.episode(episode, "--as-of", "mon 23/11/2026 20:30")
    (meeting,) = [clock for clock in shape["clocks"] if clock["rule"] == "meeting-24h"]
    assert meeting["state"] == "due" and meeting["duty"]
    assert room.clock(episode, "meeting-24h")["duty"] is None


def test_every_reading_command_takes_both(room, late):
    child = room.episode(late)["child"]["id"]
    for words in (("board",), ("due",), ("show", late), ("history", late), ("card", child), ("find", "kayleigh")):
        room.ok(*words, "--as-of", "2230", "--known-at", "2230")
    room.ok("child", "show", child, "--as-of", "2230")
    room.ok("protocol", "show", "--as-of", "2230")
    assert len(room.ok("history", late, "--known-at", "2230")["events"]) == 1


def test_a_child_registered_later_was_not_known_then(room):
    room.at = "2026-11-22 23:00"
    child = room.child("Zofia", "Nowak")
    assert room.run("find", "nowak", "--known-at", "2230").status == 1
    assert room.run("show", child, "--known-at", "2230").status == 1
    assert room.ok("find", "nowak")["children"][0]["id"] == child


def test_find_as_of_gives_the_name_and_status_of_that_time(room):
    child = room.child("Zofia", "Nowak")
    episode = room.open(child, "2030")
    room.at = "2026-11-22 23:00"
    room.ok("child", "change", child, "--surname", "Kowalska")
    room.ok("return", episode, "--at", "2250")
    (then,) = room.ok("find", "nowak", "--as-of", "2230")["children"]
    assert (then["name"], then["status"]) == ("Zofia Nowak", "missing")
    (now,) = room.ok("find", "kowalska")["children"]
    assert (now["name"], now["status"]) == ("Zofia Kowalska", None)


@pytest.mark.parametrize(("speed", "low", "high"), [("x0", 0, 0), ("", 0, 30), ("x3600", 1, 40 * 3600)])
def test_a_training_clock_runs_at_its_speed(room, speed, low, high):
    now = room.run("--clock", f"2026-11-22 22:00{speed}", "board", "--json").json["now"]
    day, hours, minutes, seconds = int(now[8:10]), int(now[11:13]), int(now[14:16]), int(now[17:19])
    passed = (day - 22) * 86_400 + (hours - 22) * 3600 + minutes * 60 + seconds
    assert low <= passed <= high


def test_clock_and_store_as_options_win_over_the_environment(room):
    answer = room.run(
        "--clock", "2026-11-22 21:00x0", "--store", room.store, "board", "--json", NIGHTDESK_STORE="nowhere"
    )
    assert answer.json["now"] == "2026-11-22T21:00:00Z"
