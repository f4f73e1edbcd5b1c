"""Keeps the board as it is shown now for `tui.first_paint`, which draws it at the next start."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from data.configuration import Configuration
from data.ledger.errors import LedgerError
from models.duties.case import Case
from models.times.zone import at_local, local_date
from screens.board.columns import heading, names_alike
from screens.board.night import Night
from screens.board.row_lines import Manner
from screens.board.rows import rows_of
from screens.widgets.board_row import BoardRow
from tui.first_paint import NAME, check_of, ground_mark

MODE = 0o660
LONGEST = timedelta(hours=12)
MOST = 120
"""Episodes: more than the tallest window has room for."""


class Snapshot:
    """The board of one session, written whenever it differs from the last one; a store that refuses is let be."""

    def __init__(self, night: Night, settings: Configuration, setting: str) -> None:
        self._night, self._settings, self._setting = night, settings, setting
        self._kept: object = None
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
        manner = Manner(night.protocol, night.days, self._settings.initials, names_alike(night.cases))
        cases = [case.but(now=night.now) for case in night.cases[:MOST]]
        by_key = {case.episode.id: case for case in cases}
        rows = [line for row in rows_of(cases, manner) for line in _lines(row, by_key.get(row.key))]
        training = "  TRAINING" if night.desk.training else ""
        head = f" NIGHTDESK{training}  {night.protocol.authority}  {night.desk.head.fingerprint}"
        return {
            "since": night.now.timestamp(),
            "until": _until(night).timestamp(),
            "head": [head, f" {night.counts}", heading(night.protocol)],
            "rows": rows,
            "beyond": len(night.cases) - len(cases),
        }


def _until(night: Night) -> datetime:
    """Before this moment nothing changes but the time left: the next turn, the next day."""
    tomorrow = at_local(local_date(night.now) + timedelta(days=1))
    return min(moment for moment in (night.turn, tomorrow, night.now + LONGEST) if moment is not None)


def _lines(row: BoardRow, case: Case | None) -> Iterator[list[Any]]:
    if case is None:
        yield ["", None, row.rest, None] if row.countdown else [row.rest[:7], None, row.rest[8:], None]
        return
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
