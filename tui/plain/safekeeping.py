"""The commands `backup` and `access`: copies, and who looked at whom."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.io import Io
from data.ledger import LedgerError
from data.stores import is_server
from models.problem import Problem
from models.times.parse import parse_past
from models.times.reading import Unread
from models.times.zone import iso
from tui.plain.answer import say, say_json
from tui.plain.looking_up import of_the_past, only_now
from tui.plain.options import parser
from tui.plain.session import Refused, Session, open_session, store_address, store_folder
from tui.plain.shapes import VERSION, head_shape
from tui.plain.status import DONE

if TYPE_CHECKING:
    from data.access_log import Access

KEPT_AT_LEAST = timedelta(days=180)
"""The security log is kept for six months at least (PRACTICE 9)."""


def run(name: str, words: list[str]) -> int:
    """Runs one of the two; returns the exit status."""
    about, add, act = _SAFEKEEPING[name]
    made = parser(name, about, reading=name == "access")
    add(made)
    return act(made.parse_args(words))


def _backup(options: Namespace) -> int:
    if is_server(store_address(options)):
        from tui.plain import copying

        return copying.backed_up(options)
    from data.ledger.backup import backup
    from data.ledger.verify import verify

    store, target = store_folder(options), Path(options.folder)
    try:
        head = backup(store, Io(), target)
        report = verify(target, Io(), anchor=(head.seq, head.hash))
    except FileExistsError as why:
        message = f"{target} holds a ledger already; name a folder that does not exist yet"
        raise Refused(Problem("folder", message)) from why
    except OSError as why:
        raise LedgerError(f"The copy could not be made: {why.strerror}.") from why
    if not report.sound:
        raise LedgerError("The copy was made and does not verify: do not rely on it. Check the store itself: verify")
    if getattr(options, "json", False):
        say_json({"v": VERSION, "folder": str(target), "head": head_shape(head), "events": report.events})
    else:
        say(f"Copied and verified: {report.events} entries in {target}, head {head.fingerprint}.")
        say("Keep this fingerprint elsewhere: it shows later that nothing was put in the place of the record.")
    return DONE


def _access(options: Namespace) -> int:
    session = open_session(options)
    try:
        if not session.desk.worker.may_manage:
            name = session.desk.worker.name
            raise Refused(Problem("", f"{name} is not a manager; who looked at whom is for managers"))
        if options.purge_before:
            only_now(session)
            return _purge(session, options)
        return _report(session, options)
    finally:
        session.desk.close()


def _report(session: Session, options: Namespace) -> int:
    from data.access_log import AccessLog

    since = iso(_time(session, "since", options.since)) if options.since else ""
    child = options.child.strip().upper()
    entries = AccessLog(session.desk.store, session.desk.io).entries()
    until = iso(session.now) if of_the_past(session) else ""
    found = [entry for entry in entries if entry.at >= since and (not child or entry.subject == child)]
    found = [entry for entry in found if not until or entry.at <= until]
    if session.as_json:
        say_json({"v": VERSION, "access": [_shape(entry) for entry in found]})
    else:
        say(*(map(_line, found) if found else ["Nobody looked."]))
    return DONE


def _purge(session: Session, options: Namespace) -> int:
    from data.access_log import AccessLog

    before = _time(session, "purge-before", options.purge_before)
    if before > session.now - KEPT_AT_LEAST:
        raise Refused(Problem("purge-before", "the security log is kept for six months at least"))
    gone = AccessLog(session.desk.store, session.desk.io).purge(before)
    say(f"Removed: {', '.join(gone)}" if gone else "There was nothing that old.")
    return DONE


def _line(entry: Access) -> str:
    return f"{entry.at}  {entry.name} ({entry.account}, {entry.role})  {entry.what} {entry.subject}  {entry.result}"


def _shape(entry: Access) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in entry.kinds()}


def _time(session: Session, field: str, typed: str) -> datetime:
    found = parse_past(typed, session.now)
    if isinstance(found, Unread):
        raise Refused(Problem(field, found.message))
    return found.at


def _backup_words(made: ArgumentParser) -> None:
    made.add_argument("folder", metavar="FOLDER", help="where to; it must not hold a store yet")


def _access_words(made: ArgumentParser) -> None:
    made.add_argument("--child", default="", help="only who looked at this child (whole id)")
    made.add_argument("--since", default="", metavar="TIME")
    made.add_argument("--purge-before", default="", metavar="TIME", help="remove whole months older than this")


_SAFEKEEPING: dict[str, tuple[str, Callable[[ArgumentParser], None], Callable[[Namespace], int]]] = {
    "backup": ("Copy the ledger while others write, and verify the copy.", _backup_words, _backup),
    "access": ("Who looked at this child; exports and refusals.", _access_words, _access),
}
