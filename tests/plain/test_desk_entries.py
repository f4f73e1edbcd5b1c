"""What is recorded on the desk and concerns no child is set right as everything else is: old and new, who, and why."""

from __future__ import annotations

import pytest

from tests.plain.brought import CHILDREN, HISTORY
from tests.plain.typing_room import Room


def entered(answer) -> str:
    return str(answer["events"][0]["id"])


@pytest.fixture
def alert(room: Room) -> str:
    return entered(room.ok("alert", "Ash House has no", "night staff"))


@pytest.fixture
def call(room: Room) -> str:
    return entered(room.ok("call", "--caller", "neighbour", "shouting next door", "--about-whom", "a girl of 12"))


def test_an_alert_for_the_night_is_corrected_and_old_and_new_stand_in_the_history(room, alert):
    room.ok("correct", alert, "text", "Elm House has no night staff", "--reason", "wrong house")
    told = room.words("history", "desk")
    assert "left for the night, Ash House has no night staff" in told
    assert "NOW READS: left for the night, Elm House has no night staff" in told
    assert 'text was "Ash House has no night staff", is "Elm House has no night staff"; wrong house' in told
    handover = room.words("handover")
    alerts = handover[handover.index("9. Left by") :]
    assert "Elm House has no night staff" in alerts and "Ash House" not in alerts
    assert "the entry was: left for the night, Ash House" in handover


def test_an_alert_that_was_struck_is_in_no_list_and_stays_in_the_history(room, alert):
    room.ok("void", alert, "--reason", "meant for another night")
    handover = room.words("handover")
    assert "Ash House" not in handover[handover.index("9. Left by") :]
    assert "struck: left for the night" in room.words("history", "desk")
    (entry,) = (e for e in room.ok("history", "desk")["events"] if e["id"] == alert)
    assert entry["corrected_by"] and entry["data"]["text"] == "Ash House has no night staff"
    assert "void already" in room.refused("void", alert, "--reason", "again")["subject"]


def test_a_void_that_was_itself_a_mistake_is_undone(room, alert):
    void = entered(room.ok("void", alert, "--reason", "slip"))
    room.ok("void", void, "--reason", "it was right after all")
    handover = room.words("handover")
    assert "Ash House has no night staff" in handover[handover.index("9. Left by") :]


def test_a_call_about_nobody_we_know_is_corrected_in_each_of_its_fields(room, call):
    for field, value, words in (
        ("caller", "her aunt", "from her aunt"),
        ("number", "0161 496 0142", "0161 496 0142"),
        ("about_whom", "a girl of 14", "about a girl of 14"),
        ("text", "crying next door", "crying next door"),
    ):
        room.ok("correct", call, field, value, "--reason", "misheard")
        assert words in room.words("handover")
    room.ok("correct", call, "at", "2130", "--reason", "clock was wrong")
    assert "happened Sun 22 Nov 21:30" in room.words("handover")
    assert "has not come yet" in room.refused("correct", call, "at", "tomorrow 2130", "--reason", "x")["value"]


def test_how_far_the_daytime_is_known_can_be_set_right(room, brought):
    brought("children", CHILDREN)
    brought("history", HISTORY, "--until", "22/11/2026 17:00", "--since", "1/10/2026 00:00")
    (entry,) = (e for e in room.ok("history", "desk")["events"] if e["data"].get("kind") == "history")
    room.open(room.ok("find", "Barnes")["children"][0]["child"])
    room.ok("correct", entry["id"], "until", "21/11/2026 17:00", "--reason", "it was Saturday's file")
    assert "history to 21 Nov 17:00" in room.words("board")
    wrong = room.refused("correct", entry["id"], "since", "22/11/2026 10:00", "--reason", "x")
    assert "cannot begin after" in wrong["value"]
    wrong = room.refused("correct", entry["id"], "rows", "7", "--reason", "x")
    assert "can be corrected: until, since" in wrong["field"]
    room.ok("void", entry["id"], "--reason", "the file was of another team")
    assert "INCOMPLETE: no daytime history imported" in room.words("board")


def test_what_the_desk_is_made_of_is_not_struck_but_entered_anew(room):
    room.ok("alert", "x")
    made = room.ok("history", "desk")["events"][0]["id"]
    assert "stands" in room.refused("void", made, "--reason", "x")["entry"]
    assert "stands" in room.refused("correct", made, "authority", "Bury", "--reason", "x")["entry"]


def test_another_workers_entry_on_the_desk_is_set_right_by_a_manager_only(real):
    alert = entered(real.ok("call", "--caller", "neighbour", "x"))
    from tests.plain.typing_room import as_nobody

    assert as_nobody(real, "void", alert, "--reason", "x").returncode != 0
    assert real.ok("void", alert, "--reason", "x")


def test_the_desk_is_shown_as_it_was_known_then(room, alert):
    room.at = "2026-11-22 23:00"
    room.ok("correct", alert, "text", "Elm House has no night staff", "--reason", "wrong house")
    assert "Elm House" not in room.words("history", "desk", "--known-at", "2230")
