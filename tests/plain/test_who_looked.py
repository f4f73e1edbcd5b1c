"""Who looked at this child: every plain command that shows or exports is in the security log, and what was refused."""

from __future__ import annotations

import getpass

from tests.plain.typing_room import Room


def noted(room: Room, *words: str) -> list[tuple[str, str, str]]:
    entries = room.ok("access", *words)["access"]
    assert {entry["account"] for entry in entries} <= {getpass.getuser()}
    return [(entry["what"], entry["subject"], entry["result"]) for entry in entries]


def test_whoever_looks_at_a_child_is_found_by_the_child(room: Room) -> None:
    child, other = room.child(), room.child("Tariq", "Mahmood")
    episode = room.open(child)
    for words in (("card", child), ("show", episode), ("history", child), ("child", "show", child), ("card", other)):
        room.words(*words)
    assert [what for what, _, _ in noted(room, "--child", child)] == ["card", "show", "history", "child show"]
    assert [what for what, _, _ in noted(room, "--child", other)] == ["card"]


def test_exports_and_pages_of_many_children_are_noted_and_what_was_refused_as_refused(room: Room) -> None:
    room.open(room.child())
    room.words("export", "annex-a", "--year", "2027", "--out", "a.csv")
    room.refused("export", "annex-a", "--year", "2027", "--out", "../a.csv")
    for words in (("handover",), ("outbox",), ("figures",), ("panel",)):
        room.words(*words)
    found = noted(room)
    assert ("export annex-a", "a.csv", "done") in found
    assert {what for what, _, _ in found} >= {"handover", "outbox", "figures", "panel"}
    assert not [entry for entry in found if "Kayleigh" in str(entry) or "Barnes" in str(entry)], "ids, never names"


def test_a_look_that_must_leave_no_trace_shows_nothing_of_a_log(room: Room) -> None:
    """`--view-only` writes nothing at all, for a store on a disk that is only to be read."""
    child = room.child()
    assert room.run("--view-only", "card", child).status == 0
    assert noted(room, "--child", child) == []
