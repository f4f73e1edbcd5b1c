"""Making a store, and telling whether one is there."""

from __future__ import annotations

from data.io import CREATE
from data.ledger.errors import NoStore, UnfitPlace
from data.ledger.files import is_ledger_file
from data.ledger.head import Head, newest, slot_bytes
from data.ledger.lock import held
from data.ledger.place import FOLDERS, Place, write_all

_OVER_A_NETWORK = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "gluster", "lustre", "ncp", "coda", "gfs", "ocfs")
_OVER_A_CLUSTER = ("beegfs", "orangefs", "pvfs")
_LENT_BY_A_HOST = ("virtiofs", "vboxsf", "vmhgfs", "prl_fs")
"""Folders of the host as its virtual machines see them: a lock taken in one machine is not seen in another."""
_FUSE_OVER_A_NETWORK = ("sshfs", "gluster", "ceph", "s3fs", "rclone", "davfs", "smbnetfs", "gcsfuse")
_KERNELS = (*_OVER_A_NETWORK, *_OVER_A_CLUSTER, *_LENT_BY_A_HOST)
_FUSE = (*_FUSE_OVER_A_NETWORK, *_LENT_BY_A_HOST)


def is_made(place: Place) -> bool:
    """Whether a ledger is there, sound or not. A making that broke off before its first event left none."""
    if place.head_path.rpartition("/")[2] not in _entries(place, place.store):
        return any(is_ledger_file(entry) for entry in _entries(place, place.folder))
    if any(is_ledger_file(entry) for entry in _entries(place, place.folder)):
        return True
    return newest(place.head_bytes()) is not None


def _entries(place: Place, folder: str) -> list[str]:
    try:
        return place.io.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []


def make(place: Place, patience: float) -> None:
    """Makes the folders, LOCK and HEAD, each durable before the next step needs it.

    Raises: NoStore when the operating system refuses; Busy when another process is at it and does not finish.
    """
    try:
        make_folders(place)
        place.sync_folder(place.store)  # HEAD must not outlive the folders: a store with HEAD counts as made
        with held(place, "", patience, head=False), place.io.signals_held():
            if not is_made(place):
                _make_head(place)
    except OSError as problem:
        raise NoStore(f"No store could be made in {place.store}: {problem.strerror}.") from problem


def make_folders(place: Place) -> None:
    """Makes the store's folder and those in it, as far as they are not there. Raises: OSError."""
    parts = place.io.resolve(place.store).split("/")
    folders = ["/".join(parts[:n]) for n in range(2, len(parts) + 1)]
    for folder in [*folders, *(f"{place.store}/{name}" for name in FOLDERS)]:
        try:
            if not _is_folder(place, folder):
                place.io.mkdir(folder)
        except FileExistsError:
            continue  # another process made it at this moment


def _is_folder(place: Place, folder: str) -> bool:
    try:
        place.io.identity_at(folder)
    except FileNotFoundError:
        return False
    return True


def _make_head(place: Place) -> None:
    fd = place.io.open(place.head_path, CREATE)
    try:
        write_all(place.io, fd, 2 * slot_bytes(Head()), 0)  # both: the first slot torn must leave one
        place.io.fsync(fd)
    finally:
        place.io.close(fd)
    place.sync_folder(place.store)
    place.sync_parent()


def refuse_network(place: Place) -> None:
    """Locks and syncs mean less on a network drive than the ledger relies on.

    Raises: UnfitPlace.
    """
    path = place.io.resolve(place.store)
    kind = _file_system_of(path, place.io.mounts())
    name = kind.removeprefix("fuse.")
    unsafe = _FUSE if kind.startswith("fuse.") else _KERNELS
    if name.startswith(unsafe):
        raise UnfitPlace(f"{place.store} is on a network drive ({kind}). Keep the store on a disk of this computer.")


def _file_system_of(path: str, mounts: str) -> str:
    best, kind = "", ""
    for row in mounts.splitlines():
        fields = row.split(" ")
        if len(fields) < 3:
            continue
        at = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        if (path == at or path.startswith(at.rstrip("/") + "/")) and len(at) >= len(best):
            best, kind = at, fields[2]
    return kind
