"""Ids as they are read over the telephone, and texts from wherever they come."""

from __future__ import annotations

import os
import pty

import pytest

from models.ids import spoken


def test_where_a_dash_stands_more_than_once_each_takes_a_line_and_the_last_the_rest(room):
    words = ["child", "add", "--surname", "-", "--forename=-", "--dob", "-", "--placement", "Elm House"]
    child = room.ok(*words, stdin=b"O'Neill-Barnes\r\n--role manager\n4/5/2012\n")["child"]
    details = room.ok("child", "show", child)["child"]["details"]
    assert (details["surname"], details["forename"]) == ("O'Neill-Barnes", "--role manager")
    assert (details["dob"], details["placement"]) == ("2012-05-04", "Elm House")
    room.ok("call", "--caller", "-", "-", stdin=b"a neighbour\nshouting\nand a crash")
    assert "shouting" in room.words("history", "desk") and "a neighbour" in room.words("history", "desk")
    refused = room.refused("child", "add", "--surname", "-", "--forename", "-", "--dob", "-", stdin=b"Only")
    assert {"forename", "dob"} & set(refused)


def test_a_name_is_looked_for_without_standing_among_the_arguments(room):
    room.child("Isolde", "Quenby")
    for typed in (b"quenby", b"quenby isolde\n", b"isolde\nquenby\n"):
        assert "Isolde Quenby" in room.words("find", "-", stdin=typed)
        (found,) = room.ok("find", "-", "--limit", "1", stdin=typed)["children"]
        assert found["name"] == "Isolde Quenby"
    assert room.run("find", "-", stdin=b"").status == 1


def test_reading_takes_a_beginning_and_writing_the_whole_id(room):
    child = room.child()
    episode = room.open(child)
    assert room.episode(episode[:6])["id"] == episode
    assert room.ok("child", "show", child[:6])["child"]["id"] == child
    assert "whole id" in room.refused("note", episode[:7], "x")["subject"]
    assert "whole id" in room.refused("told", episode[:7], "sw", "--at", "now", "--how", "x")["episode"]


@pytest.mark.parametrize("heard", [str.lower, spoken, lambda text: spoken(text).lower(), lambda text: f" {text} "])
def test_an_id_is_taken_as_it_was_heard(room, heard):
    child = room.child()
    episode = room.open(child)
    assert room.episode(heard(episode))["id"] == episode
    room.ok("note", heard(episode), "x")
    room.ok("child", "change", heard(child), "--team", "East")


def test_the_letter_o_is_the_figure_0(room):
    room.child()
    for number in range(60):
        child = room.child("Twin", f"No {number}")
        if "0" in child:
            break
    assert room.ok("show", child.replace("0", "o"))["v"] == 1
    room.ok("note", child.replace("0", "O"), "x")


def test_a_whole_id_wins_over_longer_ones_that_begin_like_it(room):
    child = room.child()
    assert room.ok("child", "show", child)["child"]["id"] == child


def test_an_entry_id_leads_to_its_child(room):
    child = room.child()
    entry = room.ok("note", child, "x")["events"][0]["id"]
    assert room.ok("child", "show", entry)["child"]["id"] == child


def test_text_from_standard_input(room):
    child = room.child()
    room.ok("note", child, "-", stdin="first line\n\nsecond – line\n".encode())
    assert room.ok("history", child)["events"][-1]["data"]["text"] == "first line\n\nsecond – line"


def test_text_in_another_alphabet_is_taken_as_windows_writes_it(room):
    child = room.child()
    room.ok("note", child, "-", stdin="caf\xe9".encode("latin-1"))
    assert room.ok("history", child)["events"][-1]["data"]["text"] == "café"


def test_a_time_may_begin_with_a_minus(room):
    episode = room.open(room.child(), "1800")
    room.ok("found", episode, "--at", "-2h", "--where", "home")
    assert room.ok("history", episode)["events"][-1]["happened_at"] == "2026-11-22T20:00:00Z"


def test_about_is_kept_and_said(room):
    episode = room.open(room.child(), "about 2000")
    assert room.episode(episode)["since"] == "2026-11-22T20:00:00Z"
    assert "about" in room.words("show", episode)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2240", "2026-11-21T22:40:00Z"),
        ("21:40", "2026-11-22T21:40:00Z"),
        ("2h ago", "2026-11-22T20:00:00Z"),
        ("yesterday 2315", "2026-11-21T23:15:00Z"),
        ("sat 0130", "2026-11-21T01:30:00Z"),
        ("21/11/2026 22:40", "2026-11-21T22:40:00Z"),
        ("2026-11-22T21:00:00+01:00", "2026-11-22T20:00:00Z"),
        ("25/10/2026 01:30 bst", "2026-10-25T00:30:00Z"),
    ],
)
def test_time_is_what_people_type(room, typed, read):
    assert room.episode(room.open(room.child(), typed))["since"] == read


NASTY = "\x1b[2J\x1b]0;owned\x07Zoe\x9b31m[bold]\u202eeoZ\x00</b>&lt;%s{0}"


def test_escape_sequences_and_markup_in_names_never_reach_the_terminal(room):
    child = room.child(NASTY, "[red]O'Neill[/]", placement=NASTY, address=NASTY)
    episode = room.open(child, source=NASTY, text=NASTY, place=NASTY)
    room.ok("note", child, NASTY)
    pages = [room.words(*words) for words in (("board",), ("show", child), ("card", child), ("history", child))]
    pages += [room.words("child", "show", child), room.words("find", "oneill"), room.words("due")]
    pages += [room.run("find", "oneill", NIGHTDESK_CLOCK="").out, room.run("void", episode, "--reason", NASTY).out]
    for page in pages:
        assert "Zoe" in page
        assert all(letter.isprintable() or letter in "\n\t" for letter in page), repr(page)
        assert "[red]O'Neill[/]" in page, "markup is text"


def test_what_was_typed_wrongly_is_not_echoed_raw(room):
    for words in (("show", NASTY), ("note", NASTY, "x"), ("open", NASTY, "--status", NASTY, "--since", NASTY)):
        answer = room.run(*words, *(("--source", "x") if words[0] == "open" else ()))
        assert answer.status == 1
        assert "\x1b" not in answer.err + answer.out and "\x9b" not in answer.err + answer.out
    answer = room.run(NASTY)
    assert answer.status == 2 and "\x1b" not in answer.err
    answer = room.run("board", NASTY)
    assert answer.status == 2 and "\x1b" not in answer.err


def test_json_is_plain_ascii(room):
    child = room.child("Zoë", "Łukasik")
    answer = room.run("child", "show", child, "--json")
    assert answer.out.isascii() and answer.json["child"]["name"] == "Zoë Łukasik"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_with_a_small_alphabet_still_gets_its_answer(room, encoding):
    child = room.child("Zoë", "Łukasik")
    answer = room.process("child", "show", child, env={"PYTHONIOENCODING": encoding}, stdin=b"")
    assert answer.status == 0 and "ukasik" in answer.out


def test_bytes_that_are_no_text_in_an_argument_are_taken_out(room):
    child = room.child()
    answer = room.process("note", child, b"caf\xe9 closed".decode("utf-8", "surrogateescape"))
    assert answer.status == 0
    assert room.ok("history", child)["events"][-1]["data"]["text"] == "caf closed"


def test_a_text_typed_by_hand_is_given_back_when_it_is_not_recorded(room):
    child = room.child()
    for subject, given_back in ((child[:5], True), (child, False)):
        ours, theirs = pty.openpty()
        running = room.spawn("note", subject, "-", stdin=theirs)
        os.close(theirs)
        os.write(ours, "a long story – typed once\n\x04".encode())
        _, said = running.communicate(timeout=60)
        os.close(ours)
        assert ("a long story – typed once" in said.decode()) == given_back
        assert bool(running.returncode) == given_back
