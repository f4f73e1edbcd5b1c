"""The command `watch`: raises what is due, lapsed or crossed, whether or not a session is open."""

from __future__ import annotations

import os
import signal
import socket
import sys
from argparse import Namespace
from datetime import UTC, datetime, timedelta

from data.configuration import read_configuration
from data.watch.memory import last_look, untold
from data.watch.morning import MorningPost
from data.watch.settings import channels_of, letters_at
from data.watch.watchman import Looked, Watchman
from models.duties.notices import Notice
from tui.plain.answer import safe, say, say_json
from tui.plain.options import chosen, parser
from tui.plain.session import Session, open_session
from tui.plain.shapes import VERSION
from tui.plain.status import DONE, NOT_RECORDED

ABOUT = "Raise what is due, lapsed or crossed: each alert once, even when no session is open."
ALERTS_WAIT = 1
"""`--check`: alerts stand that no worker has seen."""
NOT_WATCHED = NOT_RECORDED
"""`--check`: no watch has looked of late, or something could not be told."""
EVERY_S, LONGEST_S = 2.0, 3600.0
SOON_S = 0.1
"""From one look to the next while something is being told beside them."""
SILENT = timedelta(minutes=1)
ENDINGS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
BUSY_TRIES = 30


def run(name: str, words: list[str]) -> int:
    """Watches until it is told to end, or looks once; returns the exit status."""
    made = parser(name, ABOUT)
    how = made.add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true", help="look once and end: 0 done, 3 something could not be told")
    how.add_argument("--check", action="store_true", help="raise nothing: 0 quiet, 1 alerts wait, 3 nobody watches")
    made.add_argument("--every", type=float, default=EVERY_S, metavar="SECONDS", help="from one look to the next: 2")
    options = made.parse_args(words)
    if not 0.1 <= options.every <= LONGEST_S:
        made.error("--every takes seconds from 0.1 to 3600")
    # Signals arrive between looks only: no telling is cut in half by a request to end.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    try:
        session = open_session(options, write=not options.check and _sends_letters(options))
        try:
            return _check(session) if options.check else _watch(session, options)
        finally:
            session.desk.close()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _sends_letters(options: Namespace) -> bool:
    """Only then does the watch record anything: that somebody was told."""
    return letters_at(read_configuration(chosen(options, os.environ, "config"))) is not None


def _watch(session: Session, options: Namespace) -> int:
    settings, desk = session.configuration, session.desk
    at = letters_at(settings)
    watchman = Watchman(desk, channels_of(settings, desk.io), MorningPost(desk, settings, at) if at else None)
    try:
        if options.once:
            return _once(watchman, session)
        _to_supervisor("READY=1")
        while True:
            looked = watchman.look()
            _tell(looked, session.as_json)
            _to_supervisor("WATCHDOG=1")
            if signal.sigtimedwait(ENDINGS, min(options.every, SOON_S) if looked.telling else options.every):
                return DONE
    finally:
        watchman.close()


def _once(watchman: Watchman, session: Session) -> int:
    """Looks until nothing is being told any more."""
    raised: list[Notice] = []
    sent: list[str] = []
    failed: dict[str, None] = {}
    busy = 0
    while True:
        looked = watchman.look()
        raised += looked.raised
        sent += looked.sent
        failed |= dict.fromkeys(looked.failed)
        busy += looked.busy
        if not looked.telling and not (looked.busy and busy < BUSY_TRIES):
            break
        session.desk.io.wait(1.0 if looked.busy else SOON_S)
    whole = looked.but(raised=tuple(raised), sent=tuple(sent), failed=tuple(failed))
    _tell(whole, session.as_json, always=True)
    return NOT_RECORDED if failed or looked.busy else DONE


def _tell(looked: Looked, as_json: bool, always: bool = False) -> None:
    """What was raised on stdout, what could not be on stderr."""
    if as_json and (always or looked.raised or looked.sent):
        raised = [{"ref": n.ref, "kind": n.kind, "episode": n.episode, "rule": n.rule, "since": n.since}
                  for n in looked.raised]  # fmt: skip
        told = {"raised": raised, "sent": list(looked.sent), "failed": list(looked.failed), "waiting": looked.waiting}
        say_json({"v": VERSION, **told})
    elif not as_json:
        say(*(notice.words for notice in looked.raised), *looked.sent)
    for problem in looked.failed:
        print(safe(problem), file=sys.stderr, flush=True)
    sys.stdout.flush()


def _check(session: Session) -> int:
    """What a monitoring system asks: does anything wait, and is anybody watching."""
    from models.duties.alerts import alerts_of

    desk, store = session.desk, str(session.desk.store)
    waiting = sum(not desk.register.desk.anyone_saw(alert.id) for alert in alerts_of(desk.cases()))
    looked_at, left = last_look(store, desk.io), untold(store, desk.io)
    watched = looked_at is not None and datetime.now(UTC) - looked_at <= SILENT
    if session.as_json:
        say_json({"v": VERSION, "watched": watched, "untold": left, "waiting": waiting})
    else:
        say(f"{'watched' if watched else 'NOT WATCHED'}; {waiting} alerts wait to be seen; {left} not told everywhere")
    return NOT_WATCHED if left or not watched else ALERTS_WAIT if waiting else DONE


def _to_supervisor(words: str) -> None:
    """Tells systemd that the watch is ready, and at each look that it lives."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
        try:
            line.connect("\0" + address[1:] if address[0] == "@" else address)
            line.send(words.encode())
        except OSError:
            return  # a supervisor that has gone is no reason to stop watching
