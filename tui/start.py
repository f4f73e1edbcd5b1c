"""Starting the full-screen board: the ground first, then Textual."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from data.configuration import Configuration, read_configuration
from data.io import Io, TrainingClock
from data.ledger import NoStore
from models.problem import Problem
from models.record import Record
from tui.environment import no_core_dumps, objection, prepare
from tui.first_paint import setting_mark
from tui.first_reading import read_first
from tui.lean import load_asyncio_alone, load_textual_alone
from tui.plain.options import chosen, parser, written_out
from tui.plain.session import Refused, Session, clock_of, open_session, store_address, store_folder
from tui.plain.status import WRONG_USAGE

INTERRUPTED = 130


class Setting(Record):
    """What the board needs to know before there is a store."""

    address: str
    """How the store is named: its folder, or a server's address."""
    io: Io
    configuration: Configuration
    view_only: bool
    store: Path
    """Its folder on this host."""
    mark: str = ""
    """What the board kept for the next start is bound to; empty when none is kept."""


def start(words: list[str]) -> int:
    """Opens the board; returns the exit status."""
    options = written_out(words) or parser("", "The board, on the full screen.").parse_args(words)
    refused = objection(os.environ)
    if refused:
        print(refused, file=sys.stderr)
        return WRONG_USAGE
    prepare(os.environ)
    load_asyncio_alone()
    no_core_dumps()
    configuration = read_configuration(chosen(options, os.environ, "config"))
    view_only = getattr(options, "view_only", False)
    address, folder = store_address(options), store_folder(options)
    setting = Setting(address, clock_of(options), configuration, view_only, folder, _mark(options))
    if not read_first(str(folder), address):
        return INTERRUPTED
    load_textual_alone()
    from tui.app import run_board

    return run_board(_session(options, setting), setting)


def _mark(options: object) -> str:
    if chosen(options, os.environ, "clock") or getattr(options, "view_only", False):
        return ""
    return setting_mark(chosen(options, os.environ, "config"), os.getuid())


def _session(options: object, setting: Setting) -> Session | None:
    """The open desk, or None on the first run, when there is no store yet."""
    try:
        session = open_session(options, write=True)
    except NoStore:
        return None
    if isinstance(setting.io, TrainingClock) and not session.desk.training:
        raise Refused(Problem("clock", "only a training store has a clock that can be set; this is a real one"))
    return None if session.desk.is_new else session
