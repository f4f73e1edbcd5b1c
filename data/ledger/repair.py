"""Repair: what a named person may do about each row of the recovery table, each time leaving an event that says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from data.io import Io
from data.ledger.commit import not_recorded
from data.ledger.cutting import cut_off
from data.ledger.diagnosis import Diagnosis, diagnose
from data.ledger.errors import LedgerError, NotRepaired, ViewOnly
from data.ledger.head import Head
from data.ledger.ledger import PATIENCE
from data.ledger.line import Draft
from data.ledger.lock import held
from data.ledger.opening import open_ledger, why_not_writable
from data.ledger.place import Place
from data.ledger.restoring import restore
from data.ledger.set_aside import SUBJECT
from data.ledger.verify import verify
from models.record import Record

if TYPE_CHECKING:
    from pathlib import Path

TYPE = "RecordRepaired"
CHOICE = (
    "Put back what is missing from a backup: repair --from FOLDER. Only where no backup has it: "
    "repair --accept-loss keeps the entries up to number {seq} and moves the rest into quarantine."
)


class Repair(Record):
    """What a person decided: where a backup lies, whether a loss is accepted, a head that was kept elsewhere."""

    reason: str
    backup: Path | None = None
    accept_loss: bool = False
    anchor: tuple[int, str] | None = None


class Repaired(Record):
    """What was found and what was done about it, in words; where the record ends now."""

    found: tuple[str, ...]
    done: tuple[str, ...]
    head: Head


def look(store: Path, io: Io, anchor: tuple[int, str] | None = None) -> Diagnosis:
    """What is wrong, without changing anything. Raises: LedgerError when the store cannot be read."""
    place = Place(store, io, writable=False)
    try:
        return diagnose(place, anchor)
    except OSError as problem:
        raise LedgerError(f"The store in {store} cannot be read: {problem.strerror}.") from problem
    finally:
        place.close()


def repair(store: Path, io: Io, *, sid: str, by: Mapping[str, Any], decision: Repair) -> Repaired:
    """Does what each row of the recovery table allows, and stores an event that says who, why, what.

    Raises: NotRepaired, with nothing changed; ViewOnly when the store cannot be written to; the errors of a commit.
    """
    if not str(by.get("name", "")).strip() or not decision.reason.strip():
        raise NotRepaired("Say who repairs the record, and why.")
    place = Place(store, io, writable=True)
    try:
        found, done = _mended(place, str(by["name"]), decision)
    except OSError as problem:
        raise not_recorded(problem) from problem
    finally:
        place.close()
    return _told(store, io, sid, by, decision, found, done)


def _mended(place: Place, name: str, decision: Repair) -> tuple[Diagnosis, list[str]]:
    reason = why_not_writable(place)
    if reason:
        raise ViewOnly(reason)
    with held(place, name, PATIENCE, head=place.io.is_there(place.head_path)), place.io.signals_held():
        found = diagnose(place, decision.anchor)
        if not found.rows:
            raise NotRepaired("There is nothing to repair: every entry is as it was written, and HEAD is sound.")
        return found, _mend(place, found, decision)


def _mend(place: Place, found: Diagnosis, decision: Repair) -> list[str]:
    """What was done so far; what stands beyond HEAD is left to the opening that follows."""
    done = []
    end = found.head or found.sound
    if found.rot or (found.head is None and decision.backup is not None):
        end, words = _of_rot(place, found, decision)
        done.append(words)
    if found.head is None or found.slot:
        place.write_head_anew(end)
        done.append(f"HEAD written anew at entry {end.seq}")
    return done


def _of_rot(place: Place, found: Diagnosis, decision: Repair) -> tuple[Head, str]:
    if decision.backup is not None:
        restored = restore(place, found, decision.backup)
        return restored.head, f"{restored.entries} entries put back from a backup into {', '.join(restored.files)}"
    if not decision.accept_loss:
        raise NotRepaired(f"The record itself is damaged: {found.rot}. {CHOICE.format(seq=found.sound.seq)}")
    gone = cut_off(place, found.sound)
    lost = f"{found.sound.seq + 1} to {found.head.seq}" if found.head else f"from {found.sound.seq + 1} on"
    return found.sound, f"entries {lost} given up; what was left of them is in quarantine ({', '.join(gone)})"


def _told(
    store: Path, io: Io, sid: str, by: Mapping[str, Any], decision: Repair, found: Diagnosis, done: list[str]
) -> Repaired:
    ledger = open_ledger(store, io, sid=sid)
    try:
        if ledger.view_only:
            raise ViewOnly(ledger.view_only)
        done += [f"{found.adoptable} entries beyond HEAD taken over"] if found.adoptable else []
        done += [f"{found.torn} bytes set aside in quarantine"] if found.torn else []
        data: dict[str, Any] = {"reason": decision.reason, "found": list(found.rows), "done": done}
        data |= {"ended_at": (found.head or found.sound).fingerprint, "sound_up_to": found.sound.fingerprint}
        ledger.append([Draft(f"repair-{io.random_bytes(8).hex()}", SUBJECT, TYPE, 1, data)], by)
        head = ledger.head
    finally:
        ledger.close()
    left = verify(store, io, anchor=decision.anchor).problems
    if left:
        raise LedgerError(f"Repaired as far as could be; verify still finds: {left[0].what}.")
    return Repaired(found.rows, tuple(done), head)
