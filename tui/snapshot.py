"""Keeps the board as it is shown now for `tui.first_paint`, which draws it at the next start."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from data.configuration import Configuration
from data.ledger.errors import LedgerError
from models.duties.brief import Brief
from models.duties.case import Case
from models.times.zone import at_local, local_date
from screens.board.columns import heading, names_alike
from screens.board.night import Night
from screens.board.row_lines import Manner
from screens.board.rows import row_of, under_headings
from screens.widgets.board_row import BoardRow
from tui.first_paint import NAME, check_of, ground_mark

MODE = 0o660
Line = list[Any]
"""As `tui.first_paint` draws it."""
LONGEST = timedelta(hours=12)
MOST = 120
"""Episodes: more than the tallest window has room for."""


class Snapshot:
    """The board of one session, written whenever it differs from the last one; a store that refuses is let be."""

    def __init__(self, night: Night, settings: Configuration, setting: str) -> None:
        self._night, self._settings, self._setting = night, settings, setting
        self._kept: object = None
        self._lines: dict[Brief, list[Line]] = {}
        """The first rows as they were worded last, good for a day of the same rules and names."""
        self._worded_as: object = None
        self._until = night.now

    def keep(self) -> None:
        """Writes it, unless one that holds is there already, or what is shown is not all."""
        night = self._night
        mark = (night.desk.head, night.turn, local_date(night.now))
        holds = mark == self._kept and night.now < self._until
        if (
            holds
            or night.desk.arriving.waits
            or night.trouble
            or night.reading
            or night.desk.damage
            or not self._setting
        ):
            return
        store = str(night.desk.store)
        try:
            ground = ground_mark(store)
            if night.desk.newest_head() != mark[0]:
                return
            content = {"ground": ground, "setting": self._setting} | self._content()
            _write(f"{store}/derived", json.dumps(content).encode())
        except (OSError, LedgerError):
            return
        self._kept, self._until = mark, night.now + LONGEST / 2

    def _content(self) -> dict[str, Any]:
        night = self._night
        manner = Manner(night.protocol, night.days, self._settings.initials, names_alike(night.briefs))
        first = night.briefs[:MOST]
        worded = self._worded(manner, first)
        rows = [line for row in under_headings((brief.group, worded[brief]) for brief in first) for line in _lines(row)]
        training = "  TRAINING" if night.desk.training else ""
        head = f" NIGHTDESK{training}  {night.protocol.authority}  {night.desk.head.fingerprint}"
        return {
            "since": night.now.timestamp(),
            "until": _until(night).timestamp(),
            "head": [head, f" {night.counts}", heading(night.protocol)],
            "rows": rows,
            "beyond": len(night.briefs) - len(first),
        }

    def _worded(self, manner: Manner, briefs: list[Brief]) -> dict[Brief, list[Line]]:
        """The lines of each; those that were worded today stay, for their countdowns are worked out when drawn."""
        asked = manner, local_date(self._night.now)
        before, self._worded_as = (self._lines if asked == self._worded_as else {}), asked
        self._lines = {brief: before.get(brief) or self._word(brief, manner) for brief in briefs}
        return self._lines

    def _word(self, brief: Brief, manner: Manner) -> list[Line]:
        case = self._night.case(brief.episode)
        return list(_of_case(case.but(now=self._night.now), manner)) if case else []


def _until(night: Night) -> datetime:
    """Before this moment nothing changes but the time left: the next turn, the next day."""
    tomorrow = at_local(local_date(night.now) + timedelta(days=1))
    return min(moment for moment in (night.turn, tomorrow, night.now + LONGEST) if moment is not None)


def _lines(row: list[Line] | BoardRow) -> list[Line]:
    """Of a row as it was worded, or of a heading."""
    return [[row.rest[:7], None, row.rest[8:], None]] if isinstance(row, BoardRow) else row


def _of_case(case: Case, manner: Manner) -> Iterator[Line]:
    row = row_of(case, manner)
    away = case.now - case.episode.time_away(case.now) if case.episode.is_open else None
    first, second = (at.timestamp() if at else None for at in row.counts_to)
    yield [row.countdown, first, row.rest, away.timestamp() if away else None]
    if row.second:
        yield [row.second[0], second, row.second[1], None]


def _write(folder: str, body: bytes) -> None:
    beside = f"{folder}/{NAME}.{os.getpid()}.new"
    os.makedirs(folder, exist_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, MODE)
    with os.fdopen(handle, "wb") as file:
        file.write(check_of(body) + b"\n" + body)
    os.replace(beside, f"{folder}/{NAME}")
