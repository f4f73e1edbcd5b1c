"""The command `copy`, and what `backup` and `verify` do for a store on a server."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from data.io import Io
from data.ledger import LedgerError
from data.ledger.verify import verify
from data.stores import is_server
from models.problem import Problem
from tui.plain.answer import say, say_json
from tui.plain.options import parser
from tui.plain.session import Refused, store_address
from tui.plain.shapes import VERSION, head_shape
from tui.plain.status import DONE

if TYPE_CHECKING:
    from data.ledger import Head
    from data.ledger.verify import VerifyReport
    from tui.plain.finding import Finding

ABOUT = "Copy every line to another store, a folder or a server, byte for byte, and verify the copy."


def run(name: str, words: list[str]) -> int:
    """Runs `copy`; returns the exit status."""
    made = parser(name, ABOUT)
    made.add_argument("target", metavar="STORE", help="a folder or postgresql://...; new, or a part of this record")
    options = made.parse_args(words)
    source, target = store_address(options), str(options.target)
    if target == source:
        raise Refused(Problem("target", "name another store than the one that is copied"))
    return copied(options, source, target)


def copied(options: Namespace, source: str, target: str) -> int:
    """Copies, verifies, and says how far the copy goes; returns the exit status. Raises: LedgerError."""
    from data.ledger_pg.address import checked
    from data.ledger_pg.carrying import copy

    for store in filter(is_server, (source, target)):
        checked(store)
    try:
        head = copy(source, target, Io())
        report = _verified(target, head)
    except OSError as why:
        raise LedgerError(f"The copy could not be made: {why.strerror}.") from why
    if not report.sound:
        raise LedgerError("The copy was made and does not verify: do not rely on it. Check the store itself: verify")
    if getattr(options, "json", False):
        say_json({"v": VERSION, "store": target, "head": head_shape(head), "events": report.events})
    else:
        say(f"Copied and verified: {report.events} entries in {target}, head {head.fingerprint}.")
        say("Keep this fingerprint elsewhere: it shows later that nothing was put in the place of the record.")
    return DONE


def _verified(target: str, head: Head) -> VerifyReport:
    anchor = (head.seq, head.hash)
    return verified_server(target, anchor) if is_server(target) else verify(Path(target), Io(), anchor=anchor)


def verified_server(address: str, anchor: tuple[int, str] | None) -> VerifyReport:
    """What a verification of everything on a server found. Raises: LedgerError."""
    from data.ledger_pg.verifying import verify_server

    try:
        return verify_server(address, Io(), anchor=anchor)
    except OSError as why:
        raise LedgerError(f"The lines could not be brought to this host to be verified: {why.strerror}.") from why


def backed_up(options: Namespace) -> int:
    """`backup` of a store on a server: the same lines, as a store in a new folder. Raises: Refused, LedgerError."""
    target = Path(options.folder)
    if (target / "HEAD").exists():
        message = f"{target} holds a ledger already; name a folder that does not exist yet"
        raise Refused(Problem("folder", message))
    return copied(options, store_address(options), str(target))


def server_findings(address: str) -> Iterator[Finding]:
    """What `doctor` looks at on a server."""
    from data.ledger_pg.examining import examined
    from tui.plain.finding import Finding

    try:
        yield from (Finding(what, good, words) for what, good, words in examined(address, Io()))
    except LedgerError as why:
        yield Finding("server", False, str(why))
