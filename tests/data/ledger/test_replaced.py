"""What happens under an open session: HEAD, LOCK or a file is replaced, the store is put back, a thread closes it."""

from __future__ import annotations

import errno
import os
import shutil
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.io import Io, TrainingClock
from data.ledger import Damaged, LedgerError, NotRecorded, open_ledger
from data.ledger.head import SLOT
from data.ledger.place import Place
from data.ledger.repair import Repair, repair
from tests.data.ledger.desk import BY, FaultyIo, again, data_file, draft, ids, made


def put_anew(path: Path) -> None:
    """The same bytes in a new file, as a copying tool or a restoration leaves them."""
    shutil.copy(path, f"{path}.new")
    os.replace(f"{path}.new", path)


@pytest.mark.parametrize("name", ["HEAD", "LOCK", "data"])
def test_a_viewer_sees_what_is_recorded_after_a_file_was_replaced(tmp_path: Path, name: str) -> None:
    writer = made(tmp_path, "a")
    viewer = again(tmp_path, write=False)
    viewer.poll()
    put_anew(data_file(tmp_path) if name == "data" else tmp_path / name)
    writer.append([draft("b")], BY)
    assert [line.id for line in viewer.poll()] == ["b"] and not viewer.damage


def test_a_head_that_was_removed_is_said_and_found_again(tmp_path: Path) -> None:
    viewer = again(made_store(tmp_path), write=False)
    os.rename(tmp_path / "HEAD", tmp_path / "away")
    with pytest.raises(LedgerError, match="at the moment"):
        viewer.poll()
    os.rename(tmp_path / "away", tmp_path / "HEAD")
    assert viewer.poll() == [] and not viewer.damage


def made_store(store: Path, *names: str) -> Path:
    made(store, *(names or ("a",))).close()
    return store


def test_an_older_copy_put_in_place_is_said_to_who_only_reads(tmp_path: Path) -> None:
    writer = made(tmp_path / "store", "a")
    shutil.copytree(tmp_path / "store", tmp_path / "older")
    writer.append([draft("b")], BY)
    viewer = again(tmp_path / "store", write=False)
    writer.close()
    shutil.rmtree(tmp_path / "store")
    os.rename(tmp_path / "older", tmp_path / "store")
    viewer.poll()  # may be a slot that is being written
    with pytest.raises(Damaged):
        viewer.poll()
    assert viewer.damage


def test_a_newer_slot_that_stays_spoilt_is_no_damage_to_who_knows_the_event(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a", "b", "c")
    now = (tmp_path / "HEAD").read_bytes()
    (tmp_path / "HEAD").write_bytes(now[:SLOT] + b"x" + now[SLOT + 1 :])
    assert [ledger.poll() for _ in range(3)] == [[], [], []] and not ledger.damage
    ledger.append([draft("d")], BY)
    assert ids(again(tmp_path)) == ["a", "b", "c", "d"]


def test_who_shows_entries_that_a_repair_gave_up_is_told(tmp_path: Path) -> None:
    viewer = again(made_store(tmp_path, "a", "b", "c", "d"), write=False)
    content = bytearray(data_file(tmp_path).read_bytes())
    content[content.index(b"note b")] ^= 1
    data_file(tmp_path).write_bytes(content)
    repair(tmp_path, FaultyIo(), sid="r", by=BY, decision=Repair("no backup has it", accept_loss=True))
    viewer.poll()
    with pytest.raises(Damaged):
        viewer.poll()


class Standing(Io):
    """Stops in the first sync of data until it is told to go on."""

    def __init__(self) -> None:
        self.inside, self.go_on = threading.Event(), threading.Event()

    def fdatasync(self, fd: int) -> None:
        self.inside.set()
        assert self.go_on.wait(30)
        super().fdatasync(fd)


def test_closing_waits_for_another_threads_append(tmp_path: Path) -> None:
    made_store(tmp_path)
    io = Standing()
    ledger = open_ledger(tmp_path, io, sid="s")
    appending = threading.Thread(target=lambda: ledger.append([draft("b")], BY))
    closing = threading.Thread(target=ledger.close)
    appending.start()
    assert io.inside.wait(30)
    closing.start()
    closing.join(0.2)
    with pytest.raises(NotRecorded):  # the lock is still held
        again(tmp_path).append([draft("c")], BY)
    io.go_on.set()
    appending.join(30)
    closing.join(30)
    assert ids(again(tmp_path)) == ["a", "b"]


class Unlooked(FaultyIo):
    """Cannot look at a path once."""

    broken = False

    def identity_at(self, path: str) -> tuple[int, int]:
        if self.broken:
            self.broken = False
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return super().identity_at(path)


def test_a_lock_that_could_not_be_looked_at_is_let_go(tmp_path: Path) -> None:
    made_store(tmp_path)
    io = Unlooked()
    ledger = again(tmp_path, io=io)
    io.broken = True
    with pytest.raises(NotRecorded):
        ledger.append([draft("b")], BY)
    again(tmp_path).append([draft("c")], BY)
    assert ids(again(tmp_path)) == ["a", "c"]


def test_a_training_clock_does_not_hide_a_file_made_in_the_same_step_of_the_folders_time(tmp_path: Path) -> None:
    made_store(tmp_path)
    place = Place(tmp_path, TrainingClock(datetime(2030, 1, 1, tzinfo=UTC)), writable=True)
    folder, just_now = tmp_path / "ledger", time.time_ns() + 60 * 10**9
    os.utime(folder, ns=(just_now, just_now))
    before = place.files()
    (folder / "000002-2030-01.jsonl").touch()
    os.utime(folder, ns=(just_now, just_now))
    assert place.files() == [*before, "000002-2030-01"]


class Listing(Io):
    """Counts how often a folder is listed; so many seconds have gone by since it was changed."""

    def __init__(self, gone_by: float) -> None:
        self.listed, self.gone_by = 0, gone_by

    def listdir(self, path: str) -> list[str]:
        self.listed += 1
        return super().listdir(path)

    def since(self, moment: float) -> float:
        return self.gone_by


def test_a_folder_that_was_left_alone_is_listed_once_and_again_after_a_change(tmp_path: Path) -> None:
    made_store(tmp_path)
    folder, io = tmp_path / "ledger", Listing(3600)
    os.utime(folder, (1_700_000_000, 1_700_000_000))
    place = Place(tmp_path, io, writable=True)
    assert place.files() == place.files() and io.listed == 1
    (folder / "000002-2026-12.jsonl").touch()
    assert place.files()[-1] == "000002-2026-12" and io.listed == 2


@pytest.mark.parametrize(
    ("changed_at", "gone_by", "listings"),
    [(10**18, 1.9, 2), (10**18, 2.1, 1), (10**18 + 500_000_000, 0.09, 2), (10**18 + 500_000_000, 0.11, 1)],
)
def test_a_folder_is_listed_again_until_its_time_of_change_must_have_moved_on(
    tmp_path: Path, changed_at: int, gone_by: float, listings: int
) -> None:
    made_store(tmp_path)
    os.utime(tmp_path / "ledger", ns=(changed_at, changed_at))
    io = Listing(gone_by)
    place = Place(tmp_path, io, writable=True)
    assert place.files() == place.files() and io.listed == listings
