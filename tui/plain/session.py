"""Opening the desk as the options and the environment say."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime

from data.configuration import Configuration, read_configuration
from data.desk import Desk
from data.io import Io, TrainingClock
from models.history.register import Register
from models.problem import Problem
from models.record import Record
from tui.plain.answer import warn
from tui.plain.options import chosen, store_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

SLOWEST, FASTEST = 0.0, 100_000.0
"""How fast a training clock may run; 0 stands still."""


class Refused(Exception):
    """The options cannot be followed; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


class Session(Record):
    """A desk, its configuration, and the moment a reading command looks from."""

    desk: Desk
    configuration: Configuration
    register: Register
    now: datetime
    as_json: bool
    look_only: bool
    """`--view-only` was given: nothing at all is written, not even what was looked at."""


def store_folder(options: object, environ: Mapping[str, str] = os.environ) -> Path:
    """The store's folder on this host: as named, else the usual place of the account's data. Raises: LedgerError."""
    from pathlib import Path

    from data.stores import folder_of

    return Path(folder_of(store_address(options, environ)))


def store_address(options: object, environ: Mapping[str, str] = os.environ) -> str:
    """How the store is named: its folder, or a server's address."""
    return store_path(chosen(options, environ, "store"), environ)


def clock_of(options: object, environ: Mapping[str, str] = os.environ) -> Io:
    """The operating system, with the clock that was set, if one was.

    Raises:
        Refused: the clock cannot be read.
    """
    typed = chosen(options, environ, "clock").strip()
    if not typed:
        return Io()
    from models.times.parse import parse_any
    from models.times.reading import Unread

    time, speed = _time_and_speed(typed)
    reading = parse_any(time, Io().now())
    if isinstance(reading, Unread):
        raise Refused(Problem("clock", reading.message))
    return TrainingClock(reading.at, speed)


def _time_and_speed(typed: str) -> tuple[str, float]:
    """`TIME[xSPEED]`; a time has no `x` in it."""
    time, mark, speed = typed.rpartition("x")
    if not mark:
        return typed, 1.0
    digits = speed.replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit()) or not SLOWEST <= float(speed) <= FASTEST:
        raise Refused(Problem("clock", f"the speed after x is a number from 0 to {FASTEST:,.0f}, for example x60"))
    return time, float(speed)


def open_session(
    options: object, *, write: bool = False, create: bool = False, environ: Mapping[str, str] = os.environ
) -> Session:
    """The desk that a command works at. A command that only looks takes no lock and waits for nobody.

    Raises:
        Refused: a clock or a moment that cannot be used.
        LedgerError: the store cannot be opened.
        BadConfiguration: the configuration file is wrong.
    """
    configuration = read_configuration(chosen(options, environ, "config"))
    io = clock_of(options, environ)
    look_only = getattr(options, "view_only", False)
    write, set_clock = (write or create) and not look_only, isinstance(io, TrainingClock)
    store = store_address(options, environ)
    create = create and write and not set_clock  # a store made by a plain command is a real one
    desk = Desk.open(store, io, write=write, create=create, closures=configuration.closures)
    try:
        if desk.lost:
            warn(f"NOT REFRESHED. {desk.lost}")
        if set_clock and not desk.training:
            raise Refused(Problem("clock", "only a training store has a clock that can be set; this is a real one"))
        register, now = _moment(desk, options)
    except BaseException:
        desk.close()
        raise
    return Session(desk, configuration, register, now, getattr(options, "json", False), look_only)


def _moment(desk: Desk, options: object) -> tuple[Register, datetime]:
    """The register as it is, or as it was: `--known-at` alone implies the same `--as-of`."""
    now, typed = desk.now(), {name: getattr(options, name, None) for name in ("as_of", "known_at")}
    if not any(text is not None for text in typed.values()):
        return desk.register, now
    from models.times.parse import parse_any
    from models.times.reading import Unread

    problems, read = [], {}
    for name, text in typed.items():
        found = parse_any(text, now) if text is not None else None
        if isinstance(found, Unread):
            problems.append(Problem(name.replace("_", "-"), found.message))
        elif found:
            read[name] = found.at
    if problems:
        raise Refused(*problems)
    as_of = read.get("as_of", read.get("known_at", now))
    return desk.register.at(as_of, read.get("known_at")), as_of
