"""Opening the desk as the options and the environment say."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from data.configuration import Configuration, read_configuration
from data.desk import Desk
from data.io import Io, TrainingClock
from models.history.register import Register
from models.problem import Problem
from models.record import Record
from models.times.parse import parse_any
from models.times.reading import Unread
from tui.plain.options import chosen, store_path


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


def store_folder(options: Namespace, environ: Mapping[str, str] = os.environ) -> Path:
    """The store's folder: as named, else the usual place of the account's data."""
    return Path(store_path(chosen(options, environ, "store"), environ))


def clock_of(options: Namespace, environ: Mapping[str, str] = os.environ) -> Io:
    """The operating system, with the clock that was set, if one was.

    Raises:
        Refused: the clock cannot be read.
    """
    typed = chosen(options, environ, "clock")
    if not typed:
        return Io()
    found = re.fullmatch(r"(.*?)(?:x(\d+(?:\.\d+)?))?", typed.strip())
    time, speed = (found.group(1), found.group(2)) if found else (typed, None)
    reading = parse_any(time, Io().now())
    if isinstance(reading, Unread):
        raise Refused(Problem("clock", reading.message))
    return TrainingClock(reading.at, float(speed) if speed is not None else 1.0)


def open_session(options: Namespace, *, create: bool = False, environ: Mapping[str, str] = os.environ) -> Session:
    """The desk that a command works at.

    Raises:
        Refused: a clock or a moment that cannot be used.
        LedgerError: the store cannot be opened.
        BadConfiguration: the configuration file is wrong.
    """
    configuration = read_configuration(chosen(options, environ, "config"))
    io = clock_of(options, environ)
    write = not getattr(options, "view_only", False)
    desk = Desk.open(
        store_folder(options, environ), io, write=write, create=create and write, closures=configuration.closures
    )
    if isinstance(io, TrainingClock) and not desk.training and not desk.is_new:
        desk.close()
        raise Refused(Problem("clock", "only a training store has a clock that can be set; this is a real one"))
    register, now = _moment(desk, options)
    return Session(desk, configuration, register, now, getattr(options, "json", False))


def _moment(desk: Desk, options: Namespace) -> tuple[Register, datetime]:
    """The register as it is, or as it was: `--known-at` alone implies the same `--as-of`."""
    now, problems, read = desk.now(), [], {}
    for name in ("as_of", "known_at"):
        typed = getattr(options, name, None)
        found = parse_any(typed, now) if typed else None
        if isinstance(found, Unread):
            problems.append(Problem(name.replace("_", "-"), found.message))
        elif found:
            read[name] = found.at
    if problems:
        raise Refused(*problems)
    if not read:
        return desk.register, now
    as_of = read.get("as_of", read.get("known_at", now))
    return desk.register.at(as_of, read.get("known_at")), as_of
