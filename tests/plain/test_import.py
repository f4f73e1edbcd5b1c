"""Files from elsewhere: nothing twice, nothing half, every refusal by its row, and no time changed by itself."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from tests.plain.typing_room import Room

CHILDREN = """LCS number,Surname,First name,Date of birth,Legal,Placement
L1,Barnes,Kayleigh,14/2/2011,looked-after,Ash House
L2,O'Neill,Siobhán,3/6/2012,looked-after,Elm House
"""
HISTORY = """LCS number,status,start,end,place
L1,missing,10/11/2026 14:00,10/11/2026 19:30,Ash House
L2,missing,2/11/2026 09:00,2/11/2026 10:15,Elm House
"""
POLICE = """Report number,Surname,Forename,DOB,Date missing,Time missing,Date returned,Time returned
0412,Barnes,Kayleigh,14/2/2011,22/11/2026,20:05,,
"""


@pytest.fixture
def brought(room: Room, tmp_path: Path):
    """Imports a text, as bytes in some encoding, and gives the JSON answer with its status."""

    def bring(kind: str, text: str | bytes, *words: str, encoding: str = "utf-8"):
        file = tmp_path / "brought.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return room.run("import", kind, file, *words, "--json")

    return bring


def shaped(answer, *names: str):
    return [len(answer.json[name]) if name == "refused" else answer.json[name] for name in names]


NUMBERS = ("rows", "new", "known", "refused")


def the(room: Room, surname: str) -> str:
    (found,) = room.ok("find", surname)["children"]
    return str(found["child"])


def test_children_are_registered_once_however_often_the_file_comes(room, brought):
    first = brought("children", CHILDREN)
    assert (first.status, shaped(first, *NUMBERS)) == (0, [2, 2, 0, 0])
    head = room.head()
    again = brought("children", CHILDREN)
    assert (again.status, shaped(again, *NUMBERS)) == (0, [2, 0, 2, 0])
    assert room.head() == head
    assert "Siobhán O'Neill" in room.words("find", "oneill").replace("\u2019", "'")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_file_is_read_in_the_encoding_and_with_the_marks_that_a_spreadsheet_gave_it(room, brought, encoding, mark):
    answer = brought("children", CHILDREN.replace(",", mark), encoding=encoding)
    assert shaped(answer, *NUMBERS) == [2, 2, 0, 0]
    assert "Siobhán" in room.words("find", "siobhan")


def test_a_preview_says_the_same_and_records_nothing(room, brought):
    head = room.head()
    answer = brought("children", CHILDREN + "L1,Barnes,Kayleigh,14/2/2011,,\n", "--preview")
    assert shaped(answer, *NUMBERS) == [3, 2, 1, 0]
    assert answer.json["preview"] and room.head() == head


def test_a_known_child_is_completed_and_what_differs_is_told_not_changed(room, brought):
    child = room.child(placement="Oak Lodge")
    answer = brought("children", CHILDREN)
    assert shaped(answer, *NUMBERS) == [2, 2, 0, 0]
    shown = room.ok("child", "show", child)["child"]["details"]
    assert (shown["lcs"], shown["placement"]) == ("L1", "Oak Lodge")
    assert "Placement" in answer.json["notes"][0]["message"]
    brought("children", CHILDREN, "--update")
    assert room.ok("child", "show", child)["child"]["details"]["placement"] == "Ash House"


def test_a_child_of_the_same_name_and_another_lcs_number_is_left_to_a_person(room, brought):
    room.child(lcs="L9")
    answer = brought("children", CHILDREN)
    assert answer.status == 1 and shaped(answer, *NUMBERS) == [2, 1, 0, 1]
    assert answer.json["refused"][0]["row"] == 2 and "L9" in answer.json["refused"][0]["message"]


BAD_ROWS = [
    ('L3,"=HYPERLINK(""http://x"")",Ann,1/1/2012,,', "formula"),
    ("L3,@SUM(A1),Ann,1/1/2012,,", "formula"),
    ("L3,'=1+1,Ann,1/1/2012,,", "formula"),
    ("L3,Low,Ann,31/2/2012,,", "dob"),
    ("L3,Low,Ann,1/1/2044,,", "still to come"),
    ("L3,Low,Ann,1/1/2012,royalty,", "legal"),
    ("L3,Low", "cut off"),
    ("L3,Low,Ann,1/1/2012,,,x,y", "comma"),
    ("L3,,Ann,1/1/2012,,", "surname"),
    ("L3,Low,Ann,,,", "dob"),
]


@pytest.mark.parametrize(("row", "word"), BAD_ROWS)
def test_a_bad_row_is_refused_by_its_number_and_the_others_are_taken(room, brought, row, word):
    answer = brought("children", CHILDREN + row + "\nL4,High,Tom,2/2/2013,,\n")
    assert answer.status == 1 and shaped(answer, *NUMBERS) == [4, 3, 0, 1]
    assert answer.json["refused"][0]["row"] == 4
    assert word in answer.json["refused"][0]["message"]


BAD_FILES = [
    (b"", "empty"),
    (b"a,b\n1,2\n", "no column 'surname'"),
    (b"surname,forename,surname\n", "2 times"),
    (b"surname,forename\nLow,\x81\x8d\n", "encoding"),
    (b"surname,forename\nLow,\x00\x01\x02\n", "encoding"),
    (codecs.BOM_UTF16_LE + b"s\x00\xd8", "encoding"),
]


@pytest.mark.parametrize(("content", "words"), BAD_FILES)
def test_a_file_that_makes_no_sense_is_refused_whole_with_the_reason(room, brought, content, words):
    head = room.head()
    answer = brought("children", content)
    assert words in answer.problems()["file"]
    assert room.head() == head


def test_a_file_of_a_hundred_megabytes_that_is_none_is_refused_with_nothing_recorded(room, tmp_path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.write(b"surname,forename\n")
        file.truncate(100 * 2**20)
    assert "encoding" in room.refused("import", "police", large)["file"]
    with large.open("wb") as file:
        file.truncate(1025 * 2**20)
    assert "1025 MB, and 1024 MB is the most" in room.refused("import", "police", large)["file"]


def test_a_folder_a_pipe_and_nothing_are_no_files(room, tmp_path):
    import os

    os.mkfifo(tmp_path / "pipe")
    for name, words in ((".", ""), ("pipe", "not a file"), ("none", "No such file")):
        assert words in room.refused("import", "children", tmp_path / name)["file"]


def test_a_site_names_its_own_headings(room, brought, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[columns]\nlcs = "Ref"\nsurname = "Nachname"\n')
    text = "Ref,Nachname,forename,dob\nL1,Barnes,Kayleigh,14/2/2011\n"
    assert shaped(brought("children", text, "--map", str(own)), *NUMBERS) == [1, 1, 0, 0]
    own.write_text('[columns]\nlcs = "Not there"\n')
    assert "Not there" in brought("children", text, "--map", str(own)).problems()["file"]
    own.write_text("columns")
    assert "TOML" in brought("children", text, "--map", str(own)).problems()["file"]


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
    brought("children", CHILDREN.replace("L2,O'Neill,Siobhán,3/6/2012,looked-after", "L2,O'Neill,Siobhán,3/6/2012,home"))
    rows = "L1,absence,9/11/2026 01:30,9/11/2026 09:00,\nL2,absence,9/11/2026 01:30,9/11/2026 09:00,\n"
    answer = brought("history", HISTORY + rows, "--until", "22/11/2026 17:00")
    assert (answer.status, shaped(answer, *NUMBERS), answer.json["complete"]) == (0, [4, 4, 0, 0], True)
    first, second = (note["message"] for note in answer.json["notes"])
    assert "without its agreed limit" in first and "not looked after now (home)" in second
    taken = room.ok("show", the(room, "Barnes"))["episodes"][0]
    assert [spell["status"] for spell in taken["spells"]] == ["absence"] and taken["returned_at"]
    assert not [clock for clock in taken["clocks"] if clock["rule"] == "absence-limit"]
    child = the(room, "Barnes")
    refused = room.refused(
        "open", child, "--status", "absence", "--since", "1/11/2026 10:00", "--returned", "1/11/2026 12:00", "--source", "carer"
    )
    assert "limit" in refused


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


def test_words_say_what_came_of_a_file_and_refusals_go_to_stderr(room, tmp_path):
    file = tmp_path / "children.csv"
    file.write_text(CHILDREN + "L3,Low\n")
    answer = room.run("import", "children", file)
    assert answer.status == 1 and "3 rows: 2 new, 0 known already, 1 refused." in answer.out
    assert answer.err.startswith("row 4: ")


def test_view_only_imports_nothing(room, tmp_path):
    file = tmp_path / "children.csv"
    file.write_text(CHILDREN)
    head = room.head()
    assert room.run("import", "children", file, "--view-only").status in (1, 6)
    assert room.head() == head


@pytest.mark.parametrize("words", [("children",), ("differences", "x"), ("take",), ("gossip", "x")])
def test_wrong_words_are_status_2(room, words):
    assert room.run("import", *words).status == 2
