"""Appending and following: all or none, once only, in order, seen by others."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.ledger import Conflict, TooLong, ViewOnly
from tests.data.ledger.desk import BY, FaultyIo, again, draft, ids, made


def test_an_event_carries_who_when_and_what(store: str) -> None:
    line = made(store).append([draft("a", text="seen")], BY)[0]
    assert (line.seq, line.id, line.subject, line.type, line.v) == (1, "a", "child-1", "NoteAdded", 1)
    assert (line.at, line.by, line.sid, line.data) == ("2026-11-22T02:14:07Z", BY, "test", {"text": "seen"})


def test_what_was_appended_is_there_when_opened_again(store: str) -> None:
    ledger = made(store, "a", "b")
    assert ids(again(store)) == ["a", "b"]
    assert again(store).head == ledger.head


def test_a_batch_is_marked_and_numbered(store: str) -> None:
    lines = made(store, "a").append([draft("b"), draft("c")], BY)
    assert [(line.seq, line.batch) for line in lines] == [(2, (1, 2)), (3, (2, 2))]


def test_the_same_id_twice_is_stored_once_and_answered_with_its_number(store: str) -> None:
    ledger = made(store, "a", "b")
    assert ledger.append([draft("a", text="other")], BY)[0].seq == 1
    assert again(store).append([draft("b"), draft("a")], BY)[0].seq == 2
    assert ids(again(store)) == ["a", "b"]


def test_a_batch_of_which_a_part_is_there_is_refused(store: str) -> None:
    ledger = made(store, "a")
    with pytest.raises(Conflict):
        ledger.append([draft("a"), draft("b")], BY)
    with pytest.raises(Conflict):
        ledger.append([draft("c"), draft("c")], BY)
    assert ids(again(store)) == ["a"]


def test_a_stale_version_is_a_conflict_and_the_other_entry_comes_with_the_next_poll(store: str) -> None:
    ledger = made(store, "a")
    again(store).append([draft("b")], BY)
    with pytest.raises(Conflict):
        ledger.append([draft("c")], BY, {"child-1": 1})
    assert [line.id for line in ledger.poll()] == ["b"]
    assert ledger.append([draft("c")], BY, {"child-1": 2, "child-2": 0})[0].seq == 3


def test_two_workers_who_open_an_episode_for_one_child_cannot_both_pass(store: str) -> None:
    one, other = made(store, "a"), again(store)
    one.append([draft("from-one")], BY, {"child-1": 1})
    with pytest.raises(Conflict):
        other.append([draft("from-other")], BY, {"child-1": 1})


def test_one_line_too_long_stops_the_whole_batch(store: str) -> None:
    ledger = made(store, "a")
    with pytest.raises(TooLong):
        ledger.append([draft("b"), draft("c", text="x" * 70_000)], BY)
    assert ids(again(store)) == ["a"]


def test_a_poll_gives_each_event_of_others_once_and_none_of_ones_own(store: str) -> None:
    ledger, other = made(store, "a"), again(store)
    other.append([draft("b")], BY)
    ledger.append([draft("c")], BY)
    other.append([draft("d"), draft("e")], BY)
    assert [line.id for line in ledger.poll()] == ["b", "d", "e"]
    assert ledger.poll() == []
    assert [line.id for line in other.poll()] == ["c"]


def test_a_repeat_that_finds_the_event_of_another_session_gives_it_once(store: str) -> None:
    ledger = made(store, "a")
    again(store).append([draft("b")], BY)
    assert [line.seq for line in ledger.append([draft("b")], BY)] == [2]
    assert ledger.poll() == []


def test_a_poll_costs_one_pread_when_nothing_changed(tmp_path: Path) -> None:
    made(tmp_path, "a")
    io = FaultyIo()
    ledger = again(tmp_path, io=io)
    ledger.poll()
    io.calls.clear()
    ledger.poll()
    assert io.calls == ["pread"]


def test_an_append_syncs_the_data_and_head_once_each(tmp_path: Path) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    io.calls.clear()
    ledger.append([draft("b"), draft("c")], BY)
    assert [call for call in io.calls if call in ("pwrite", "fdatasync", "fsync")] == ["pwrite", "fdatasync"] * 2


def test_a_short_write_goes_on_where_it_stopped(tmp_path: Path) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    io.short = 11
    ledger.append([draft("b"), draft("c")], BY)
    assert ids(again(tmp_path)) == ["a", "b", "c"]


def test_a_new_month_is_a_new_file_and_the_chain_goes_on(tmp_path: Path) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    io.at = datetime(2026, 12, 1, tzinfo=UTC)
    ledger.append([draft("b")], BY)
    assert sorted(os.listdir(tmp_path / "ledger")) == ["000001-2026-11.jsonl", "000002-2026-12.jsonl"]
    assert ids(again(tmp_path)) == ["a", "b"]


def test_a_clock_that_jumped_does_not_pin_the_future(tmp_path: Path) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    for n, at in enumerate([datetime(2099, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC), io.at]):
        io.at = at
        ledger.append([draft(f"b{n}")], BY)
    assert sorted(os.listdir(tmp_path / "ledger")) == [
        "000001-2026-11.jsonl",
        "000002-2099-01.jsonl",
        "000003-1970-01.jsonl",
        "000004-2026-11.jsonl",
    ]
    assert ids(again(tmp_path)) == ["a", "b0", "b1", "b2"]


def test_events_of_unknown_type_and_version_are_kept_and_shown(store: str) -> None:
    ledger = made(store)
    ledger.append([draft("a").but(type="NotInventedYet", v=99)], BY)
    assert [(line.type, line.v) for line in again(store).lines()] == [("NotInventedYet", 99)]


def test_the_events_of_a_subject_and_its_version(store: str) -> None:
    ledger = made(store, "a")
    ledger.append([draft("b", subject="child-2"), draft("c")], BY)
    found = again(store)
    assert [line.id for line in found.of_subject("child-1")] == ["a", "c"]
    assert (found.version("child-1"), found.version("child-2"), found.version("child-3")) == (3, 2, 0)
    assert found.with_id("b") == found.lines()[1] and found.with_id("x") is None


def test_a_view_of_the_lines_does_not_grow(store: str) -> None:
    ledger = made(store, "a")
    view = ledger.lines()
    ledger.append([draft("b")], BY)
    assert len(view) == 1 and [line.id for line in view] == ["a"]
    assert [line.id for line in ledger.lines()[-1:]] == ["b"]


def test_a_ledger_opened_for_viewing_refuses_to_write_and_takes_no_lock(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    os.remove(tmp_path / "LOCK")
    viewer = again(tmp_path, write=False)
    with pytest.raises(ViewOnly):
        viewer.append([draft("b")], BY)
    assert ids(viewer) == ["a"] and not (tmp_path / "LOCK").exists()


def test_files_are_shared_with_the_group_and_closed_to_others(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        made(tmp_path / "store", "a").close()
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o7777 for path in (tmp_path / "store").rglob("*")}
    folders = {"ledger", "quarantine", "derived", "drafts", "access"}
    assert {modes.pop(name) for name in folders} == {0o2770}
    assert set(modes.values()) == {0o660} and modes.keys() == {"HEAD", "LOCK", "000001-2026-11.jsonl"}
