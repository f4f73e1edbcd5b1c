"""What hardly ever happens: each way out of the ledger's code is taken once, and leads where it should."""

from __future__ import annotations

import builtins
import errno
import gc
import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from data.io import CREATE, WRITE, Io
from data.ledger import Damaged, Draft, LedgerError, NoStore, NotRecorded, ViewOnly, line, open_ledger
from data.ledger.backup import backup
from data.ledger.bulk import in_bulk
from data.ledger.chain import Chain
from data.ledger.errors import NotRepaired
from data.ledger.follower import Follower
from data.ledger.head import SLOT, Head, patched, slot_bytes
from data.ledger.line import FIRST_PREV, Unwritable, own_hash, read, write
from data.ledger.lock import holder_of
from data.ledger.making import make_folders
from data.ledger.opening import COPY_MARK
from data.ledger.place import Place, write_all
from data.ledger.reader import lines_of
from data.ledger.recovery import Settled, settle
from data.ledger.repair import Repair, repair
from data.ledger.set_aside import unsaid
from data.ledger.verify import verify
from tests.data.ledger.desk import BY, FaultyIo, again, data_file, draft, ids, made
from tests.data.ledger.test_recovery import unacknowledged


def sealed(**fields: Any) -> bytes:
    """A line as `write` makes them, whatever is in it."""
    body = json.dumps(fields, separators=(",", ":"))[:-1].encode()
    return body + b',"h":"' + sha256(body).hexdigest().encode() + b'"}\n'


def event(seq: int = 1, prev: str = FIRST_PREV, **other: Any) -> bytes:
    fields = {"v": 1, "id": f"e{seq}", "at": "2026-11-22T02:14:07Z", "by": BY, "sid": "s", "subject": "child-1"}
    return sealed(**({"seq": seq} | fields | {"type": "NoteAdded", "data": {}, "prev": prev} | other))


def put(store: Path, *lines: bytes) -> None:
    """A store with these lines, acknowledged."""
    made(store).close()
    content = b"".join(lines)
    (store / "ledger" / "000001-2026-11.jsonl").write_bytes(content)
    seq, hash = json.loads(lines[-1])["seq"], json.loads(lines[-1])["h"]
    (store / "HEAD").write_bytes(2 * slot_bytes(Head(seq, hash, "000001-2026-11", len(content))))


# lines and chains


@pytest.mark.parametrize(
    "raw",
    [
        b"x" * 70_000 + b"\n",
        b"{}\n",
        sealed(seq=1),
        sealed(**{**json.loads(event()), "n": 7}),
        event(n=["one", "two"]),
        event(n=[1]),
        event(id=3),
        event(subject=None),
        b'["seq"' + b',"h":"' + sha256(b'["seq"').hexdigest().encode() + b'"}\n',
        b"{" * 3000 + b',"h":"' + sha256(b"{" * 3000).hexdigest().encode() + b'"}\n',
    ],
)
def test_a_line_that_is_no_event_is_refused_whoever_sealed_it(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for loads in (json.loads, line._loads):
        monkeypatch.setattr(line, "_loads", loads)
        with pytest.raises(ValueError, match=r"\w"):
            read(raw)


def test_a_line_of_the_right_length_with_another_ending_is_not_whole() -> None:
    with pytest.raises(ValueError, match="not whole"):
        own_hash(event()[:-2] + b" \n")


def test_a_chain_refuses_what_does_not_follow_and_stands_where_it_stood() -> None:
    chain = Chain()
    for raw in (event(2), event(1, prev="1" * 64), event(1, n=[2, 2])):
        with pytest.raises(ValueError, match=r"missing|follow|whole"):
            chain.take(raw)
    first = chain.take(event(1, n=[1, 2]))
    for raw in (event(2, first.hash), event(2, first.hash, n=[1, 2])):
        with pytest.raises(ValueError, match="whole"):
            chain.take(raw)
    assert (chain.seq, chain.whole) == (1, False)
    chain.take(event(2, first.hash, n=[2, 2]))
    assert chain.whole


def test_without_the_fast_reader_the_plain_one_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def refuse(name: str, *rest: Any, **named: Any) -> Any:
        if name == "orjson":
            raise ImportError(name)
        return whole(name, *rest, **named)

    monkeypatch.setattr(line, "_loads", json.loads)
    monkeypatch.setattr(builtins, "__import__", refuse)
    line.read_faster()
    assert line._loads is json.loads


@pytest.mark.parametrize("data", [{1: "a key that is no text"}, {"x": 2**63}, {"x": {2, 3}}, {"x": (1, 2**70)}])
def test_what_json_cannot_keep_is_not_recorded(data: dict[Any, Any]) -> None:
    with pytest.raises(Unwritable):
        write(Draft("a", "child-1", "NoteAdded", 1, data), 1, None, "2026-11-22T02:14:07Z", BY, "s", FIRST_PREV)


@pytest.mark.parametrize("searching", [True, False])
def test_reading_in_bulk_leaves_the_search_for_garbage_as_it_was(searching: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if searching else gc.disable)()
        with in_bulk():
            assert not gc.isenabled()
        assert gc.isenabled() == searching
    finally:
        (gc.enable if before else gc.disable)()


# following


def test_a_session_that_sees_head_fall_back_waits_for_the_next_look(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a", "b", "c")
    now = (tmp_path / "HEAD").read_bytes()
    (tmp_path / "HEAD").write_bytes(now[:SLOT] + b"x" + now[SLOT + 1 :])
    assert ledger.poll() == [] and ids(ledger) == ["a", "b", "c"]


def test_a_session_whose_head_went_bad_says_so_at_the_next_poll_and_only_once(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a")
    (tmp_path / "HEAD").write_bytes(bytes(2 * SLOT))
    with pytest.raises(Damaged):
        ledger.poll()
    assert "HEAD" in ledger.damage and ledger.poll() == []


def test_a_disk_that_cannot_be_read_at_the_moment_is_said_by_a_poll(tmp_path: Path) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    io.fail("pread")
    with pytest.raises(LedgerError, match="at the moment"):
        ledger.poll()
    assert ledger.poll() == []


def test_a_lost_head_before_the_first_event_shows_nothing(tmp_path: Path) -> None:
    follower = Follower(Place(tmp_path, Io(), writable=False))
    made(tmp_path).close()
    follower.read_without_head()
    assert follower.head == Head()


def test_a_store_that_cannot_be_read_at_opening_is_view_only_and_says_why(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    io = FaultyIo()
    io.fail("pread", times=99)
    assert "cannot be read" in again(tmp_path, write=False, io=io).damage


def test_a_head_that_names_half_a_batch_is_damage(tmp_path: Path) -> None:
    put(tmp_path, event(1, n=[1, 2]))
    assert "not the one that was acknowledged" in again(tmp_path).damage
    assert "the last batch is not whole" in {problem.what for problem in verify(tmp_path, Io()).problems}


def test_what_a_session_knows_beyond_an_older_head_must_stand_there_still(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a")
    head = (tmp_path / "HEAD").read_bytes()
    first = data_file(tmp_path).read_bytes()
    ledger.append([draft("b")], BY)
    (tmp_path / "HEAD").write_bytes(head)
    other = event(2, json.loads(first)["h"], data={"text": "another " + "x" * 200})
    size = data_file(tmp_path).stat().st_size
    data_file(tmp_path).write_bytes((first + other)[:size].ljust(size, b"\n"))
    with pytest.raises(Damaged):
        ledger.append([draft("c")], BY)


def test_an_event_exchanged_for_another_of_its_length_is_noticed_by_who_knew_it(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a")
    head, first = (tmp_path / "HEAD").read_bytes(), data_file(tmp_path).read_bytes()
    ledger.append([draft("b")], BY)
    second = json.loads(data_file(tmp_path).read_bytes().splitlines()[1])
    del second["h"]
    other = json.dumps(second | {"id": "x"}, separators=(",", ":"))[:-1].encode()
    data_file(tmp_path).write_bytes(first + other + b',"h":"' + sha256(other).hexdigest().encode() + b'"}\n')
    (tmp_path / "HEAD").write_bytes(head)
    with pytest.raises(Damaged, match="is not what it was"):
        ledger.append([draft("c")], BY)


def test_a_session_adopts_what_it_wrote_itself_and_could_not_point_to(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a")
    head = (tmp_path / "HEAD").read_bytes()
    ledger.append([draft("b")], BY)
    (tmp_path / "HEAD").write_bytes(head)
    ledger.append([draft("c")], BY)
    assert ids(ledger) == ids(again(tmp_path)) == ["a", "b", "c"]


def test_a_head_that_cannot_be_read_back_after_settling_is_looked_at_again_later(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    ledger = again(tmp_path)
    place = ledger._place
    whole, seen = place.head_bytes, [0]

    def blurred() -> bytes:
        seen[0] += 1
        return whole() if seen[0] != 2 else bytes(2 * SLOT)

    again(tmp_path).append([draft("b")], BY)
    place.head_bytes = blurred  # type: ignore[method-assign]
    ledger.append([draft("c")], BY)
    assert ids(ledger) == ["a", "b", "c"] and ids(again(tmp_path)) == ["a", "b", "c"]


# opening, making, settling


def test_a_tail_that_cannot_be_told_of_at_opening_is_a_warning(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    with data_file(tmp_path).open("ab") as file:
        file.write(b"torn")
    io = FaultyIo()
    io.fail("ftruncate", times=9)
    assert again(tmp_path, io=io).warnings == ("What a session left unfinished could not be looked at yet.",)


def test_damage_found_while_settling_at_opening_is_said(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    io = FaultyIo()
    found = again(tmp_path, io=io)
    data_file(tmp_path).write_bytes(data_file(tmp_path).read_bytes()[:-9] + b"~" * 9)
    found._settle_at_opening()
    assert "does not end where" in found.damage and found.view_only


def test_room_that_cannot_be_asked_for_is_no_reason_to_stop(tmp_path: Path) -> None:
    io = FaultyIo()

    def refuse(path: str) -> int:
        raise OSError(errno.EIO, "no")

    io.free_bytes = refuse  # type: ignore[method-assign]
    assert made(tmp_path, "a", io=io).warnings == ()


def test_a_store_whose_folder_cannot_be_made_is_said(tmp_path: Path) -> None:
    class Full(FaultyIo):
        def mkdir(self, path: str) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(NoStore, match="No store could be made"):
        made(tmp_path / "store", io=Full())


def test_a_store_that_another_process_makes_at_the_same_moment_is_the_same_store(tmp_path: Path) -> None:
    class Rival(FaultyIo):
        def mkdir(self, path: str) -> None:
            super().mkdir(path)
            raise FileExistsError(path)

    made(tmp_path / "store", "a", io=Rival()).close()
    assert ids(again(tmp_path / "store")) == ["a"]

    class Winner(FaultyIo):
        def flock(self, fd: int) -> bool:
            if not (tmp_path / "other" / "HEAD").exists():
                (tmp_path / "other" / "HEAD").write_bytes(2 * slot_bytes(Head()))
            return super().flock(fd)

    assert ids(made(tmp_path / "other", "b", io=Winner())) == ["b"]


def test_folders_that_are_there_are_left_as_they_are(tmp_path: Path) -> None:
    place = Place(tmp_path / "store", Io(), writable=True)
    make_folders(place)
    make_folders(place)
    assert (tmp_path / "store" / "ledger").is_dir()


@pytest.mark.parametrize("mounts", ["", "broken\n", "/dev/sda /elsewhere ext4 rw 0 0\n"])
def test_a_mount_table_that_says_nothing_of_the_store_refuses_nothing(tmp_path: Path, mounts: str) -> None:
    io = FaultyIo()
    io.mounts = lambda: mounts  # type: ignore[method-assign]
    assert ids(made(tmp_path, "a", io=io)) == ["a"]


def test_a_store_whose_folder_may_not_be_listed_is_said(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    io = FaultyIo()

    def refuse(path: str) -> list[str]:
        raise PermissionError(errno.EACCES, "Permission denied")

    io.listdir = refuse  # type: ignore[method-assign]
    with pytest.raises(LedgerError, match="cannot be read"):
        again(tmp_path, io=io)


def test_a_store_that_cannot_be_opened_for_another_reason_is_said(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    io = FaultyIo()
    io.fail("open", error=errno.EMFILE)
    with pytest.raises(LedgerError, match="cannot be opened"):
        again(tmp_path, io=io)


# descriptors


def test_forgetting_what_was_never_open_is_nothing(tmp_path: Path) -> None:
    Place(tmp_path, Io(), writable=False).forget("HEAD")


def test_a_file_that_vanished_is_not_the_one_that_is_open(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    place = Place(tmp_path, Io(), writable=True)
    fd = place.head_fd
    os.rename(tmp_path / "HEAD", tmp_path / "gone")
    assert not place.is_there(fd, place.head_path)


def test_the_length_of_a_file_is_told_of_the_one_that_is_written_to_only(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    name = data_file(tmp_path).stem
    place = Place(tmp_path, Io(), writable=True)
    assert place.length_of(name) == -1
    place.data_fd(name)
    assert place.length_of(name) == -1
    place.data_fd(name, write=True)
    assert place.length_of(name) == data_file(tmp_path).stat().st_size
    (tmp_path / "copy").write_bytes(data_file(tmp_path).read_bytes())
    os.replace(tmp_path / "copy", data_file(tmp_path))
    assert place.length_of(name) == -1


def test_a_descriptor_that_cannot_be_closed_is_gone_all_the_same(tmp_path: Path) -> None:
    made(tmp_path, "a").close()

    class Stubborn(FaultyIo):
        def close(self, fd: int) -> None:
            super().close(fd)
            raise OSError(errno.EIO, "no")

    place = Place(tmp_path, Stubborn(), writable=True)
    place.head_bytes()
    place.close()


def test_a_parent_folder_that_may_not_be_read_is_let_be(tmp_path: Path) -> None:
    place = Place(tmp_path, FaultyIo(), writable=True)
    place.io.fail("open", error=errno.EACCES)  # type: ignore[attr-defined]
    place.sync_parent()


def test_a_disk_that_writes_nothing_is_an_error(tmp_path: Path) -> None:
    class Full(FaultyIo):
        def pwrite(self, fd: int, data: bytes, offset: int) -> int:
            return 0

    io = Full()
    fd = io.open(str(tmp_path / "x"), CREATE)
    with pytest.raises(OSError, match="nothing was written"):
        write_all(io, fd, b"a", 0)
    os.close(fd)


def test_whose_lock_it_is_cannot_always_be_read(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    (tmp_path / "LOCK").write_bytes(b"\0" * 512)
    assert holder_of(Place(tmp_path, Io(), writable=True)) == ""


def test_a_quarantine_that_was_removed_holds_nothing_and_is_made_again(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    os.rmdir(tmp_path / "quarantine")
    assert unsaid(Place(tmp_path, Io(), writable=True)) == []
    with data_file(tmp_path).open("ab") as file:
        file.write(b"torn")
    assert ids(again(tmp_path)) == ["a"] and len(os.listdir(tmp_path / "quarantine")) == 1


def test_head_bytes_with_a_head_in_its_slot() -> None:
    head = Head(3, "a" * 64, "000001-2026-11", 9)
    assert patched(bytes(2 * SLOT), head) == bytes(SLOT) + slot_bytes(head)


# reading


class Shrinking(FaultyIo):
    """A file that is shorter than its size says, from some call on."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at_byte = at

    def pread(self, fd: int, length: int, offset: int) -> bytes:
        return super().pread(fd, length, offset) if offset < self.at_byte else b""


def test_a_file_that_shrinks_while_it_is_read_is_damage(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    name = data_file(tmp_path).stem
    with pytest.raises(Damaged, match="shorter"):
        list(lines_of(Place(tmp_path, Shrinking(0), writable=False), name, 0, None))


def test_bytes_without_a_line_end_are_damage_and_not_read_without_end(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    data_file(tmp_path).write_bytes(b"x" * 200_000)
    with pytest.raises(Damaged, match="too long"):
        list(lines_of(Place(tmp_path, Io(), writable=False), data_file(tmp_path).stem, 0, None))


def test_a_tail_that_shrinks_while_it_is_looked_at_is_what_was_read_of_it(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    place = Place(tmp_path, Io(), writable=True)
    head = Follower(place)
    head.look()
    size = head.head.size
    with data_file(tmp_path).open("ab") as file:
        file.write(b"torn")
    assert not settle(Place(tmp_path, Shrinking(size), writable=True), head.head).tail


def test_a_ledger_file_that_head_names_and_that_is_gone_is_damage(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    place = Place(tmp_path, Io(), writable=True)
    with pytest.raises(Damaged, match="missing"):
        settle(place, Head(1, "a" * 64, "000002-2026-12", 10))


@pytest.mark.parametrize("after", [0, 1])
def test_a_tail_that_cannot_be_read_is_not_recorded(tmp_path: Path, after: int) -> None:
    made(tmp_path, "a").close()
    follower = Follower(Place(tmp_path, Io(), writable=True))
    follower.look()
    with data_file(tmp_path).open("ab") as file:
        file.write(b"torn")
    io = FaultyIo()
    io.fail("pread", after=after)
    with pytest.raises(NotRecorded):
        settle(Place(tmp_path, io, writable=True), follower.head)


def test_an_empty_file_of_the_next_month_behind_a_tail_is_left_empty(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    with data_file(tmp_path).open("ab") as file:
        file.write(b"torn")
    (tmp_path / "ledger" / "000002-2026-12.jsonl").write_bytes(b"")
    again(tmp_path)
    assert len(os.listdir(tmp_path / "quarantine")) == 1


# copies and checks


def test_a_copy_of_a_store_without_head_is_refused(tmp_path: Path) -> None:
    made(tmp_path / "store", "a").close()
    (tmp_path / "store" / "HEAD").write_bytes(bytes(2 * SLOT))
    with pytest.raises(Damaged, match="both slots"):
        backup(tmp_path / "store", Io(), tmp_path / "copy")


def test_a_copy_leaves_out_a_file_that_head_does_not_reach(tmp_path: Path) -> None:
    made(tmp_path / "store", "a").close()
    (tmp_path / "store" / "ledger" / "000002-2026-12.jsonl").write_bytes(b"begun")
    backup(tmp_path / "store", Io(), tmp_path / "copy")
    assert len(os.listdir(tmp_path / "copy" / "ledger")) == 1


def test_a_copy_of_a_file_that_shrinks_meanwhile_is_damage(tmp_path: Path) -> None:
    made(tmp_path / "store", "a").close()

    class Blind(Io):
        def pread(self, fd: int, length: int, offset: int) -> bytes:
            return super().pread(fd, length, offset) if length == 2 * SLOT else b""

    with pytest.raises(Damaged, match="shorter"):
        backup(tmp_path / "store", Blind(), tmp_path / "copy")


def test_verify_names_what_is_missing(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    os.remove(tmp_path / "HEAD")
    assert "HEAD is missing" in {problem.what for problem in verify(tmp_path, Io()).problems}
    data_file(tmp_path).unlink()
    os.rmdir(tmp_path / "ledger")
    assert "the ledger's folder is missing" in {problem.what for problem in verify(tmp_path, Io()).problems}


def test_verify_says_how_far_it_is_in_a_long_file(tmp_path: Path) -> None:
    lines, prev = [], FIRST_PREV
    for seq in range(1, 4002):
        lines.append(event(seq, prev))
        prev = json.loads(lines[-1])["h"]
    put(tmp_path, *lines)
    told: list[tuple[int, int]] = []
    assert verify(tmp_path, Io(), progress=lambda done, of: told.append((done, of))).sound
    assert [done for done, _ in told] == sorted(done for done, _ in told) and len(told) == 3


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda first: event(2, first, id="e1"), "carries an id"),
        (lambda first: event(2, "1" * 64), "does not follow"),
        (lambda first: event(3, first), "event 2 is missing"),
        (lambda first: event(2, first, n=[2, 2]), "batch of event 2 is not whole"),
        (lambda first: event(2, first, at=7), "lacks a field"),
        (lambda first: event(2, first, data=True), "lacks a field"),
        (lambda first: event(2, first, by="J Okafor"), "lacks a field"),
        (lambda first: event(2, first, v="1"), "lacks a field"),
        (lambda first: sealed(seq=2, prev=first), "lacks a field"),
    ],
)
def test_verify_names_what_a_forger_left_wrong(tmp_path: Path, change: Callable[[str], bytes], found: str) -> None:
    first = event()
    put(tmp_path, first, change(json.loads(first)["h"]))
    assert any(found in problem.what for problem in verify(tmp_path, Io()).problems)


def test_verify_finds_an_anchor_in_a_batch_and_in_the_first_event(tmp_path: Path) -> None:
    ledger = made(tmp_path)
    lines = ledger.append([draft("a"), draft("b")], BY)
    for each in lines:
        assert verify(tmp_path, Io(), anchor=(each.seq, each.hash[:12])).sound
        assert not verify(tmp_path, Io(), anchor=(each.seq, "f" * 12)).sound
    assert verify(tmp_path, Io(), anchor=(0, "")).sound


def test_head_naming_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    data_file(tmp_path).unlink()
    assert "the ledger file that HEAD names is missing" in {found.what for found in verify(tmp_path, Io()).problems}


# repair


def test_a_store_that_became_view_only_after_its_repair_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, "a").close()
    os.remove(tmp_path / "HEAD")

    def viewer(store: Path, io: Io, *, sid: str) -> Any:
        return open_ledger(store, io, sid=sid, write=False)

    monkeypatch.setattr("data.ledger.repair.open_ledger", viewer)
    with pytest.raises(ViewOnly):
        repair(tmp_path, Io(), sid="s", by=BY, decision=Repair("why"))


def test_a_store_opened_for_viewing_is_not_repaired(tmp_path: Path) -> None:
    made(tmp_path, "a").close()

    class NotOurs(Io):
        def open(self, path: str, flags: int) -> int:
            if flags & WRITE:
                raise OSError(errno.EROFS, os.strerror(errno.EROFS))
            return super().open(path, flags)

    with pytest.raises(ViewOnly, match="read-only"):
        repair(tmp_path, NotOurs(), sid="s", by=BY, decision=Repair("why"))


def test_a_backup_with_an_unfinished_batch_gives_only_whole_ones(tmp_path: Path) -> None:
    ledger = made(tmp_path / "store", "a")
    ledger.append([draft("b"), draft("c")], BY)
    ledger.close()
    backup(tmp_path / "store", Io(), tmp_path / "copy")
    for store in ("store", "copy"):
        file = data_file(tmp_path / store)
        file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:2]))
    os.remove(tmp_path / "store" / "HEAD")
    repair(tmp_path / "store", Io(), sid="s", by=BY, decision=Repair("why", backup=tmp_path / "copy"))
    assert ids(again(tmp_path / "store")) == ["a"]


def test_the_next_opening_takes_over_what_was_unacknowledged_in_a_later_file(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    unacknowledged(tmp_path, ("b",))
    with pytest.raises(NotRepaired):
        repair(tmp_path, Io(), sid="s", by={"name": ""}, decision=Repair("why"))
    assert ids(again(tmp_path)) == ["a", "b"]


def test_a_copy_of_a_servers_record_is_for_viewing(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    (tmp_path / COPY_MARK).write_bytes(b"")
    assert "copy of a server" in again(tmp_path).view_only


def test_a_file_to_be_read_that_is_not_there_is_damage(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    with pytest.raises(Damaged, match="missing"):
        Place(tmp_path, Io(), writable=False).data_fd("000009-2026-12")


def test_a_tail_that_was_told_of_before_a_crash_is_told_of_once(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    told = tmp_path / "quarantine" / "000001-2026-11@400-0badcafe"
    for _ in range(2):
        told.with_name(told.name + ".unsaid").write_bytes(b"torn")
        assert again(tmp_path).lines()[-1].type == "TailSetAside"
        os.remove(told)
    assert len(again(tmp_path).lines()) == 2


def test_a_record_that_changes_while_it_is_settled_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = made(tmp_path, "a")
    again(tmp_path).append([draft("b")], BY)
    monkeypatch.setattr("data.ledger.writer.settle", lambda place, head: Settled(head.but(seq=9)))
    with pytest.raises(Damaged, match="is not what it was"):
        ledger.append([draft("c")], BY)
