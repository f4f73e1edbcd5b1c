"""The command `verify`: every entry is read and checked, with a bar on a terminal; Ctrl-C stops it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from data.stores import is_server
from models.problem import Problem
from tui.plain.answer import fail, say, say_json
from tui.plain.options import parser
from tui.plain.session import Refused, store_address, store_folder
from tui.plain.shapes import VERSION, head_shape
from tui.plain.status import DAMAGED, DONE, STOPPED

if TYPE_CHECKING:
    from data.ledger.verify import VerifyReport

MEGABYTE = 1 << 20


class Stopped(Exception):
    """The worker pressed Ctrl-C; `done` of `of` bytes had been checked."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__()
        self.done, self.of = done, of


def run(name: str, words: list[str]) -> int:
    """Runs the command; returns the exit status."""
    made = parser(name, "Check every entry of the ledger.")
    made.add_argument("--anchor", default="", metavar="SEQ:HASH", help="a head kept elsewhere that must be in it")
    return _verify(made.parse_args(words))


def _verify(options: Namespace) -> int:
    address, kept = store_address(options), anchor(options.anchor)
    as_json = getattr(options, "json", False)
    try:
        report = _of_server(address, kept) if is_server(address) else _of_folder(store_folder(options), kept)
    except Stopped as how:
        part = f"{how.done // MEGABYTE} of {how.of // MEGABYTE} MB"
        return fail(f"Stopped after {part}: nothing was changed, and the rest is not checked.", STOPPED, as_json)
    if as_json:
        problems = [{"file": p.file, "line": p.line, "what": p.what} for p in report.problems]
        say_json({"v": VERSION, "clean": report.sound, "head": head_shape(report.head), "events": report.events,
                  "problems": problems})  # fmt: skip
    elif report.sound:
        say(f"Clean: {report.events} entries, head {report.head.fingerprint}.")
    else:
        say(*(f"{p.file}, line {p.line}: {p.what}" if p.file else p.what for p in report.problems))
        say("What it means and what to do, without changing anything: nightdesk repair --look")
    return DONE if report.sound else DAMAGED


def _of_server(address: str, kept: tuple[int, str] | None) -> VerifyReport:
    from tui.plain import copying

    return copying.verified_server(address, kept)


def _of_folder(folder: Path, kept: tuple[int, str] | None) -> VerifyReport:
    from data.io import Io
    from data.ledger import LedgerError, NoStore
    from data.ledger.verify import verify
    from tui.plain.progress import stoppable

    try:
        if not (folder / "HEAD").exists() and not (folder / "ledger").exists():
            raise NoStore(f"There is no store in {folder}.")
        total = sum(path.stat().st_size for path in (folder / "ledger").glob("*.jsonl"))
        with stoppable(total // MEGABYTE, "MB") as on:

            def progress(done: int, of: int) -> None:
                if not on(done // MEGABYTE) and done < of:
                    raise Stopped(done, of)

            return verify(folder, Io(), anchor=kept, progress=progress)
    except OSError as why:
        raise LedgerError(f"The store in {folder} cannot be read: {why.strerror}.") from why


def anchor(typed: str) -> tuple[int, str] | None:
    """A head kept elsewhere, as typed: its number and the beginning of its hash. Raises: Refused."""
    if not typed:
        return None
    seq, _, mark = typed.partition(":")
    if not seq.isdigit() or not mark:
        raise Refused(Problem("anchor", "a fingerprint as printed is wanted, for example 4812:9f3c01ab77de"))
    return int(seq), mark
