"""The outbox by plain commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.outbox.post_office import PostOffice, mail_table, served
from tests.plain.typing_room import Room


def second_report(room: Room) -> str:
    episode = room.open(room.child(lcs="L77"))
    room.ok("report", episode, "--at", "2130", "--source", "carer", "still away")
    return episode


def letters(room: Room, **environ: str) -> dict[str, str]:
    """The ids of letters that a duty asks for, by role."""
    found = room.ok("outbox", **environ)["letters"]
    return {each["roles"][0]: each["id"] for each in found}


def site(tmp_path: Path, port: int) -> dict[str, str]:
    """The environment of a site that can send."""
    file = tmp_path / "site.toml"
    file.write_text("[mail]\n" + "".join(f'"{name}" = "{text}"\n' for name, text in mail_table(port).items()))
    return {"NIGHTDESK_CONFIG": str(file)}


def test_letters_are_listed_with_initials_and_shown_with_their_facts(room):
    second_report(room)
    said = room.words("outbox")
    assert "TRAINING K.B. LCS L77: e-mail SW, TM, SM" in said and "Kayleigh" not in said
    shown = room.words("outbox", "show", letters(room)["sw"].lower())
    assert "NO ADDRESS IS KNOWN" in shown and "Child: Kayleigh Barnes" in shown and "still away" in shown


def test_told_by_telephone_meets_the_duty(room):
    episode = second_report(room)
    for role in ("sw", "tm", "sm"):
        answer = room.ok("outbox", "told", letters(room)[role], "--how", "phone", "--at", "2145")
        assert answer["name"] == "Kayleigh Barnes" and answer["episode"] == episode
    assert room.clock(episode, "email-on-second-report")["state"] == "met"
    assert letters(room) == {}


def test_a_letter_is_written_as_a_file_and_not_called_sent(room):
    second_report(room)
    answer = room.ok("outbox", "write", letters(room)["sw"], "--out", "second report")
    file = Path(answer["file"])
    assert file.name == "second report.eml" and b"X-Unsent: 1" in file.read_bytes()
    assert "sw" in letters(room)


@pytest.mark.parametrize("name", ["kayleigh", "for-Barnes.eml", "../x", "a/b", ""])
def test_a_file_is_named_for_nobody_and_stays_in_its_folder(room, name):
    second_report(room)
    assert set(room.refused("outbox", "write", letters(room)["sw"], "--out", name)) == {"out"}
    assert not list((room.store / "exports").glob("*"))


def test_what_was_changed_is_what_goes(room, tmp_path):
    office = PostOffice()
    episode = second_report(room)
    with served(office) as port:
        environ = site(tmp_path, port)
        sw = letters(room, **environ)["sw"]
        room.ok("outbox", "edit", sw, "--text", "-", "--to", "duty@bury.example", stdin=b"Please ring me.\n", **environ)
        answer = room.ok("outbox", "send", sw, **environ)
    assert answer["to"] == ["duty@bury.example"]
    assert office.taken[0].get_content().startswith("Please ring me.")
    told = [event for event in room.ok("history", episode)["events"] if event["type"] == "PersonTold"]
    assert [event["data"]["how"] for event in told] == ["e-mail"]


def test_a_letter_edited_before_the_facts_changed_is_read_again_first(room, tmp_path):
    office = PostOffice()
    episode = second_report(room)
    with served(office) as port:
        environ = site(tmp_path, port)
        sw = letters(room, **environ)["sw"]
        room.ok("outbox", "edit", sw, "--text", "Still away.", **environ)
        room.ok("found", episode, "--at", "2155", "--where", "Radcliffe")
        assert "changed" in room.refused("outbox", "send", sw, **environ)["letter"]
        room.ok("outbox", "edit", sw, "--draft", **environ)
        room.ok("outbox", "send", sw, **environ)
    assert "FOUND Sun 22 Nov 21:55 GMT, NOT BACK" in office.taken[0].get_content()


@pytest.mark.parametrize(("manner", "status"), [("no such person", 3), ("hang", 3), ("drop", 4)])
def test_the_exit_status_tells_not_sent_from_not_certain(room, tmp_path, manner, status):
    office, before = PostOffice(manner), 0
    second_report(room)
    before = room.head()
    with served(office) as port:
        environ = site(tmp_path, port)
        sw = letters(room, **environ)["sw"]
        answer = room.run("outbox", "send", sw, **environ)
        assert answer.status == status and answer.err.startswith("NOT ")
        assert room.head() == before
        again = room.run("outbox", "send", sw, **environ)
        assert (again.status == 1) == (manner == "drop")


def test_without_a_server_the_refusal_names_the_setting(room):
    second_report(room)
    assert "mail.server" in room.refused("outbox", "send", letters(room)["sw"])


def test_a_letter_that_does_not_wait_is_refused(room):
    second_report(room)
    assert "letter" in room.refused("outbox", "show", "E0000000.x/sw")


@pytest.mark.parametrize("words", [("show",), ("burn", "x"), ("send",)])
def test_wrong_usage_is_said(room, words):
    assert room.run("outbox", *words).status == 2


def test_with_view_only_nothing_is_written_or_sent(room):
    second_report(room)
    sw = letters(room)["sw"]
    for words in (("send", sw), ("edit", sw, "--text", "x"), ("write", sw, "--out", "x")):
        assert room.run("outbox", *words, "--view-only").status in (1, 6)
    assert not (room.store / "exports").exists() or not list((room.store / "exports").iterdir())
    assert not [name for name in (room.store / "drafts").iterdir() if name.suffix == ".json"]
