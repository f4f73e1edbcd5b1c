"""A copy of a store while others write: HEAD first, then the ledger up to it. It opens as a sound beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.io import CREATE_NEW, Io
from data.ledger import files
from data.ledger.errors import Damaged
from data.ledger.head import SLOT, Head, newest, slot_bytes, slot_offset
from data.ledger.making import make_folders
from data.ledger.place import Place, write_all
from data.ledger.reader import CHUNK

if TYPE_CHECKING:
    from pathlib import Path


def backup(store: Path, io: Io, target: Path) -> Head:
    """Copies the ledger to a new folder and returns the head it ends at: keep its fingerprint elsewhere.

    Drafts, derived files and the access log are not copied. Verify the copy: a backup of damage is damage.
    Raises: Damaged without a sound HEAD or file; FileExistsError when the target holds a ledger; OSError.
    """
    source, copy = Place(store, io, writable=False), Place(target, io, writable=True)
    try:
        head = newest(source.head_bytes())
        if head is None:
            raise Damaged("", 0, "both slots of HEAD are unreadable")
        make_folders(copy)
        for file in source.files():
            if files.number_of(file) <= files.number_of(head.file):
                _copy_file(source, copy, file, head)
        copy.sync_folder(copy.folder)
        _write_head(copy, head)
        copy.sync_folder(copy.store)
        return head
    finally:
        source.close()
        copy.close()


def _copy_file(source: Place, copy: Place, file: str, head: Head) -> None:
    fd = source.data_fd(file)
    end = head.size if file == head.file else source.io.size(fd)
    into = copy.io.open(f"{copy.folder}/{file}{files.ENDING}", CREATE_NEW)
    try:
        at = 0
        while at < end:
            chunk = source.io.pread(fd, min(CHUNK, end - at), at)
            if not chunk:
                raise Damaged(file, at, "a ledger file is shorter than it was")
            write_all(copy.io, into, chunk, at)
            at += len(chunk)
        copy.io.fsync(into)
    finally:
        copy.io.close(into)


def _write_head(copy: Place, head: Head) -> None:
    fd = copy.io.open(copy.head_path, CREATE_NEW)
    try:
        for offset in (SLOT - slot_offset(head), slot_offset(head)):
            write_all(copy.io, fd, slot_bytes(head), offset)
        copy.io.fsync(fd)
    finally:
        copy.io.close(fd)
