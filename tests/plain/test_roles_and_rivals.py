"""Who may do what, and several at once."""

from __future__ import annotations

import json
import os
import pwd

import pytest

from tests.plain.typing_room import Room, as_nobody

ME = pwd.getpwuid(os.getuid()).pw_name


def test_the_first_account_of_a_real_store_becomes_its_manager(real):
    real.child()
    (worker,) = real.ok("worker", "list")["workers"]
    assert (worker["account"], worker["role"]) == (ME, "manager")


def test_the_only_manager_cannot_be_made_less(real):
    real.child()
    assert "only manager" in real.refused("worker", "add", ME, "--name", "Me", "--role", "viewer")["role"]


def set_role(room: Room, role: str) -> None:
    room.ok("worker", "add", "other", "--name", "M Other", "--role", "manager")
    room.ok("worker", "add", ME, "--name", "J Okafor", "--role", role)


@pytest.mark.parametrize("role", ["viewer", "none"])
def test_a_viewer_looks_and_records_nothing(real, role):
    child = real.child()
    set_role(real, role)
    for words in (
        ("note", child, "x"),
        ("open", child, "--status", "missing", "--since", "1h ago", "--source", "carer"),
        ("child", "add", "--surname", "A", "--forename", "B", "--dob", "1/1/2012"),
        ("worker", "add", "x", "--name", "X", "--role", "viewer"),
        ("protocol", "choose", "cumbria", "--reason", "x"),
    ):
        assert "" in real.refused(*words)
    assert real.run("board").status == 0
    assert real.run("card", child).status == 0


def test_a_duty_worker_records_and_sets_own_entries_right_but_does_not_manage(real):
    child = real.child()
    episode = real.open(child, "1h ago", risk="high")
    theirs = real.ok("history", child)["events"][-1]["id"]
    set_role(real, "duty-worker")
    note = real.ok("note", child, "x")["events"][0]["id"]
    real.ok("void", note, "--reason", "wrong child")
    duty = real.clock(episode, "meeting-high-risk")["duty"]
    assert "manager" in real.refused("waive", duty, "--reason", "x")[""]
    assert "manager" in real.refused("protocol", "choose", "cumbria", "--reason", "x")[""]
    assert "manager" in real.refused("worker", "add", "x", "--name", "X", "--role", "viewer")[""]
    assert real.ok("void", theirs, "--reason", "own entry of the same account")["events"]


def test_entries_carry_name_and_role_of_the_account(real):
    child = real.child()
    real.ok("worker", "add", ME, "--name", "J Okafor", "--role", "manager")
    real.ok("note", child, "x")
    assert real.ok("history", child)["events"][-1]["by"] == {"name": "J Okafor", "role": "manager"}


def test_in_a_training_store_an_account_without_a_name_is_a_manager(room):
    child = room.child()
    assert room.ok("history", child)["events"][-1]["by"]["role"] == "manager"


def test_an_unknown_account_is_a_viewer_in_a_real_store(elsewhere):
    made = Room(elsewhere.store.parent / "real", at="")
    child = made.child()
    for path in [made.store, *made.store.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    answer = as_nobody(made, "note", child, "x", "--json")
    assert answer.returncode == 1 and "may look but not record" in answer.stdout.decode()
    assert as_nobody(made, "show", child).returncode == 0


def test_another_account_may_not_void_what_a_manager_entered(elsewhere):
    made = Room(elsewhere.store.parent / "real", at="")
    child = made.child()
    note = made.ok("note", child, "x")["events"][0]["id"]
    made.ok("worker", "add", "nobody", "--name", "N Body", "--role", "duty worker")
    for path in [made.store, *made.store.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    answer = as_nobody(made, "void", note, "--reason", "x", "--json")
    assert answer.returncode == 1 and "only they, or a manager" in answer.stdout.decode()
    assert as_nobody(made, "note", child, "mine").returncode == 0
    assert made.ok("history", child)["events"][-1]["by"] == {"name": "N Body", "role": "duty worker"}


def logged(room: Room) -> list[dict[str, str]]:
    files = sorted((room.store / "access").iterdir())
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def test_looks_and_cards_go_to_the_access_log(room):
    child = room.child()
    for words in (("card", child), ("show", child), ("history", child)):
        room.ok(*words)
    entries = logged(room)
    assert [entry["what"] for entry in entries] == ["card", "show", "history"]
    assert {entry["subject"] for entry in entries} == {child}


def test_a_refusal_for_want_of_a_role_goes_to_the_access_log(real):
    child = real.child()
    set_role(real, "viewer")
    real.refused("note", child, "x")
    (entry,) = logged(real)
    assert (entry["what"], entry["result"], entry["role"]) == ("note", "refused", "viewer")
    assert "x" not in entry["subject"]


def test_of_two_processes_opening_for_one_child_exactly_one_wins(room):
    child = room.child()
    words = ("open", child, "--status", "missing", "--since", "2030", "--source", "carer", "--json")
    rivals = [room.spawn(*words) for _ in range(4)]
    answers = [rival.communicate(timeout=60) for rival in rivals]
    assert sorted(rival.returncode for rival in rivals) == [0, 1, 1, 1]
    refusals = [json.loads(out) for (out, _), rival in zip(answers, rivals, strict=True) if rival.returncode]
    assert all("already has an open episode" in refusal["problems"][0]["message"] for refusal in refusals)
    assert len(room.ok("board")["episodes"]) == 1
    assert room.ok("verify")["clean"]


def test_several_at_once_on_different_children_all_succeed(room):
    children = [room.child("Child", f"No {number}") for number in range(4)]
    rivals = [room.spawn("note", child, "x") for child in children for _ in range(2)]
    for rival in rivals:
        rival.communicate(timeout=60)
    assert {rival.returncode for rival in rivals} == {0}
    assert room.ok("verify")["clean"]
