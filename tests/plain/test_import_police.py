"""The police's download: kept beside our record, its differences shown, and no time changed by itself."""

from __future__ import annotations

import pytest

from tests.plain.brought import NUMBERS, POLICE, shaped
from tests.plain.typing_room import Room


def differences(room: Room) -> list[dict]:
    return room.ok("import", "differences")["differences"]


@pytest.fixture
def away(room: Room) -> str:
    return room.open(room.child(), "2030")


LATER = "2026-11-23 10:00"
RETURNED = POLICE.replace("20:05,,", "20:05,23/11/2026,01:10")


def test_a_police_report_changes_no_time_and_its_difference_is_shown(room, brought, away):
    before = room.episode(away)
    assert shaped(brought("police", POLICE), *NUMBERS) == [1, 1, 0, 0]
    assert room.episode(away)["since"] == before["since"]
    (found,) = differences(room)
    assert (found["field"], found["ours"], found["theirs"]) == ("start", "2026-11-22T20:30:00Z", "2026-11-22T20:05:00Z")
    assert "police log 0412: start Sun 22 Nov 2026 20:05 GMT; ours Sun 22 Nov 2026 20:30 GMT" in room.words(
        "import", "differences"
    )
    head = room.head()
    assert shaped(brought("police", POLICE), *NUMBERS) == [1, 0, 1, 0]
    assert room.head() == head and len(differences(room)) == 1


def test_theirs_is_taken_as_a_correction_with_the_police_as_its_source(room, brought, away):
    brought("police", POLICE)
    (found,) = differences(room)
    room.ok("import", "take", found["id"])
    assert room.episode(away)["since"] == "2026-11-22T20:05:00Z"
    assert "police download, log 0412" in room.words("history", away)
    assert differences(room) == []


def test_ours_is_kept_with_a_reason_and_asked_no_more(room, brought, away):
    brought("police", POLICE)
    (found,) = differences(room)
    assert "reason" in room.refused("import", "keep", found["id"])
    room.ok("import", "keep", found["id"], "--reason", "carer looked at the clock")
    assert differences(room) == [] and room.episode(away)["since"] == "2026-11-22T20:30:00Z"
    assert "carer looked at the clock" in room.words("history", away)
    assert "waits" in str(room.refused("import", "take", found["id"]))


def test_their_end_ends_our_open_episode_only_when_it_is_taken(room, brought, away):
    room.at = LATER
    brought("police", RETURNED)
    start, end = differences(room)
    assert (start["field"], end["field"], end["ours"]) == ("start", "end", None)
    assert room.episode(away)["status"] == "missing"
    room.ok("import", "take", end["id"])
    assert room.episode(away)["returned_at"] == "2026-11-23T01:10:00Z"
    assert [each["field"] for each in differences(room)] == ["start"]


def test_an_end_that_the_police_do_not_have_is_a_difference_once_the_child_is_back_here(room, brought, away):
    same = POLICE.replace("20:05", "20:30")
    brought("police", same)
    room.at = "2026-11-22 22:30"
    room.ok("return", away, "--at", "2215")
    assert differences(room) == [], "their row is older than our return"
    brought("police", same)
    assert differences(room) == [], "the same file again says nothing new"
    room.at = LATER
    head = room.head()
    assert shaped(brought("police", same, "--preview"), *NUMBERS) == [1, 0, 1, 0]
    later = same + "0555,Barnes,Kayleigh,14/2/2011,22/11/2026,20:30,,\n"
    assert shaped(brought("police", later, "--preview"), *NUMBERS) == [2, 2, 0, 0]
    assert room.head() == head
    brought("police", later)
    one, other = differences(room)
    assert (one["field"], one["theirs"], one["ours"]) == ("end", None, "2026-11-22T22:15:00Z")
    assert "end NOT RECORDED; ours Sun 22 Nov 2026 22:15 GMT" in room.words("import", "differences")
    assert "no end to take" in room.refused("import", "take", one["id"])["id"]
    room.ok("import", "keep", one["id"], "--reason", "carer rang")
    room.ok("import", "keep", other["id"], "--reason", "carer rang")
    head = room.head()
    assert shaped(brought("police", later), *NUMBERS) == [2, 0, 2, 0]
    assert (differences(room), room.head()) == ([], head)
    assert room.episode(away)["returned_at"] == "2026-11-22T22:15:00Z"


def test_our_return_is_corrected_to_theirs(room, brought, away):
    room.at = LATER
    room.ok("return", away, "--at", "23/11/2026 02:00")
    brought("police", RETURNED)
    room.ok("import", "take", differences(room)[1]["id"])
    assert room.episode(away)["returned_at"] == "2026-11-23T01:10:00Z"


def test_a_report_of_an_episode_that_we_do_not_have_can_be_taken_whole(room, brought):
    child = room.child()
    room.at = LATER
    brought("police", RETURNED)
    (found,) = differences(room)
    assert (found["field"], found["episode"]) == ("episode", None)
    room.ok("import", "take", found["id"])
    (episode,) = room.ok("show", child)["episodes"]
    assert (episode["since"], episode["returned_at"]) == ("2026-11-22T20:05:00Z", "2026-11-23T01:10:00Z")
    assert episode["police_log"] == "0412" and differences(room) == []


def test_a_newer_download_takes_the_place_of_an_older_one_about_the_same_log(room, brought, away):
    room.at = LATER
    brought("police", POLICE)
    brought("police", RETURNED.replace("20:05", "20:30"))
    assert [each["field"] for each in differences(room)] == ["end"]


def test_a_child_registered_after_the_import_is_found_by_the_next_one(room, brought):
    assert brought("police", POLICE).status == 1
    room.child()
    assert shaped(brought("police", POLICE), *NUMBERS) == [1, 1, 0, 0]
    assert len(differences(room)) == 1
