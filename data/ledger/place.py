"""Where a ledger lies: its folders and files, and the descriptors a session holds open in them."""

from __future__ import annotations

from data.io import CREATE, CREATE_NEW, FOLDER, READ, WRITE, Io
from data.ledger import files
from data.ledger.errors import Damaged
from data.ledger.head import SIZE, SLOT, Head, slot_bytes, slot_offset

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

QUIET_FOLDER, QUIET_COARSE_FOLDER = 0.1, 2.0
"""Seconds a folder must have been left alone before its time of change, which moves in steps, tells a later one.

Steps of 10 ms at most; of up to two seconds where the file system keeps whole seconds only.
"""
FOLDERS = ("ledger", "quarantine", "derived", "drafts", "access")


class Place:
    """One store on one disk. Raises OSError as the operating system does."""

    def __init__(self, store: str | Path, io: Io, *, writable: bool) -> None:
        self.io = io
        self.store = str(store)
        self.writable = writable
        self.head_path = f"{self.store}/HEAD"
        self.lock_path = f"{self.store}/LOCK"
        self.folder = f"{self.store}/ledger"
        self.quarantine = f"{self.store}/quarantine"
        self.derived = f"{self.store}/derived"
        self._listed = -1.0
        self._files: list[str] = []
        self._fds: dict[str, int] = {}
        self._data: tuple[str, int, bool] | None = None
        self._data_path = ""
        self._identities: dict[int, tuple[int, int]] = {}

    def _kept(self, path: str, flags: int) -> int:
        if path not in self._fds:
            self._fds[path] = self.io.open(path, flags)
        return self._fds[path]

    @property
    def head_fd(self) -> int:
        """HEAD, open for as long as the session lasts."""
        return self._kept(self.head_path, WRITE if self.writable else READ)

    @property
    def lock_fd(self) -> int:
        """LOCK, made if somebody removed it."""
        return self._kept(self.lock_path, CREATE)

    @property
    def folder_fd(self) -> int:
        """The folder of ledger files, to be synced when a file is new in it."""
        return self._kept(self.folder, FOLDER)

    def forget(self, path: str) -> None:
        """Closes the descriptor kept for a path, so that the next use opens what stands there now."""
        if path in self._fds:
            self._close(self._fds.pop(path))

    def head_bytes(self) -> bytes:
        """Both slots as they stand: one pread."""
        return self.io.pread(self.head_fd, SIZE, 0)

    def look_at_head(self) -> bytes:
        """The same of the HEAD that stands there now: somebody may have put another in its place."""
        if not self.is_there(self.head_fd, self.head_path):
            self.forget(self.head_path)
        return self.head_bytes()

    def write_head(self, head: Head) -> None:
        """Puts the head into its slot and onto the disk."""
        write_all(self.io, self.head_fd, slot_bytes(head), slot_offset(head))
        self.io.fdatasync(self.head_fd)

    def write_spare(self, head: Head, raw: bytes) -> None:
        """Puts the head into the slot where HEAD's bytes do not have it: should either be torn, the other tells."""
        slot = slot_bytes(head)
        write_all(self.io, self.head_fd, slot, SLOT if raw[:SLOT] == slot else 0)
        self.io.fdatasync(self.head_fd)

    def write_head_anew(self, head: Head) -> None:
        """Makes HEAD, or both its slots, say `head`: what making, copying and repairing do."""
        fd = self.io.open(self.head_path, CREATE)
        try:
            for offset in (SLOT - slot_offset(head), slot_offset(head)):
                write_all(self.io, fd, slot_bytes(head), offset)
            self.io.ftruncate(fd, SIZE)
            self.io.fsync(fd)
        finally:
            self.io.close(fd)
        self.sync_folder(self.store)

    def files(self) -> list[str]:
        """The ledger's files in order, without ending. Raises: Damaged when a number is missing."""
        changed = self.io.changed(self.folder)
        if changed != self._listed:
            self._files = files.in_order(self.io.listdir(self.folder))
            quiet = QUIET_FOLDER if changed % 1 else QUIET_COARSE_FOLDER
            self._listed = changed if self.io.since(changed) > quiet else -1.0
        return self._files

    def files_before_gap(self) -> tuple[list[str], Damaged | None]:
        """The files up to the first whose number is missing or stands twice, and that damage."""
        return files.before_gap(self.io.listdir(self.folder))

    def data_fd(self, file: str, *, write: bool = False, looked: bool = False) -> int:
        """One ledger file, open, made if it is to be written and not there; the last one asked for is kept open.

        `looked`: whether it still stands at its path was looked at a moment ago.
        Raises: Damaged when it is to be read and not there.
        """
        if self._data is not None and self._data[0] == file:
            _, fd, writable = self._data
            if (writable or not write) and (looked or self.is_there(fd, self._data_path)):
                return fd
        path = f"{self.folder}/{file}{files.ENDING}"
        try:
            fd = self.io.open(path, CREATE if write else READ)
        except FileNotFoundError as problem:
            raise Damaged(file, 0, "a ledger file is missing") from problem
        self.forget_data()
        self._data, self._data_path = (file, fd, write), path
        return fd

    def is_there(self, fd: int, path: str) -> bool:
        """Whether the open file still is the one at the path: somebody may have put another in its place."""
        try:
            return self._identity(fd) == self.io.identity_at(path)
        except FileNotFoundError:
            return False

    def _identity(self, fd: int) -> tuple[int, int]:
        if fd not in self._identities:
            self._identities[fd] = self.io.identity(fd)
        return self._identities[fd]

    def length_of(self, file: str) -> int:
        """How long a ledger file is, where it is the one held open for writing; else -1."""
        if self._data is None or self._data[0] != file or not self._data[2]:
            return -1
        device, inode, length = self.io.standing(self._data_path)
        return length if (device, inode) == self._identity(self._data[1]) else -1

    def forget_data(self) -> None:
        """Closes the ledger file that is kept open."""
        if self._data is not None:
            fd, self._data = self._data[1], None
            self._close(fd)

    def _close(self, fd: int) -> None:
        self._identities.pop(fd, None)
        try:
            self.io.close(fd)
        except OSError:
            return  # what mattered was synced before; the descriptor is gone either way

    def make_quarantine(self) -> None:
        """Makes the folder for what is set aside, where it is not there."""
        if "quarantine" not in self.io.listdir(self.store):
            self.io.mkdir(self.quarantine)
            self.sync_folder(self.store)

    def keep_aside(self, name: str, content: bytes) -> None:
        """Writes bytes into quarantine and onto the disk."""
        self.make_quarantine()
        fd = self.io.open(f"{self.quarantine}/{name}", CREATE_NEW)
        try:
            write_all(self.io, fd, content, 0)
            self.io.fsync(fd)
        finally:
            self.io.close(fd)
        self.sync_folder(self.quarantine)

    def sync_folder(self, path: str) -> None:
        """Puts a folder's entries onto the disk."""
        fd = self.io.open(path, FOLDER)
        try:
            self.io.fsync(fd)
        finally:
            self.io.close(fd)

    def sync_parent(self) -> None:
        """Puts the store's own name onto the disk, where its parent folder may be read."""
        try:
            self.sync_folder(self.io.resolve(f"{self.store}/.."))
        except PermissionError:
            return

    def close(self) -> None:
        """Gives every descriptor back; a lock held goes with them."""
        self.forget_data()
        for path in list(self._fds):
            self.forget(path)


def write_all(io: Io, fd: int, data: bytes, offset: int) -> None:
    """Writes every byte: a short write goes on where it stopped."""
    done = 0
    while done < len(data):
        written = io.pwrite(fd, data[done:] if done else data, offset + done)
        if written <= 0:
            raise OSError(5, "nothing was written")
        done += written
