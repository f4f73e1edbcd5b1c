"""The command `repair`: what is wrong with the store, and mending it, by a named person who leaves an entry."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from data.desk import Desk
from data.io import Io
from data.ledger import LedgerError, NoStore
from data.stores import is_server
from models.problem import Problem
from tui.plain.answer import say, say_json
from tui.plain.options import parser
from tui.plain.session import Refused, store_address, store_folder
from tui.plain.shapes import VERSION, head_shape
from tui.plain.status import DAMAGED, DONE

if TYPE_CHECKING:
    from data.ledger.diagnosis import Diagnosis
    from data.ledger.repair import Repair


def run(name: str, words: list[str]) -> int:
    """Runs the command; returns the exit status."""
    made = parser(name, "Say what is wrong with the store, or mend it; mending leaves an entry. For managers.")
    _add(made)
    options = made.parse_args(words)
    return _look(options) if options.look else _repair(options)


def _look(options: Namespace) -> int:
    from data.ledger.repair import look

    found = look(_store(options), Io(), _anchor(options))
    if getattr(options, "json", False):
        say_json({"v": VERSION, "found": list(found.rows), "sound_up_to": head_shape(found.sound)})
    elif found.rows:
        said = (f"  {row}" for row in found.rows)
        say("Found:", *said, f"Sound up to entry {found.sound.fingerprint}.", _next(found))
    else:
        say(f"In order up to entry {found.sound.fingerprint}. Every entry is read again by: nightdesk verify")
    return DAMAGED if found.rows else DONE


def _next(found: Diagnosis) -> str:
    if found.rot:
        return "Nothing else mends this but a backup: nightdesk repair --from FOLDER --reason TEXT"
    return "To mend it: nightdesk repair --reason TEXT"


def _repair(options: Namespace) -> int:
    from data.ledger.repair import repair

    if not options.reason.strip():
        raise Refused(Problem("reason", "say what happened and why it is repaired: --reason TEXT"))
    io, store, decision = Io(), _store(options), _decision(options)
    done = repair(store, io, sid=io.random_bytes(6).hex(), by=_manager(store, io, decision), decision=decision)
    if getattr(options, "json", False):
        say_json({"v": VERSION, "found": list(done.found), "done": list(done.done), "head": head_shape(done.head)})
    else:
        say("Found:", *(f"  {row}" for row in done.found), "Done:", *(f"  {row}" for row in done.done),
            f"Every entry verifies, head {done.head.fingerprint}. Who did it and why is recorded.")  # fmt: skip
    return DONE


def _decision(options: Namespace) -> Repair:
    from data.ledger.repair import Repair

    backup = Path(options.backup) if options.backup else None
    if backup is not None and not (backup / "ledger").is_dir():
        raise Refused(Problem("from", f"there is no copy of a store in {backup}"))
    return Repair(options.reason, backup, options.accept_loss, _anchor(options))


def _store(options: Namespace) -> Path:
    if is_server(store_address(options)):
        raise Refused(
            Problem("store", "on a server nothing is mended by hand: see docs/postgres.md, When it is damaged")
        )
    folder = store_folder(options)
    if not (folder / "ledger").is_dir():
        raise NoStore(f"There is no store in {folder}.")
    return folder


def _anchor(options: Namespace) -> tuple[int, str] | None:
    from tui.plain.verifying import anchor

    return anchor(options.anchor)


def _manager(store: Path, io: Io, decision: Repair) -> dict[str, str]:
    """Who asks, as the entries that can be read know them; where those are too few, as the backup's do.

    Raises:
        Refused: not a manager.
    """
    for folder in (store, decision.backup):
        if folder is None:
            continue
        try:
            desk = Desk.open(folder, io, write=False)
        except LedgerError:
            continue
        try:
            if desk.worker.may_manage:
                return desk.author()
            name = desk.worker.name
        finally:
            desk.close()
    raise Refused(Problem("", f"{name} is not a manager; repairing the record is for managers"))


def _add(made: ArgumentParser) -> None:
    made.add_argument("--look", action="store_true", help="only say what is wrong; changes nothing")
    made.add_argument("--reason", default="", help="what happened, and why it is repaired")
    made.add_argument("--from", dest="backup", default="", metavar="FOLDER", help="a backup that has what was lost")
    made.add_argument("--accept-loss", action="store_true", help="end the record at its last sound entry")
    made.add_argument("--anchor", default="", metavar="SEQ:HASH", help="a head kept elsewhere")
