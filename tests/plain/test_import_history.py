"""The daytime's episodes from a file: what is over, who is away still, and how far the counts are then known."""

from __future__ import annotations

import pytest

from tests.plain.brought import CHILDREN, HISTORY, NUMBERS, shaped, the
from tests.plain.typing_room import Room


def counts(room: Room, episode: str) -> dict:
    (count,) = (each for each in room.episode(episode)["counts"] if each["rule"] == "meeting-3-in-28d")
    return count


def test_history_makes_the_count_whole_and_says_how_far(room, brought):
    brought("children", CHILDREN)
    episode = room.open(the(room, "Barnes"))
    assert (counts(room, episode)["n"], counts(room, episode)["known_until"]) == (1, None)
    assert "INCOMPLETE: no daytime history imported" in room.words("show", episode)
    answer = brought("history", HISTORY, "--until", "22/11/2026 17:00", "--since", "1/10/2026 00:00")
    assert (answer.status, answer.json["complete"]) == (0, True)
    assert (counts(room, episode)["n"], counts(room, episode)["known_until"]) == (2, "2026-11-22T17:00:00Z")
    for command in ("board", "show"):
        assert "history to 22 Nov 17:00" in room.words(command, *[episode] * (command == "show"))
    assert "history to 22 Nov 17:00" in room.words("card", the(room, "Barnes"))
    head = room.head()
    again = brought("history", HISTORY, "--until", "22/11/2026 17:00", "--since", "1/10/2026 00:00")
    assert (shaped(again, *NUMBERS), room.head()) == ([2, 0, 2, 0], head)


BAD_EPISODES = [
    ("L1,missing,10/11/2026 15:00,10/11/2026 16:00,", "overlaps an earlier row"),
    ("L1,missing,11/11/2026 15:00,11/11/2026 14:00,", "not after the start"),
    ("L1,missing,10/11/2026 18:00,,", "overlaps an earlier row"),
    ("L1,missing,15:00,16:00,", "no day"),
    ("L1,missing,25/10/2026 01:30,25/10/2026 09:00,", "BST"),
    ("L1,missing,25/12/2026 01:30,25/12/2026 09:00,", "not come yet"),
    ("L1,gone,9/11/2026 01:30,9/11/2026 09:00,", "missing or absence"),
    ("L7,missing,9/11/2026 01:30,9/11/2026 09:00,", "register the child first"),
    (",missing,9/11/2026 01:30,9/11/2026 09:00,", "who is it"),
    ("L1,absence,12/11/2026 01:30,,", "limit"),
    ("L1,missing,9/11/2005 01:30,9/11/2005 09:00,", "before the date of birth"),
]


@pytest.mark.parametrize("preview", [(), ("--preview",)])
@pytest.mark.parametrize(("row", "words"), BAD_EPISODES)
def test_an_impossible_episode_is_refused_and_leaves_the_history_incomplete(room, brought, row, words, preview):
    brought("children", CHILDREN)
    answer = brought("history", HISTORY + row + "\n", "--until", "22/11/2026 17:00", *preview)
    assert answer.status == 1 and shaped(answer, *NUMBERS) == [3, 2, 0, 1]
    assert words in answer.json["refused"][0]["message"] and answer.json["complete"] is False
    assert not room.ok("board")["episodes"] or "INCOMPLETE" in room.words("board")


def test_an_absence_of_the_past_is_taken_without_its_limit_and_the_row_says_so(room, brought):
    brought("children", CHILDREN.replace("3/6/2012,looked-after", "3/6/2012,home"))
    rows = "L1,absence,9/11/2026 01:30,9/11/2026 09:00,\nL2,absence,9/11/2026 01:30,9/11/2026 09:00,\n"
    answer = brought("history", HISTORY + rows, "--until", "22/11/2026 17:00")
    assert (answer.status, shaped(answer, *NUMBERS), answer.json["complete"]) == (0, [4, 4, 0, 0], True)
    first, second = (note["message"] for note in answer.json["notes"])
    assert "without its agreed limit" in first and "not looked after now (home)" in second
    taken = room.ok("show", the(room, "Barnes"))["episodes"][0]
    assert [spell["status"] for spell in taken["spells"]] == ["absence"] and taken["returned_at"]
    assert not [clock for clock in taken["clocks"] if clock["rule"] == "absence-limit"]
    past = ("--since", "1/11/2026 10:00", "--returned", "1/11/2026 12:00", "--source", "carer")
    assert "limit" in room.refused("open", the(room, "Barnes"), "--status", "absence", *past)


def test_history_must_say_how_far_it_goes(room, brought):
    assert "until" in brought("history", HISTORY).problems()
    assert "until" in brought("history", HISTORY, "--until", "tomorrow 10:00").problems()


STILL = "LCS number,status,start,end\nL1,missing,22/11/2026 13:00,\n"
UNTIL = ("--until", "22/11/2026 17:00", "--since", "1/10/2026 00:00")


def test_who_is_away_in_the_day_system_is_carried_over_with_when_that_was_last_confirmed(room, brought):
    brought("children", CHILDREN)
    answer = brought("history", STILL, *UNTIL)
    assert (answer.status, answer.json["complete"]) == (0, True)
    (episode,) = room.ok("board")["episodes"]
    assert (episode["status"], episode["since"]) == ("missing", "2026-11-22T13:00:00Z")
    assert episode["last_confirmed"] == "2026-11-22T17:00:00Z"
    owed = {clock["rule"]: clock["state"] for clock in episode["clocks"]}
    assert (owed["lcs-entry"], owed["police-told"]) == ("met", "due"), "it stands on LCS; of the police nobody said"
    assert "last confirmed Sun 22 Nov 17:00 GMT by daytime history" in room.words("show", episode["id"])
    room.at = "2026-11-23 06:00"
    assert "carried over, last confirmed Sun 22 Nov 17:00 GMT" in room.words("board")
    assert "carried over, last confirmed Sun 22 Nov 17:00 GMT" in room.words("handover")
    room.ok("still-away", episode["id"], "--source", "carer", "--at", "0550")
    assert "carried over" not in room.words("board")
    assert room.ok("board")["episodes"][0]["last_confirmed"] == "2026-11-23T05:50:00Z"


def test_an_episode_of_ours_is_confirmed_and_then_ended_by_the_day_team(room, brought):
    brought("children", CHILDREN)
    episode = room.open(the(room, "Barnes"), "2030")
    room.at = "2026-11-23 18:00"
    still = STILL.replace("13:00", "20:05")
    until = ("--until", "23/11/2026 17:00", "--since", "1/10/2026 00:00")
    answer = brought("history", still, *until)
    assert answer.json["complete"] and "ours, Sun 22 Nov 20:30 GMT, is kept" in answer.json["notes"][0]["message"]
    shown = room.episode(episode)
    assert (shown["since"], shown["last_confirmed"]) == ("2026-11-22T20:30:00Z", "2026-11-23T17:00:00Z")
    head = room.head()
    brought("history", still, *until)
    assert room.head() == head
    back = still.replace("20:05,", "20:05,23/11/2026 16:00")
    assert brought("history", back, "--until", "23/11/2026 17:30", *until[2:]).json["complete"]
    assert room.episode(episode)["returned_at"] == "2026-11-23T16:00:00Z"
    head = room.head()
    again = brought("history", back, "--until", "23/11/2026 17:30", *until[2:])
    assert (again.status, again.json["complete"], room.head()) == (0, True, head)
