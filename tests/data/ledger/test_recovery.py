"""The recovery table of the file format, row by row."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.ledger import Damaged, DiskFull, NotRecorded, Unconfirmed, ViewOnly
from data.ledger.head import SLOT, newest, read_slots
from data.ledger.ledger import SPACE_EVERY
from tests.data.ledger.desk import BY, FaultyIo, again, data_file, draft, ids, made

DECEMBER = datetime(2026, 12, 1, tzinfo=UTC)


def spoil(path: Path, at: int, by: bytes = b"~") -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(by)


def unacknowledged(store: Path, *batches: tuple[str, ...], io: FaultyIo | None = None) -> bytes:
    """Appends batches, then puts HEAD back: as if their writer had died just before it wrote HEAD."""
    head = (store / "HEAD").read_bytes()
    ledger = again(store, io=io)
    for batch in batches:
        ledger.append([draft(id) for id in batch], BY)
    ledger.close()
    (store / "HEAD").write_bytes(head)
    return data_file(store).read_bytes()


# one slot of HEAD bad


@pytest.mark.parametrize("slot", [0, 1])
def test_with_one_slot_bad_the_other_is_used_and_nothing_is_lost(tmp_path: Path, slot: int) -> None:
    made(tmp_path, "a", "b", "c").close()
    spoil(tmp_path / "HEAD", slot * SLOT + 9)
    found = again(tmp_path)
    assert ids(found) == ["a", "b", "c"] and not found.damage
    found.append([draft("d")], BY)
    assert ids(again(tmp_path)) == ["a", "b", "c", "d"]


def test_with_the_newer_slot_bad_a_viewer_shows_what_the_older_one_acknowledges(tmp_path: Path) -> None:
    made(tmp_path, "a", "b", "c").close()
    spoil(tmp_path / "HEAD", SLOT + 9)
    assert ids(again(tmp_path, write=False)) == ["a", "b"]


def test_a_session_whose_head_slot_went_bad_under_it_goes_on(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a", "b", "c")
    spoil(tmp_path / "HEAD", SLOT + 9)
    assert ledger.poll() == []
    ledger.append([draft("d")], BY)
    assert ids(again(tmp_path)) == ["a", "b", "c", "d"]


def test_batches_of_two_never_leave_head_without_a_sound_slot(tmp_path: Path) -> None:
    ledger = made(tmp_path)
    for n in range(4):
        ledger.append([draft(f"a{n}"), draft(f"b{n}")], BY)
    spoil(tmp_path / "HEAD", 9)
    found = again(tmp_path)
    assert len(ids(found)) == 8 and not found.damage


def test_a_slot_that_is_bad_or_far_behind_is_renewed_by_the_next_append(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a", "b", "c")
    spoil(tmp_path / "HEAD", 9)
    ledger.append([draft("d"), draft("e")], BY)
    one, other = read_slots((tmp_path / "HEAD").read_bytes())
    assert one is not None and other is not None and {one.seq, other.seq} == {3, 5}


# both bad, or HEAD missing with ledger files there


def test_without_head_the_ledger_is_view_only_and_shows_what_is_sound(tmp_path: Path) -> None:
    made(tmp_path, "a", "b").close()
    for spoilt in (bytes(2 * SLOT), b"", None):
        if spoilt is None:
            os.remove(tmp_path / "HEAD")
        else:
            (tmp_path / "HEAD").write_bytes(spoilt)
        found = again(tmp_path)
        assert ids(found) == ["a", "b"] and "HEAD" in found.damage and "nothing can be recorded" in found.view_only
        with pytest.raises(ViewOnly):
            found.append([draft("c")], BY)


def test_a_session_that_loses_head_stops_recording(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a")
    (tmp_path / "HEAD").write_bytes(bytes(2 * SLOT))
    with pytest.raises(Damaged):
        ledger.append([draft("b")], BY)
    assert ledger.view_only and ledger.damage


# rot, cut, tampering at or below HEAD


def test_a_flipped_byte_anywhere_is_damage_and_is_not_repaired(tmp_path: Path) -> None:
    made(tmp_path, "a", "b", "c").close()
    file = data_file(tmp_path)
    sound = file.read_bytes()
    ends = [at + 1 for at, byte in enumerate(sound) if byte == 10]
    for at in range(0, len(sound), 5):
        spoil(file, at, bytes([sound[at] ^ 1]))
        found = again(tmp_path)
        assert found.damage and found.view_only
        assert len(found.lines()) == sum(end <= at for end in ends)
        spoil(file, at, sound[at : at + 1])
    assert file.read_bytes() == sound


@pytest.mark.parametrize("keep", [0, 1, -1, -40])
def test_a_file_shorter_than_head_says_is_damage(tmp_path: Path, keep: int) -> None:
    made(tmp_path, "a", "b").close()
    file = data_file(tmp_path)
    file.write_bytes(file.read_bytes()[:keep])
    assert "shorter" in again(tmp_path).damage


def test_a_missing_file_and_a_gap_in_the_numbers_are_damage(tmp_path: Path) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    for month in (12, 11, 10):
        io.at = datetime(2027, month, 1, tzinfo=UTC)
        ledger.append([draft(f"m{month}")], BY)
    files = sorted((tmp_path / "ledger").iterdir())
    for file in files:
        content = file.read_bytes()
        os.remove(file)
        found = again(tmp_path)
        assert "missing" in found.damage and found.view_only
        file.write_bytes(content)


def test_a_shorter_file_is_noticed_by_a_session_that_had_read_it(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a", "b")
    os.truncate(data_file(tmp_path), 10)
    with pytest.raises(Damaged):
        ledger.append([draft("c")], BY)


def test_a_changed_last_line_is_noticed_before_anything_follows_it(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a", "b")
    spoil(data_file(tmp_path), data_file(tmp_path).stat().st_size - 10)
    with pytest.raises(Damaged):
        ledger.append([draft("c")], BY)


def test_a_file_put_in_place_of_the_open_one_is_written_to_not_the_old_one(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a")
    file = data_file(tmp_path)
    copy = tmp_path / "copy"
    copy.write_bytes(file.read_bytes())
    os.replace(copy, file)
    ledger.append([draft("b")], BY)
    assert ids(again(tmp_path)) == ["a", "b"]


def test_an_older_copy_put_in_place_under_a_session_is_damage(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a")
    old_head, old_data = (tmp_path / "HEAD").read_bytes(), data_file(tmp_path).read_bytes()
    ledger.append([draft("b")], BY)
    (tmp_path / "HEAD").write_bytes(old_head)
    data_file(tmp_path).write_bytes(old_data)
    with pytest.raises(Damaged):
        ledger.append([draft("c")], BY)


# sound complete batches beyond HEAD


def test_whole_batches_beyond_head_are_adopted_and_synced_again(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    whole = unacknowledged(tmp_path, ("b",), ("c", "d"))
    io = FaultyIo()
    found = again(tmp_path, io=io)
    assert ids(found) == ["a", "b", "c", "d"] and data_file(tmp_path).read_bytes() == whole
    assert [call for call in io.calls if call in ("pwrite", "fdatasync")] == ["pwrite", "fdatasync"] * 2
    assert newest((tmp_path / "HEAD").read_bytes()) == found.head


def test_a_batch_beyond_head_in_the_next_months_file_is_adopted(tmp_path: Path) -> None:
    io = FaultyIo()
    made(tmp_path, "a", io=io).close()
    io.at = DECEMBER
    unacknowledged(tmp_path, ("b",), io=io)
    fresh = FaultyIo()
    assert ids(again(tmp_path, io=fresh)) == ["a", "b"]
    assert "fsync" in fresh.calls, "the folder is synced, whoever made the file"


def test_a_viewer_never_shows_what_head_does_not_acknowledge(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    unacknowledged(tmp_path, ("b",))
    assert ids(again(tmp_path, write=False)) == ["a"]


def test_what_another_session_left_is_adopted_before_the_next_append(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a")
    unacknowledged(tmp_path, ("b",))
    with pytest.raises(NotRecorded):
        ledger.append([draft("c")], BY, {"child-1": 1})
    assert [line.id for line in ledger.poll()] == ["b"]


def test_an_adoption_that_fails_leaves_it_unknown(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    unacknowledged(tmp_path, ("b",))
    io = FaultyIo()
    io.fail("fdatasync", times=99)
    found = again(tmp_path, io=io)
    assert "unfinished" in found.warnings[0]
    with pytest.raises(Unconfirmed):
        found.append([draft("b")], BY)
    assert ids(again(tmp_path)) == ["a", "b"]


# anything else beyond HEAD


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_torn_line_is_kept_in_quarantine_cut_off_and_told_of(tmp_path: Path, cut: int) -> None:
    made(tmp_path, "a").close()
    sound = data_file(tmp_path).read_bytes()
    torn = unacknowledged(tmp_path, ("b",))[:-cut]
    data_file(tmp_path).write_bytes(torn)
    found = again(tmp_path)
    kept = list((tmp_path / "quarantine").iterdir())
    told = found.lines()[-1]
    assert ids(found) == ["a"] and data_file(tmp_path).read_bytes().startswith(sound)
    assert [path.read_bytes() for path in kept] == [torn[len(sound) :]]
    assert (told.type, told.data["kept_as"], told.data["offset"]) == ("TailSetAside", kept[0].name, len(sound))
    assert "quarantine" in found.warnings[0]
    assert again(tmp_path).warnings == ()


def test_half_a_batch_is_set_aside_whole(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    whole = unacknowledged(tmp_path, ("b",), ("c", "d", "e"))
    data_file(tmp_path).write_bytes(b"\n".join(whole.split(b"\n")[:-2]) + b"\n")
    assert ids(again(tmp_path)) == ["a", "b"]


def test_zeros_and_garbage_beyond_head_are_set_aside(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    for tail in (bytes(4096), b"\n\n", b'{"seq":2}\n', os.urandom(600)):
        with data_file(tmp_path).open("ab") as file:
            file.write(tail)
        assert ids(again(tmp_path)) == ["a"]
    assert len(list((tmp_path / "quarantine").iterdir())) == 4


def test_a_torn_file_of_the_next_month_is_emptied_and_used(tmp_path: Path) -> None:
    io = FaultyIo()
    made(tmp_path, "a", io=io).close()
    (tmp_path / "ledger" / "000002-2026-12.jsonl").write_bytes(b'{"seq":2,')
    found = again(tmp_path)
    found.append([draft("b")], BY)
    assert ids(again(tmp_path)) == ["a", "b"]
    io.at = DECEMBER
    again(tmp_path, io=io).append([draft("c")], BY)
    assert sorted(os.listdir(tmp_path / "ledger")) == ["000001-2026-11.jsonl", "000002-2026-12.jsonl"]
    assert ids(again(tmp_path)) == ["a", "b", "c"]


def test_a_tail_that_no_event_tells_of_yet_is_told_of_at_the_next_opening(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    (tmp_path / "quarantine" / "000001-2026-11@400-0badcafe.unsaid").write_bytes(b"torn")
    found = again(tmp_path)
    assert [line.type for line in found.lines()] == ["NoteAdded", "TailSetAside"]
    assert os.listdir(tmp_path / "quarantine") == ["000001-2026-11@400-0badcafe"]
    assert len(again(tmp_path).lines()) == 2


def test_a_tail_that_cannot_be_kept_is_not_cut_off(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    with data_file(tmp_path).open("ab") as file:
        file.write(b"torn")
    before = data_file(tmp_path).read_bytes()
    io = FaultyIo()
    io.fail("fsync", times=99)
    found = again(tmp_path, io=io)
    with pytest.raises(NotRecorded):
        found.append([draft("b")], BY)
    assert data_file(tmp_path).read_bytes() == before


# a write or a sync fails


@pytest.mark.parametrize("call", ["pwrite", "fdatasync"])
def test_a_failed_write_or_sync_is_undone_and_not_recorded(tmp_path: Path, call: str) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    before = data_file(tmp_path).read_bytes()
    io.fail(call)
    io.calls.clear()
    with pytest.raises(NotRecorded):
        ledger.append([draft("b")], BY)
    assert data_file(tmp_path).read_bytes() == before
    assert io.calls.count(call) == 1, "never once more, in hope"
    assert ids(ledger) == ["a"] and not ledger.view_only
    ledger.append([draft("b")], BY)
    assert ids(again(tmp_path)) == ["a", "b"]


def test_a_folder_that_cannot_be_synced_leaves_the_new_file_empty(tmp_path: Path) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    io.at = DECEMBER
    io.fail("fsync", after=1)
    with pytest.raises(NotRecorded):
        ledger.append([draft("b")], BY)
    assert data_file(tmp_path).read_bytes() == b""
    io.calls.clear()
    ledger.append([draft("b")], BY)
    assert "fsync" in io.calls
    assert ids(again(tmp_path)) == ["a", "b"]


@pytest.mark.parametrize("undoing", ["ftruncate", "fsync"])
def test_what_cannot_be_undone_is_unconfirmed_and_the_session_stops_recording(tmp_path: Path, undoing: str) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    io.fail("fdatasync")
    io.fail(undoing)
    with pytest.raises(Unconfirmed):
        ledger.append([draft("b")], BY)
    with pytest.raises(ViewOnly):
        ledger.append([draft("c")], BY)
    found = again(tmp_path)
    assert ids(found) == (["a", "b"] if undoing == "ftruncate" else ["a"])


def test_a_file_longer_on_the_disk_than_it_looked_is_cut_before_the_next_one_begins(tmp_path: Path) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    io.at = DECEMBER
    io.calls.clear()
    ledger.append([draft("b")], BY)
    assert io.calls.index("ftruncate") < io.calls.index("pwrite")


# HEAD cannot be written


def test_head_is_written_once_more_and_then_all_is_well(tmp_path: Path) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    for call in ("pwrite", "fdatasync"):
        io.fail(call, after=1)
        ledger.append([draft(call)], BY)
    assert ids(again(tmp_path)) == ["a", "pwrite", "fdatasync"]


@pytest.mark.parametrize("call", ["pwrite", "fdatasync"])
def test_head_that_fails_twice_is_unconfirmed_and_the_next_opener_has_the_event(tmp_path: Path, call: str) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    io.fail(call, after=1, times=2)
    with pytest.raises(Unconfirmed):
        ledger.append([draft("b")], BY)
    assert ledger.view_only
    found = again(tmp_path)
    assert found.with_id("b") is not None and ids(found) == ["a", "b"]


# disk full


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_in_words_and_leaves_nothing(tmp_path: Path, error: int) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    io.fail("pwrite", error=error)
    with pytest.raises(DiskFull, match="disk is full"):
        ledger.append([draft("b"), draft("c")], BY)
    assert ids(again(tmp_path)) == ["a"]
    ledger.append([draft("b"), draft("c")], BY)
    assert ids(again(tmp_path)) == ["a", "b", "c"]


def test_little_space_is_said_while_there_still_is_some(tmp_path: Path) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    assert ledger.warnings == ()
    io.free_bytes = lambda path: 50 * 2**20  # type: ignore[method-assign]
    soon = io.monotonic() + SPACE_EVERY
    io.monotonic = lambda: soon  # type: ignore[method-assign]
    ledger.append([draft("b")], BY)
    assert ledger.warnings == ("The disk is nearly full: 50 MB left.",)


# nothing is known of a disk that cannot be read


@pytest.mark.parametrize("which", [1, 2])
def test_a_read_error_under_the_lock_means_not_recorded(tmp_path: Path, which: int) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    io.fail("pread", after=which)  # HEAD, the last line; the first read of all is the name left in LOCK
    with pytest.raises(NotRecorded):
        ledger.append([draft("b")], BY)
    ledger.append([draft("b")], BY)
    assert ids(again(tmp_path)) == ["a", "b"]
