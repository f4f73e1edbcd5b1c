"""Opening: what is there, what is not, and why nothing can be written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from data.ledger import LedgerError, NoStore, UnfitPlace, open_ledger
from tests.data.ledger.desk import BY, FaultyIo, again, draft, ids, made


def test_a_folder_without_a_store_is_said_to_be_so(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        for write in (True, False):
            with pytest.raises(NoStore):
                again(folder, write=write)
    assert os.listdir(tmp_path) == []


def test_a_new_store_lies_in_a_folder_made_for_it(tmp_path: Path) -> None:
    ledger = made(tmp_path / "one" / "two", "a")
    assert ledger.view_only == "" and ids(again(tmp_path / "one" / "two")) == ["a"]


def test_making_a_store_that_is_there_opens_it(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    assert ids(made(tmp_path)) == ["a"]


@pytest.mark.parametrize("left", [b"", b"{", bytes(8192)])
def test_a_making_that_broke_off_is_done_again(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "HEAD").write_bytes(left)
    with pytest.raises(NoStore):
        again(tmp_path)
    assert ids(made(tmp_path, "a")) == ["a"]


def test_head_is_synced_before_the_very_first_event_whoever_made_it(tmp_path: Path) -> None:
    made(tmp_path).close()
    io = FaultyIo()
    ledger = again(tmp_path, io=io)
    io.calls.clear()
    ledger.append([draft("a")], BY)
    order = [call for call in io.calls if call in ("pwrite", "fsync", "fdatasync")]
    assert order[:3] == ["pwrite", "fdatasync", "fsync"] and order.count("fsync") >= 2


def test_a_disk_that_refuses_is_no_store(tmp_path: Path) -> None:
    io = FaultyIo()
    io.fail("open", error=errno.EROFS, times=99)
    with pytest.raises(LedgerError):
        open_ledger(tmp_path / "store", io, sid="s", create=True)


@pytest.mark.parametrize(
    ("error", "words"), [(errno.EROFS, "read-only"), (errno.EACCES, "may not write"), (errno.EPERM, "may not write")]
)
def test_what_cannot_be_written_is_opened_for_viewing_with_the_reason(tmp_path: Path, error: int, words: str) -> None:
    made(tmp_path, "a").close()
    io = FaultyIo()
    io.fail("open", error=error)
    found = again(tmp_path, io=io)
    assert words in found.view_only and ids(found) == ["a"] and not found.damage


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "ceph", "virtiofs", "fuse.vmhgfs-fuse"])
def test_a_network_drive_is_refused(tmp_path: Path, kind: str) -> None:
    io = FaultyIo()
    place = str(tmp_path).replace(" ", "\\040")
    io.mounts = lambda: f"/dev/sda / ext4 rw 0 0\nserver:/x {place} {kind} rw 0 0\n"  # type: ignore[method-assign]
    with pytest.raises(UnfitPlace, match="network"):
        open_ledger(tmp_path / "store", io, sid="s", create=True)
    assert not (tmp_path / "store").exists()


def test_a_local_disk_below_a_network_drive_is_accepted(tmp_path: Path) -> None:
    io = FaultyIo()
    io.mounts = lambda: f"server:/x / nfs4 rw 0 0\n/dev/sdb {tmp_path} ext4 rw 0 0\n"  # type: ignore[method-assign]
    assert ids(made(tmp_path, "a", io=io)) == ["a"]


def test_other_files_in_the_ledgers_folder_are_left_alone(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    for name in ("000002-2026-12.jsonl.bak", "notes.txt", "2-2026-12.jsonl", "00000x-2026-12.jsonl"):
        (tmp_path / "ledger" / name).write_text("not ours")
    assert ids(again(tmp_path)) == ["a"] and not again(tmp_path).damage
