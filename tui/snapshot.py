"""Keeps the board as it is shown now for `tui.first_paint`, which draws it at the next start."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from data.configuration import Configuration
from models.duties.case import Case
from models.times.countdown import countdown
from models.times.zone import at_local, local_date
from screens.board.columns import heading, names_alike
from screens.board.counts import count_words
from screens.board.night import Night
from screens.board.row_lines import Manner
from screens.board.rows import rows_of
from screens.widgets.board_row import BoardRow
from tui.first_paint import NAME, check_of, ground_mark

MODE = 0o660
LONGEST = timedelta(hours=12)


class Snapshot:
    """The board of one session, written whenever it differs from the last one; a disk that refuses is let be."""

    def __init__(self, night: Night, settings: Configuration, setting: str) -> None:
        self._night, self._settings, self._setting = night, settings, setting
        self._kept: object = None

    def keep(self) -> None:
        """Writes it, unless it is there already, or what is shown is not all."""
        night = self._night
        mark = (night.desk.head, night.worked_out_at)
        if mark == self._kept or night.trouble or night.reading or night.desk.damage or not self._setting:
            return
        store = str(night.desk.store)
        try:
            ground = ground_mark(store)
            if night.desk.newest_head() != mark[0]:
                return
            content = {"ground": ground, "setting": self._setting} | self._content()
            _write(f"{store}/derived", json.dumps(content).encode())
        except OSError:
            return
        self._kept = mark

    def _content(self) -> dict[str, Any]:
        night = self._night
        cases = [case.but(now=night.now) for case in night.cases]
        manner = Manner(night.protocol, night.days, self._settings.initials, names_alike(cases))
        by_key = {case.episode.id: case for case in cases}
        rows = [line for row in rows_of(cases, manner) for line in _lines(row, by_key.get(row.key))]
        training = "  TRAINING" if night.desk.training else ""
        head = f" NIGHTDESK{training}  {night.protocol.authority}  {night.desk.head.fingerprint}"
        return {
            "since": night.now.timestamp(),
            "until": _until(night).timestamp(),
            "head": [head, f" {count_words(cases)}", heading(night.protocol)],
            "rows": rows,
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
    yield [row.countdown, _instant(row.countdown, case), row.rest, away.timestamp() if away else None]
    if row.second:
        yield [row.second[0], _instant(row.second[0], case), row.second[1], None]


def _instant(cell: str, case: Case) -> float | None:
    """The instant that a cell counts down to; None for a cell of words."""
    ats = (clock.at for clock in case.live_clocks if clock.at)
    return next((at.timestamp() for at in ats if countdown((at - case.now).total_seconds()) == cell), None)


def _write(folder: str, body: bytes) -> None:
    beside = f"{folder}/{NAME}.{os.getpid()}.new"
    os.makedirs(folder, exist_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, MODE)
    with os.fdopen(handle, "wb") as file:
        file.write(check_of(body) + b"\n" + body)
    os.replace(beside, f"{folder}/{NAME}")
