"""Bad input: each refused with every problem named, field by field, in words; nothing is recorded."""

from __future__ import annotations

import pytest

from tests.plain.typing_room import as_nobody

OPEN = ("--status", "missing", "--since", "2030", "--source", "carer")


def test_every_problem_is_named_at_once(room):
    child = room.child()
    problems = room.refused("open", child, "--status", "asleep", "--since", "29:77", "--source", " ")
    assert set(problems) == {"status", "since", "source"}


def test_in_words_each_problem_is_a_line_of_its_own_on_stderr(room):
    child = room.child()
    answer = room.run("open", child, "--status", "asleep", "--since", "29:77", "--source", " ")
    assert answer.status == 1 and not answer.out
    assert [line.split(":")[0] for line in answer.err.splitlines()] == ["status", "since", "source"]


def test_a_return_before_the_start(room):
    episode = room.open(room.child())
    assert "before" in room.refused("return", episode, "--at", "2000")["at"]


def test_a_switch_to_the_status_it_has(room):
    episode = room.open(room.child())
    problems = room.refused("switch", episode, "--to", "missing", "--at", "2130", "--reason", "?")
    assert "already" in problems["to"]


def test_a_second_open_episode_names_the_first(room):
    child = room.child()
    episode = room.open(child)
    assert episode in room.refused("open", child, *OPEN)["child"]


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("25/10/2026 01:30", ("BST", "GMT")),
        ("2026-10-25 01:30", ("BST", "GMT")),
    ],
)
def test_a_time_that_came_twice_is_refused_with_both_readings(room, typed, readings):
    message = room.refused("open", room.child(), "--status", "missing", "--since", typed, "--source", "x")["since"]
    assert all(reading in message for reading in readings)


def test_a_time_that_came_twice_is_taken_with_its_zone(room):
    child = room.child()
    opened = room.open(child, since="25/10/2026 01:30 bst", returned="25/10/2026 01:10 gmt")
    assert room.episode(opened)["away_s"] == 40 * 60


def test_a_time_that_never_came_is_refused_with_the_reason(room):
    message = room.refused("open", room.child(), "--status", "missing", "--since", "29/3/2026 01:30", "--source", "x")
    assert "forward" in message["since"]


@pytest.mark.parametrize("typed", ["in 2h", "2026-11-22T22:30:00Z", "tomorrow 0100"])
def test_a_past_fact_in_the_future(room, typed):
    message = room.refused("open", room.child(), "--status", "missing", "--since", typed, "--source", "x")["since"]
    assert "future" in message


def test_an_unknown_child_and_one_with_a_slip_in_its_id(room):
    child = room.child()
    assert "CZZZZZZZ" in room.refused("open", "CZZZZZZZ", *OPEN)["child"]
    other = child[:-1] + ("7" if child[-1] != "7" else "8")
    assert "letter is wrong" in room.refused("open", other, *OPEN)["child"]


def test_an_absence_without_a_limit(room):
    problems = room.refused("open", room.child(), "--status", "absence", "--since", "2030", "--source", "x")
    assert "agreed limit" in problems["limit"]


def test_an_absence_whose_limit_is_not_after_its_start(room):
    told = ("--status", "absence", "--since", "2130", "--source", "x", "--limit", "21/11/2026 23:00")
    assert "not after" in room.refused("open", room.child(), *told)["limit"]


def test_an_absence_of_a_child_who_is_not_looked_after(room):
    child = room.child(legal="home")
    told = ("--status", "absence", "--since", "2030", "--source", "x", "--limit", "2h")
    assert "not looked after" in room.refused("open", child, *told)["status"]


def test_a_switch_to_absence_needs_its_limit_too(room):
    episode = room.open(room.child())
    problems = room.refused("switch", episode, "--to", "absence", "--at", "2130", "--reason", "found at a friend's")
    assert set(problems) == {"limit"}


def test_a_blank_name_and_no_date_of_birth(room):
    problems = room.refused("child", "add", "--surname", " ", "--forename", "")
    assert set(problems) == {"surname", "forename", "dob"}


def test_any_text_that_is_not_blank_is_a_name(room):
    child = room.child("Ō-'1", "?")
    assert "Ō-'1 ?" in room.words("child", "show", child)


@pytest.mark.parametrize("dob", ["31/2/2012", "2030-01-01", "yesterday-ish", "12/13/2011"])
def test_a_date_of_birth_that_is_none(room, dob):
    assert set(room.refused("child", "add", "--surname", "A", "--forename", "B", "--dob", dob)) == {"dob"}


def test_a_hundred_kilobytes_in_a_note(room):
    child = room.child()
    assert "too long" in room.refused("note", child, "-", stdin=b"x" * 100_000)["text"]


def test_an_interview_before_the_return_and_one_of_a_child_who_is_not_back(room):
    episode = room.open(room.child())
    assert "not back" in room.refused("interview", episode, "offered", "--at", "now")["episode"]
    room.ok("return", episode, "--at", "2130")
    assert "before the return" in room.refused("interview", episode, "held", "--at", "2110")["at"]


def test_held_needs_no_accepted_before_it(room):
    episode = room.open(room.child())
    room.ok("return", episode, "--at", "2130")
    room.ok("interview", episode, "held", "--at", "2145")


def test_a_meeting_under_a_rule_that_owes_none_lists_those_that_do(room):
    episode = room.open(room.child())
    problems = room.refused("meeting", episode, "held", "--rule", "lcs-entry", "--at", "now")
    assert "meeting-3-in-28d" in problems["rule"]


def test_a_role_the_protocol_does_not_know_lists_those_it_does(room):
    episode = room.open(room.child())
    assert "police" in room.refused("told", episode, "postman", "--at", "now", "--how", "telephone")["role"]


def test_a_duty_that_is_not_owed_cannot_be_waived(room):
    assert "due" in room.refused("waive", "nothing.at.all", "--reason", "x")["duty"]


def test_a_correction_that_cannot_be(room):
    child = room.child()
    room.open(child)
    opened = next(e for e in room.ok("history", child)["events"] if e["type"] == "EpisodeOpened")["id"]
    assert "future" in room.refused("correct", opened, "since", "in 3h", "--reason", "x")["value"]
    assert "one of" in room.refused("correct", opened, "colour", "red", "--reason", "x")["field"]
    assert set(room.refused("correct", opened, "since", "2000", "--reason", " ")) == {"reason"}


def test_a_closed_episode_takes_no_switch_and_a_void_one_nothing(room):
    episode = room.open(room.child())
    room.ok("return", episode, "--at", "2130")
    assert "is back" in room.refused("switch", episode, "--to", "absence", "--at", "2140", "--reason", "x")["episode"]
    room.ok("void", episode, "--reason", "wrong child")
    assert "void" in room.refused("told", episode, "sw", "--at", "now", "--how", "e-mail")["episode"]
    assert "already" in room.refused("void", episode, "--reason", "again")["subject"]


def test_overlapping_episodes(room):
    child = room.child()
    room.open(child, since="20/11/2026 20:00", returned="21/11/2026 08:00")
    assert (
        "overlaps"
        in room.refused("open", child, "--status", "missing", "--since", "21/11/2026 06:00", "--source", "x")["since"]
    )


def test_reading_with_an_ambiguous_beginning_and_an_unknown_one(room):
    one, other = room.child("Ann"), room.child("Bea")
    assert other in room.run("show", "C").err and one in room.run("show", "C").err
    answer = room.run("show", "CZZZ", "--json")
    assert answer.status == 1 and "CZZZ" in answer.problems()["id"]


@pytest.mark.parametrize("option", ["--as-of", "--known-at"])
def test_a_moment_that_cannot_be_read(room, option):
    answer = room.run("board", option, "half past", "--json")
    assert set(answer.problems()) == {option[2:]}


def test_reading_takes_a_moment_and_refuses_an_ambiguous_one(room):
    assert room.run("board", "--as-of", "25/10/2026 01:30").status == 1
    assert room.ok("board", "--as-of", "25/10/2026 01:30 gmt")["now"] == "2026-10-25T01:30:00Z"


@pytest.mark.parametrize("clock", ["half past", "2200xfast", "2200x-1", "25/10/2026 01:30"])
def test_a_clock_that_cannot_be_read(room, clock):
    assert set(room.run("--clock", clock, "board", "--json").problems()) == {"clock"}


def test_a_real_store_has_no_clock_that_can_be_set(real):
    real.child()
    answer = real.run("--clock", "2200x0", "board", "--json")
    assert "training store" in answer.problems()["clock"]
    assert real.run("board", NIGHTDESK_CLOCK="2200x0").status == 1
    assert real.run("find", "kayleigh", NIGHTDESK_CLOCK="2200x0").status == 1


def test_a_clock_makes_no_store(real):
    answer = real.run("--clock", "2200", "child", "add", "--surname", "A", "--forename", "B", "--dob", "1/1/2012")
    assert answer.status == 1
    assert not real.store.exists()


def test_only_a_beginning_makes_a_store(real):
    answer = real.run("open", "CZZZZZZZ", *OPEN, "--json")
    assert "no store" in answer.problems()["store"]
    assert not real.store.exists()


def test_a_folder_in_use_is_not_made_a_training_store(real, room):
    real.child()
    assert "store" in real.run("demo", real.store, "--json").problems()
    assert "store" in room.run("demo", room.store, "--json").problems()


PROTOCOL = """name = "ours"
title = "T"
authority = "A"
document = "D"
[[rule]]
id = "x"
label = "x"
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "end of the file"),
        (PROTOCOL, "rule x"),
        ("colour = 1\n" + PROTOCOL, "colour"),
        ("\0", "line 1"),
        ("", "name"),
    ],
)
def test_a_malformed_protocol(room, tmp_path, text, said):
    path = tmp_path / "ours.toml"
    path.write_text(text)
    for kind in ("check", "choose", "use"):
        answer = room.run("protocol", kind, path, "--reason", "x", "--json")
        problems = answer.json["problems"]
        assert answer.status == 1 and any(said in problem["field"] + problem["message"] for problem in problems)


def test_an_unknown_protocol_names_those_there_are(room):
    answer = room.run("protocol", "choose", "atlantis", "--json")
    assert answer.status == 1 and "north-yorkshire" in answer.out


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("colour = 1", {"colour"}),
        ("lock_minutes = -1\nbell = 7\n", {"lock_minutes", "bell"}),
        ("closures = ['yesterday']", {"closures"}),
        ("[", {"config"}),
    ],
)
def test_a_malformed_configuration(room, tmp_path, text, fields):
    path = tmp_path / "nightdesk.toml"
    path.write_text(text)
    for command in (("board",), ("find", "x"), ("child", "add", "--surname", "A", "--forename", "B")):
        assert set(room.run("--config", path, *command, "--json").problems()) == fields
    assert room.run("board", NIGHTDESK_CONFIG=str(path)).status == 1


def test_a_configuration_that_is_not_there_or_not_text(room, tmp_path):
    assert "config" in room.run("--config", tmp_path / "none.toml", "board", "--json").problems()
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    assert "config" in room.run("--config", tmp_path / "bad.toml", "board", "--json").problems()


@pytest.mark.parametrize(
    "words", [("board",), ("find", "x"), ("show", "C"), ("verify",), ("worker",), ("note", "C", "x")]
)
def test_a_folder_without_a_store_says_how_to_begin_one(real, words):
    for _ in range(2):
        assert "child add" in real.run(*words, "--json").problems()["store"]
    assert not real.store.exists()


def test_a_store_that_cannot_be_opened_says_why(real):
    real.store.write_text("a file, not a folder")
    told = ("child", "add", "--surname", "A", "--forename", "B", "--dob", "1/1/2012")
    assert "Not a directory" in real.run(*told, "--json").problems()["store"]


def test_an_unreadable_store_is_refused_in_words(elsewhere):
    child = elsewhere.child()
    for path in [elsewhere.store, *elsewhere.store.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    for words in (("board",), ("note", child, "x"), ("find", "x"), ("verify",)):
        answer = as_nobody(elsewhere, *words)
        assert answer.returncode == 1 and b"Permission denied" in answer.stderr, (words, answer)
