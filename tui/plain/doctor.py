"""The command `doctor`: what of this machine, terminal and store is as it should be, and what to do about the rest."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from data.configuration import BadConfiguration, Configuration, read_configuration
from data.desk import Desk
from data.io import Io
from data.ledger import LedgerError
from data.stores import is_server
from models.times.zone import local_date
from tui.environment import objection, speaks_utf8
from tui.plain.answer import say, say_json
from tui.plain.finding import Finding
from tui.plain.options import chosen
from tui.plain.session import store_address, store_folder
from tui.plain.shapes import VERSION
from tui.plain.status import DONE, REFUSED

SILENT_S = 60
"""Seconds without a look after which nobody watches."""


def run(options: Namespace) -> int:
    """Looks at everything; exits with 1 when something needs doing."""
    findings = [*_machine(), *_terminal(), *_configuration(options), *_store(options), *_watch(options)]
    findings += _host(options)
    if getattr(options, "json", False):
        shape = [{"what": each.what, "good": each.good, "words": each.words} for each in findings]
        say_json({"v": VERSION, "findings": shape})
    else:
        say(*(f"{'ok  ' if each.good else 'LOOK'} {each.what}: {each.words}" for each in findings))
    return DONE if all(each.good for each in findings) else REFUSED


def _machine() -> Iterator[Finding]:
    version = sys.version.split()[0]
    yield Finding("Python", sys.version_info >= (3, 11), version)
    try:
        local_date(Io().now())
        yield Finding("time zone", True, "Europe/London is known")
    except Exception as why:
        yield Finding("time zone", False, f"{why}: install the system's tzdata")
    umask = os.umask(0o007)
    os.umask(umask)
    yield Finding("umask", umask & 0o007 == 0o007, f"{umask:03o}" + ("" if umask & 7 == 7 else "; 007 is wanted"))


def _terminal() -> Iterator[Finding]:
    if sys.stdin is None or sys.stdout is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield Finding("terminal", True, "none here; the board needs one, plain commands do not")
        return
    refused = objection(os.environ)
    yield Finding("terminal", not refused, refused or os.environ.get("TERM", ""))
    utf8 = speaks_utf8(os.environ)
    yield Finding("characters", True, "UTF-8" if utf8 else "not UTF-8: the board draws in ASCII")


def _configuration(options: Namespace) -> Iterator[Finding]:
    path = chosen(options, os.environ, "config")
    try:
        read_configuration(path)
        yield Finding("configuration", True, path or "none named; the defaults hold")
    except BadConfiguration as why:
        yield from (Finding("configuration", False, f"{p.field}: {p.message}") for p in why.problems)


def _host(options: Namespace) -> Iterator[Finding]:
    """How the host is set up; a configuration that cannot be read has been said already."""
    from tui.plain.host import host_findings

    try:
        yield from host_findings(read_configuration(chosen(options, os.environ, "config")))
    except BadConfiguration:
        yield from host_findings(Configuration())


def _store(options: Namespace) -> Iterator[Finding]:
    folder, address = store_folder(options), store_address(options)
    if is_server(address):
        from tui.plain.copying import server_findings

        yield from server_findings(address)
    try:
        desk = Desk.open(address, write=False)
    except LedgerError as why:
        yield Finding("store", False, str(why))
        return
    try:
        yield Finding("store", True, f"{address}, head {desk.head.fingerprint}")
        mode = folder.stat().st_mode & 0o777
        yield Finding(
            "store's mode", mode & 0o007 == 0, f"{mode:03o}" + ("" if mode & 7 == 0 else "; others may look in")
        )
        yield from _folders(folder)
        yield from (Finding("ledger", False, words) for words in (*desk.warnings, desk.damage) if words)
        yield Finding("you", True, f"{desk.worker.name}, {desk.worker.role} (account {desk.worker.account})")
    finally:
        desk.close()


def _folders(store: Path) -> Iterator[Finding]:
    """What lies in the store: nobody outside the group may look in, and the group may write."""
    for path in (each for each in sorted(store.iterdir()) if each.is_dir()):
        mode = path.stat().st_mode & 0o7777
        if mode & 0o007 or mode & 0o2070 != 0o2070:
            words = f"{mode:04o}; 2770 is wanted: others keep out, the group writes, new files stay the group's"
            yield Finding(f"mode of {path.name}", False, words)


def _watch(options: Namespace) -> Iterator[Finding]:
    """Whether somebody watches, where a watch was ever begun or its ways out are configured."""
    from data.watch.memory import last_look, untold
    from data.watch.settings import channels_of

    store = str(store_folder(options))
    try:
        configuration = read_configuration(chosen(options, os.environ, "config"))
        ways = ", ".join(channel.name for channel in channels_of(configuration, Io())) or "none but its output"
    except BadConfiguration as why:
        yield from (Finding("watch", False, f"{p.field}: {p.message}") for p in why.problems if "." in p.field)
        return
    looked_at = last_look(store, Io())
    if looked_at is None and not configuration.alerts:
        return
    silent = int((Io().now() - looked_at).total_seconds()) if looked_at else None
    if silent is None or silent > SILENT_S:
        since = "has never looked" if silent is None else f"last looked {silent // 60} minutes ago"
        yield Finding("watch", False, f"{since}; start it: systemctl start nightdesk-watch")
        return
    left = untold(store, Io())
    yield Finding("watch", not left, f"ways out: {ways}" + (f"; {left} alerts are still to be told" if left else ""))
