"""Find, from the desk and from its index alone: the same answers, and never an old one."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from data.find_ground import NOTE
from tests.plain.typing_room import Answer, Room
from tui.plain import quick

QUICK = {"NIGHTDESK_CLOCK": ""}
TYPED = ["barnes", "kayliegh", "caley barns", "14/2/2011", "0412", "L104417", "mosswood", "zzz"]


@pytest.fixture
def slow_only(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Without the short way."""
    monkeypatch.setattr(quick, "find", lambda words: None)
    return monkeypatch


@pytest.fixture
def children(room: Room) -> tuple[str, str]:
    one = room.child("Kayleigh", "Barnes", lcs="L104417")
    other = room.child("Siobhan", "O'Neill", dob="1/2/2012", legal="home", placement="", address="7 Mosswood Avenue")
    room.open(one, "2030", **{"police-log": "0412"})
    return one, other


def quickly(room: Room, *words: str) -> Answer:
    """The answer of the short way, which must be open: the desk is not."""
    room.run("find", "nobody at all", **QUICK)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.desk.Desk.open", None)
        return room.run("find", *words, **QUICK)


@pytest.mark.parametrize("typed", TYPED)
def test_the_short_way_answers_word_for_word_like_the_desk(room, children, typed):
    short = quickly(room, typed), quickly(room, typed, "--json")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick, "find", lambda words: None)
        assert short == (room.run("find", typed, **QUICK), room.run("find", typed, "--json", **QUICK))


def test_exact_first_and_a_similar_match_is_labelled(room, children):
    assert "similar" not in room.words("find", "kayleigh barnes")
    assert "(similar" in room.words("find", "kayliegh barns")
    assert room.ok("find", "shivon")["children"][0]["how"] == "similar"


def test_nobody_is_status_1_as_with_grep(room, children):
    answer = room.run("find", "zzzzzz")
    assert answer.status == 1 and "Nobody" in answer.out


def test_what_is_open_stands_on_the_line(room, children):
    line = room.words("find", "barnes")
    assert "NOW MISSING" in line and "14 Feb 2011" in line and "Ash House" in line


def test_a_new_entry_is_never_missed(room, children):
    one, other = children
    assert "NOW" not in quickly(room, "oneill").out
    episode = room.open(other, "2100", source="mother")
    assert "NOW MISSING" in room.run("find", "oneill", **QUICK).out
    room.ok("return", episode, "--at", "2130")
    assert "NOW" not in room.run("find", "oneill", **QUICK).out
    room.ok("child", "change", one, "--surname", "Brennan")
    assert room.run("find", "brennan", **QUICK).status == 0
    third = room.child("Tariq", "Mahmood")
    assert third in room.run("find", "mahmood", **QUICK).out


def test_the_short_way_loads_no_desk_and_nothing_slow(room, children):
    quickly(room, "barnes")
    told = "import sys; from tui.main import main; main(['find', 'barnes']); print(*sys.modules)"
    environ = {**os.environ, **room.environment(**QUICK)}
    ran = subprocess.run([sys.executable, "-c", told], env=environ, capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.splitlines()[-1].split())
    assert "data.find.index" in loaded
    assert not loaded & {"data.desk", "data.ledger", "argparse", "re", "typing", "json", "pathlib", "hashlib"}


def test_after_a_note_the_short_way_stays_open(room, children):
    quickly(room, "barnes")
    room.ok("note", children[0], "rang the carer")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.desk.Desk.open", None)
        assert room.run("find", "barnes", **QUICK).status == 0


def test_joined_records_are_found_once(room):
    one, other = room.child("Ann", "Lee"), room.child("Ann", "Leigh")
    quickly(room, "ann")
    room.ok("child", "same-as", one, other, "--reason", "same LCS number")
    for _ in range(2):
        assert len(room.run("find", "ann", "--json", **QUICK).json["children"]) == 1
    room.ok("child", "same-as", one, other, "--reason", "twins", "--undo")
    for _ in range(2):
        assert len(room.run("find", "ann", "--json", **QUICK).json["children"]) == 2


@pytest.mark.parametrize("name", [NOTE, "find.index"])
@pytest.mark.parametrize("content", [None, b"", b"nonsense", b"\0" * 9000])
def test_derived_files_may_be_missing_or_broken(room, children, name, content):
    right = quickly(room, "barnes")
    path = room.store / "derived" / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert room.run("find", "barnes", **QUICK) == right
    assert quickly(room, "barnes") == right


def test_an_index_of_another_store_is_not_believed(room, children, tmp_path):
    right = quickly(room, "barnes")
    other = Room(tmp_path / "other")
    other.run("demo", other.store, "--empty")
    other.child("Barnes", "Impostor")
    quickly(other, "impostor")
    for name in (NOTE, "find.index"):
        (room.store / "derived" / name).write_bytes((other.store / "derived" / name).read_bytes())
    assert room.run("find", "barnes", **QUICK) == right


def test_an_older_index_and_note_put_back_are_not_believed(room, children):
    quickly(room, "barnes")
    kept = {name: (room.store / "derived" / name).read_bytes() for name in (NOTE, "find.index")}
    room.ok("child", "change", children[0], "--surname", "Brennan")
    quickly(room, "brennan")
    for name, content in kept.items():
        (room.store / "derived" / name).write_bytes(content)
    assert "Brennan" in room.run("find", "brennan", **QUICK).out


def test_any_text_may_be_sought(room, children):
    for typed in ("*", "--", "%s", "a" * 10_000, "\x1b[2J", "' or 1=1", "٣", "\ud800"):
        assert room.run("find", "--", typed, **QUICK).status in (0, 1)


def test_the_limit(room):
    for number in range(12):
        room.child("Ann", f"Lee{number}")
    assert len(room.ok("find", "ann")["children"]) == 10
    assert len(room.ok("find", "ann", "--limit", "3")["children"]) == 3
    assert len(room.ok("find", "ann", "--limit", "50")["children"]) == 12
