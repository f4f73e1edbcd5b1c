"""Exit statuses: what a script can rely on when all is well, and when it is not."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.plain.typing_room import Room, as_nobody
from tui.main import main
from tui.plain import status

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")


def test_0_and_words_on_stdout_alone(room):
    answer = room.run("board")
    assert (answer.status, answer.err) == (0, "")


@pytest.mark.parametrize("words", [("baord",), ("open",), ("open", "X", "--colour", "red"), ("child",), ("due", "x")])
def test_2_for_what_is_no_command(room, words):
    answer = room.run(*words)
    assert answer.status == 2 and answer.err


def test_a_slip_in_a_command_is_met_with_the_right_one(room):
    assert "board" in room.run("baord").err


def test_3_while_another_session_stands_still_inside_the_lock(room):
    child = room.child()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(room.store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout and holder.stdout.readline() == b"held\n"
    os.kill(holder.pid, signal.SIGSTOP)
    try:
        began = time.monotonic()
        answer = room.run("note", child, "x")
        assert answer.status == 3 and "J Okafor" in answer.err and "Try again" in answer.err
        assert time.monotonic() - began < 30
        assert room.run("board").status == 0, "looking takes no lock"
    finally:
        os.kill(holder.pid, signal.SIGCONT)
        holder.communicate()
    room.ok("note", child, "x")


HOLD = """
import sys
from data.io import Io
from data.ledger.lock import held
from data.ledger.place import Place
with held(Place(sys.argv[1], Io(), writable=True), "J Okafor", 5):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own with little room."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", place], capture_output=True)
    if mounted.returncode:
        pytest.skip("cannot mount")
    yield place
    subprocess.run(["umount", place], check=True)


@needs_root
def test_3_when_the_disk_is_full_and_nothing_is_lost(small_disk):
    full = Room(small_disk / "store")
    assert full.run("demo", full.store, "--empty").status == 0
    child = full.child()
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError):
        while True:
            file.write(b"x" * 4096)
    before = full.head()
    answer = full.run("note", child, "y" * 30_000)
    assert answer.status == 3 and "disk is full" in answer.err
    assert full.head() == before
    filler.unlink()
    full.ok("note", child, "y" * 30_000)
    assert full.ok("verify")["clean"]


def spoil(store: Path) -> None:
    """Changes one byte in the middle of the ledger."""
    file = next((store / "ledger").iterdir())
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def test_5_for_a_damaged_store_that_still_shows_what_is_sound(room):
    first = room.child("Ann", "First")
    room.open(first)
    for _ in range(20):
        room.ok("note", first, "x" * 100)
    last = room.child("Zoe", "Last")
    spoil(room.store)
    board = room.run("board", "--json")
    assert board.status == 5 and "damaged" in board.err
    assert [episode["child"]["id"] for episode in board.json["episodes"]] == [first]
    assert room.run("show", first).status == 5
    assert room.run("show", last).status == 5
    assert room.run("find", "Ann").status == 5
    assert room.run("note", first, "x").status == 5
    checked = room.run("verify", "--json")
    assert checked.status == 5 and checked.json["clean"] is False and checked.json["problems"]


def test_5_from_find_although_its_index_was_sound(room):
    room.child("Ann", "First")
    assert room.run("find", "Ann", NIGHTDESK_CLOCK="").status == 0
    time.sleep(0.01)
    spoil(room.store)
    assert room.run("find", "Ann", NIGHTDESK_CLOCK="").status == 5


def test_6_for_view_only(room):
    child = room.child()
    head = room.head()
    assert room.run("--view-only", "note", child, "x").status == 6
    assert room.run("board", "--view-only").status == 0
    assert room.head() == head


def test_view_only_writes_nothing_at_all(room):
    child = room.child()
    before = contents(room.store)
    for words in (("show", child), ("card", child), ("find", "kayleigh"), ("history", child), ("board",)):
        assert room.run("--view-only", *words).status == 0
    assert contents(room.store) == before


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@needs_root
def test_6_on_a_store_that_this_account_may_only_read(elsewhere):
    child = elsewhere.child()
    for path in [elsewhere.store, *elsewhere.store.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    answer = as_nobody(elsewhere, "note", child, "x")
    assert answer.returncode == 6 and b"may not write" in answer.stderr
    for words in (("board",), ("card", child), ("find", "kayleigh")):
        assert as_nobody(elsewhere, *words).returncode == 0


def test_70_says_a_reference_and_nothing_that_was_typed(room, monkeypatch):
    child = room.child("Secretname")

    def fail(*_: object, **__: object) -> None:
        raise KeyError("Secretname")

    monkeypatch.setattr("data.desk.Desk.submit", fail)
    answer = room.run("note", child, "Secretname was here")
    assert answer.status == 70 and "reference" in answer.err
    assert "Secretname" not in answer.err + answer.out
    assert "Traceback" not in answer.err


def test_a_reader_that_goes_away_is_no_error(night):
    running = night.spawn("history", night.ok("board")["episodes"][0]["child"]["id"])
    running.stdout.close()
    running.stdin.close()
    assert running.wait(timeout=60) == 0
    with running.stderr as said:
        assert said.read() == b""


def test_closed_standard_output_does_not_fail_an_entry(room):
    child = room.child()
    script = f'exec "{sys.executable}" -m tui note {child} x >&-'
    ran = subprocess.run(["sh", "-c", script], env={**os.environ, **room.environment()}, capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert [event["type"] for event in room.ok("history", child)["events"]][-1] == "NoteAdded"


def test_problems_of_failures_come_as_json_too(room):
    child = room.child()
    answer = room.run("--view-only", "note", child, "x", "--json")
    assert answer.status == 6 and answer.json["problems"][0]["message"]


def test_the_statuses_are_those_of_the_contract():
    named = {name: value for name, value in vars(status).items() if name.isupper()}
    assert named == {
        "DONE": 0,
        "REFUSED": 1,
        "WRONG_USAGE": 2,
        "NOT_RECORDED": 3,
        "UNCONFIRMED": 4,
        "DAMAGED": 5,
        "VIEW_ONLY": 6,
        "INTERNAL": 70,
        "STOPPED": 130,
    }


def test_an_unconfirmed_entry_is_status_4(room, monkeypatch):
    from data.ledger import Unconfirmed

    child = room.child()

    def unsure(*_: object, **__: object) -> None:
        raise Unconfirmed("It is not known whether this was recorded.")

    monkeypatch.setattr("data.ledger.ledger.Ledger.append", unsure)
    assert room.run("note", child, "x").status == 4


def test_python_m_tui_and_the_installed_command_are_one(room):
    script = shutil.which("nightdesk", path=str(Path(sys.executable).parent))
    if script is None:
        pytest.skip("not installed here")
    environ = {**os.environ, **room.environment()}
    installed = subprocess.run([script, "board", "--json"], env=environ, capture_output=True, check=True)
    assert json.loads(installed.stdout) == room.process("board", "--json").json == room.ok("board")
    assert main.__module__ == "tui.main"
