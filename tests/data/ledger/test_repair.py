"""Repair, row by row of the recovery table: by a named person, for a reason, leaving an entry; else nothing changes."""

from __future__ import annotations

import errno
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.io import Io
from data.ledger import DiskFull, LedgerError, Line, NotRecorded, ViewOnly
from data.ledger.backup import backup
from data.ledger.errors import NotRepaired
from data.ledger.head import SLOT
from data.ledger.place import Place
from data.ledger.repair import Repair, Repaired, look, repair
from data.ledger.verify import verify
from tests.data.ledger.desk import BY, FaultyIo, again, data_file, draft, ids, made
from tests.data.ledger.test_recovery import spoil, unacknowledged

BY_NAME = {"name": "M Novak", "role": "manager", "account": "mnovak"}


def mend(store: Path, io: Io | None = None, **decision: object) -> Repaired:
    given = {"reason": "the disk gave zeros", **decision}
    return repair(store, io or FaultyIo(), sid="s", by=BY_NAME, decision=Repair(**given))


def left(store: Path) -> Line:
    """The entry that the repair left, of a store that works again and verifies."""
    found = again(store)
    assert not found.view_only and not found.damage
    assert verify(store, Io()).sound
    last = found.lines()[-1]
    assert (last.type, last.by["name"], last.data["reason"]) == ("RecordRepaired", "M Novak", "the disk gave zeros")
    found.append([draft("after")], BY)
    return last


def content(store: Path) -> dict[str, bytes]:
    """All that is stored; LOCK holds a name only, of whoever locked last."""
    files = (path for path in store.rglob("*") if path.is_file() and path.name != "LOCK")
    return {str(path.relative_to(store)): path.read_bytes() for path in files}


@pytest.fixture
def months(tmp_path: Path) -> Path:
    """Nine events in four files, a batch among them."""
    store, io = tmp_path / "store", FaultyIo()
    ledger = made(store, "a", "b", io=io)
    for month in (12, 1, 2):
        io.at = datetime(2026 + (month < 12), month, 1, tzinfo=UTC)
        ledger.append([draft(f"{month}-{n}") for n in range(2)], BY)
    ledger.append([draft("z")], BY)
    ledger.close()
    return store


@pytest.fixture
def copy(months: Path, tmp_path: Path) -> Path:
    """A backup of the nine."""
    backup(months, Io(), tmp_path / "copy")
    return tmp_path / "copy"


EVERY = ["a", "b", "12-0", "12-1", "1-0", "1-1", "2-0", "2-1", "z"]


# a store in order


def test_where_nothing_is_wrong_nothing_is_changed(months: Path) -> None:
    before = content(months)
    assert look(months, Io()).rows == ()
    with pytest.raises(NotRepaired, match="nothing to repair"):
        mend(months)
    assert content(months) == before


@pytest.mark.parametrize(("name", "reason"), [("", "why"), ("M Novak", " ")])
def test_nobody_and_no_reason_repair_nothing(months: Path, name: str, reason: str) -> None:
    os.remove(months / "HEAD")
    with pytest.raises(NotRepaired, match="Say who"):
        repair(months, Io(), sid="s", by={"name": name}, decision=Repair(reason))
    assert not (months / "HEAD").exists()


# one slot of HEAD bad


@pytest.mark.parametrize("slot", [0, 1])
def test_a_bad_slot_is_written_anew(tmp_path: Path, slot: int) -> None:
    made(tmp_path, "a", "b", "c").close()
    spoil(tmp_path / "HEAD", slot * SLOT + 9)
    assert "slot" in look(tmp_path, Io()).rows[0]
    assert "HEAD written anew" in mend(tmp_path).done[0]
    assert left(tmp_path).data["found"] and ids(again(tmp_path)) == ["a", "b", "c", "after"]


# both bad, or HEAD missing


@pytest.mark.parametrize("gone", [None, b"", bytes(2 * SLOT)])
def test_a_lost_head_is_rebuilt_at_the_last_whole_entry(months: Path, gone: bytes | None) -> None:
    os.remove(months / "HEAD")
    if gone is not None:
        (months / "HEAD").write_bytes(gone)
    assert mend(months).head.seq == 10
    assert left(months).seq == 10 and ids(again(months))[:9] == EVERY


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_a_lost_head_with_a_torn_tail_is_rebuilt_and_the_tail_is_kept_aside(months: Path, cut: int) -> None:
    os.remove(months / "HEAD")
    torn = data_file(months).read_bytes()[:-cut]
    data_file(months).write_bytes(torn)
    found = look(months, Io())
    assert found.head is None and found.torn and not found.rot
    assert "set aside" in mend(months).done[-1]
    left(months)
    kept = b"".join(path.read_bytes() for path in (months / "quarantine").iterdir())
    assert torn.endswith(kept) and len(kept) == found.torn


def test_a_lost_head_with_half_a_batch_at_the_end_ends_before_the_batch(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a")
    ledger.append([draft("b"), draft("c"), draft("d")], BY)
    ledger.close()
    lines = data_file(tmp_path).read_bytes().splitlines(keepends=True)
    data_file(tmp_path).write_bytes(b"".join(lines[:3]))
    os.remove(tmp_path / "HEAD")
    mend(tmp_path)
    left(tmp_path)
    assert ids(again(tmp_path)) == ["a", "after"]


def test_a_lost_head_of_an_empty_store_is_rebuilt(tmp_path: Path) -> None:
    made(tmp_path).close()
    (tmp_path / "HEAD").write_bytes(bytes(2 * SLOT))
    (tmp_path / "ledger" / "000001-2026-11.jsonl").write_bytes(b"")
    mend(tmp_path)
    assert left(tmp_path).seq == 1


def test_a_fingerprint_kept_elsewhere_shows_that_more_was_acknowledged_than_is_left(months: Path) -> None:
    anchor = (9, verify(months, Io()).head.hash[:12])
    os.remove(months / "HEAD")
    lines = data_file(months).read_bytes().splitlines(keepends=True)
    data_file(months).write_bytes(b"".join(lines[:-1]))
    with pytest.raises(NotRepaired, match="ends before entry 9"):
        mend(months, anchor=anchor)
    assert not (months / "HEAD").exists()


def test_a_repair_that_ends_at_another_entry_than_the_one_kept_says_so(months: Path) -> None:
    os.remove(months / "HEAD")
    with pytest.raises(LedgerError, match="verify still finds"):
        mend(months, anchor=(9, "0" * 12))


# rot, cut, tampering at or below HEAD


def damage(store: Path, how: str) -> None:
    files = sorted((store / "ledger").iterdir())
    if how == "byte":
        spoil(files[1], 40)
    elif how == "last byte":
        spoil(files[3], files[3].stat().st_size - 9)
    elif how == "cut":
        os.truncate(files[2], 100)
    elif how == "cut at a line":
        os.truncate(files[3], files[3].read_bytes().index(b"\n") + 1)
    elif how == "missing":
        os.remove(files[1])
    elif how == "first missing":
        os.remove(files[0])
    elif how == "last missing":
        os.remove(files[3])
    elif how == "several":
        spoil(files[0], 40)
        os.truncate(files[2], 100)
    elif how == "twice":
        shutil.copy(files[0], store / "ledger" / "000002-2026-11.jsonl")
    elif how == "swapped":
        one, other = files[1].read_bytes(), files[2].read_bytes()
        files[1].write_bytes(other)
        files[2].write_bytes(one)


DAMAGES = (
    "byte", "last byte", "cut", "cut at a line", "missing", "first missing", "last missing", "several", "twice",
    "swapped",
)  # fmt: skip


@pytest.mark.parametrize("how", DAMAGES)
def test_damage_without_a_decision_changes_nothing_and_says_what_can_be_decided(months: Path, how: str) -> None:
    damage(months, how)
    before = content(months)
    assert look(months, Io()).rot
    with pytest.raises(NotRepaired, match=r"--from FOLDER.*--accept-loss"):
        mend(months)
    assert content(months) == before


@pytest.mark.parametrize("lost_head", [False, True])
@pytest.mark.parametrize("how", DAMAGES)
def test_what_was_damaged_is_put_back_from_a_backup_byte_for_byte(
    months: Path, copy: Path, how: str, lost_head: bool
) -> None:
    whole = {name: raw for name, raw in content(months).items() if name.startswith("ledger")}
    damage(months, how)
    if lost_head:
        os.remove(months / "HEAD")
    done = mend(months, backup=copy)
    assert ids(again(months))[:9] == EVERY and done.head.seq >= 10
    after = {name: raw for name, raw in content(months).items() if name.startswith("ledger")}
    assert after.keys() >= whole.keys() and all(after[name].startswith(raw) for name, raw in whole.items())
    left(months)


def test_the_damaged_file_is_kept_in_quarantine(months: Path, copy: Path) -> None:
    damage(months, "byte")
    spoilt = sorted((months / "ledger").iterdir())[1].read_bytes()
    mend(months, backup=copy)
    kept = [path for path in (months / "quarantine").iterdir() if path.name.endswith(".damaged")]
    assert [path.read_bytes() for path in kept] == [spoilt]


def test_an_older_backup_fills_the_hole_and_later_entries_stay_ours(months: Path, copy: Path) -> None:
    again(months).append([draft("later")], BY)
    damage(months, "several")
    assert "put back" in mend(months, backup=copy).done[0]
    left(months)
    assert ids(again(months)) == [*EVERY, "later", "after"]


def test_a_backup_that_lacks_what_is_missing_changes_nothing(months: Path, copy: Path) -> None:
    again(months).append([draft("later"), draft("last")], BY)
    damage(months, "last byte")
    os.truncate(data_file(months), data_file(months).stat().st_size - 30)
    before = content(months)["HEAD"]
    with pytest.raises(NotRepaired, match="does not hold entry 11"):
        mend(months, backup=copy)
    assert content(months)["HEAD"] == before


def test_another_stores_backup_is_refused(months: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    made(other, "x").close()
    damage(months, "first missing")
    with pytest.raises(NotRepaired, match="does not hold entry"):
        mend(months, backup=other)


def test_without_head_a_backup_that_does_not_reach_what_still_stands_is_refused(months: Path, copy: Path) -> None:
    again(months).append([draft("later")], BY)
    again(months).append([draft("last")], BY)
    raw = data_file(months).read_bytes()
    spoil(data_file(months), raw.index(b"note later"))
    os.remove(months / "HEAD")
    with pytest.raises(NotRepaired, match="does not reach"):
        mend(months, backup=copy)


def test_a_folder_without_a_ledger_is_no_backup(months: Path, tmp_path: Path) -> None:
    damage(months, "missing")
    with pytest.raises(NotRepaired, match="does not hold"):
        mend(months, backup=tmp_path / "nothing")


@pytest.mark.parametrize("lost_head", [False, True])
@pytest.mark.parametrize("how", DAMAGES)
def test_a_loss_that_is_accepted_ends_the_record_at_the_last_sound_entry(
    months: Path, how: str, lost_head: bool
) -> None:
    damage(months, how)
    if lost_head:
        os.remove(months / "HEAD")
    sound = look(months, Io()).sound.seq
    if not look(months, Io()).rot:  # without HEAD this cannot be told from a torn end: nothing to accept
        assert lost_head and mend(months).head.seq >= sound
        left(months)
        return
    stood = b"\n".join(path.read_bytes() for path in sorted((months / "ledger").iterdir()))
    told = mend(months, accept_loss=True)
    assert "given up" in told.done[0]
    last = left(months)
    assert last.seq == sound + 1 and ids(again(months)) == [*EVERY[:sound], "after"]
    kept = b"".join(path.read_bytes() for path in (months / "quarantine").iterdir())
    beginning = b"".join(path.read_bytes() for path in sorted((months / "ledger").iterdir()))
    assert all(line in kept + beginning for line in stood.split(b"\n"))


def test_a_cut_that_breaks_off_is_finished_by_the_next_opening_or_the_next_repair(months: Path) -> None:
    spoil(data_file(months), data_file(months).read_bytes().index(b"note 2-1"))
    io = FaultyIo()
    io.fail("ftruncate", after=1)  # the first is HEAD's
    with pytest.raises(NotRecorded):
        mend(months, io, accept_loss=True)
    found = again(months)
    assert not found.damage and ids(found) == EVERY[:6]


# beyond HEAD


def test_whole_entries_beyond_head_are_taken_over_and_told_of(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    unacknowledged(tmp_path, ("b",), ("c", "d"))
    assert look(tmp_path, Io()).adoptable == 3
    assert mend(tmp_path).done == ("3 entries beyond HEAD taken over",)
    left(tmp_path)
    assert ids(again(tmp_path)) == ["a", "b", "c", "d", "after"]


def test_a_torn_tail_is_set_aside_and_told_of(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    unacknowledged(tmp_path, ("b",))
    with data_file(tmp_path).open("ab") as file:
        file.write(b"torn")
    (tmp_path / "ledger" / "000002-2026-12.jsonl").write_bytes(b"more")
    found = look(tmp_path, Io())
    assert (found.adoptable, found.torn) == (1, 8)
    assert mend(tmp_path).done == ("1 entries beyond HEAD taken over", "8 bytes set aside in quarantine")
    left(tmp_path)
    assert ids(again(tmp_path)) == ["a", "b", "after"]


# the disk refuses


def test_a_full_disk_repairs_nothing_and_says_so(months: Path, copy: Path) -> None:
    damage(months, "byte")
    before = content(months)
    io = FaultyIo()
    io.fail("pwrite", times=99, error=errno.ENOSPC)
    with pytest.raises(DiskFull):
        mend(months, io, backup=copy)
    after = content(months)
    assert all(after[name] == before[name] for name in before if name.startswith("ledger"))
    mend(months, backup=copy)
    left(months)


def test_a_disk_that_may_not_be_written_to_is_said(months: Path) -> None:
    os.remove(months / "HEAD")

    class ReadOnly(FaultyIo):
        def open(self, path: str, flags: int) -> int:
            if flags & os.O_RDWR:
                raise OSError(errno.EROFS, os.strerror(errno.EROFS))
            return super().open(path, flags)

    with pytest.raises((ViewOnly, NotRecorded)):
        mend(months, ReadOnly())
    damage(months, "byte")
    assert look(months, ReadOnly()).rot


def test_a_store_that_cannot_be_read_is_said(months: Path) -> None:
    io = FaultyIo()
    io.fail("open", times=99)
    with pytest.raises(LedgerError, match="cannot be read"):
        look(months, io)


def test_a_mended_file_is_the_groups(months: Path, copy: Path) -> None:
    damage(months, "byte")
    mend(months, backup=copy)
    assert {path.stat().st_mode & 0o777 for path in (months / "ledger").iterdir()} == {0o660}


def test_another_session_that_is_saving_is_waited_for(months: Path) -> None:
    from data.ledger import Busy
    from data.ledger.lock import held

    os.remove(months / "HEAD")
    with held(Place(months, Io(), writable=True), "J Okafor", 1, head=False), pytest.raises(Busy):
        mend(months)
