"""Rebuilding HEAD when both its slots are lost: a named person's decision, after a full verification."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from data.io import CREATE, Io
from data.ledger.errors import LedgerError
from data.ledger.follower import Follower
from data.ledger.head import SLOT, Head, newest, slot_bytes, slot_offset
from data.ledger.ledger import PATIENCE
from data.ledger.line import Draft
from data.ledger.lock import held
from data.ledger.opening import open_ledger
from data.ledger.place import Place, write_all
from data.ledger.set_aside import SUBJECT
from data.ledger.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

TYPE = "HeadRebuilt"


class NothingToRepair(LedgerError):
    """HEAD is sound, or the damage is one that only a backup mends."""


def rebuild_head(store: Path, io: Io, *, sid: str, by: Mapping[str, Any], reason: str) -> Head:
    """Makes HEAD point to the last whole event, and stores an event that says who did it and why.

    Raises: NothingToRepair; NotRecorded and the other errors of a commit.
    """
    if not str(by.get("name", "")).strip() or not reason.strip():
        raise NothingToRepair("Say who rebuilds HEAD, and why.")
    found = [problem for problem in verify(store, io).problems if problem.file or "HEAD" not in problem.what]
    if found:
        raise NothingToRepair(f"The record itself is damaged ({found[0].what}): restore it from a backup.")
    place = Place(store, io, writable=True)
    try:
        with held(place, str(by["name"]), PATIENCE, head=False):
            _write_both_slots(place, _last_whole(place))
    finally:
        place.close()
    ledger = open_ledger(store, io, sid=sid)
    try:
        head, data = ledger.head, {"reason": reason}
        ledger.append([Draft(f"head-{io.random_bytes(8).hex()}", SUBJECT, TYPE, 1, data)], by)
        return head
    finally:
        ledger.close()


def _last_whole(place: Place) -> Head:
    try:
        if newest(place.head_bytes()) is not None:
            raise NothingToRepair("HEAD is sound: there is nothing to rebuild.")
    except FileNotFoundError:
        pass
    follower = Follower(place)
    follower.read_without_head()
    return follower.head


def _write_both_slots(place: Place, head: Head) -> None:
    fd = place.io.open(place.head_path, CREATE)
    try:
        for offset in (SLOT - slot_offset(head), slot_offset(head)):
            write_all(place.io, fd, slot_bytes(head), offset)
        place.io.fsync(fd)
    finally:
        place.io.close(fd)
    place.sync_folder(place.store)
