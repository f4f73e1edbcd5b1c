"""The order of the board's rows while the worker is busy: what moves under the eyes is pressed by mistake."""

from __future__ import annotations

from collections.abc import Sequence

from models.duties.brief import Brief
from models.duties.case import GROUPS

STILL_S = 4.0
"""Rows are put into their order again only when no key was pressed for this long."""


def steady(wanted: Sequence[Brief], shown: Sequence[str]) -> list[Brief]:
    """The cases in the order already shown, by group; new ones after their neighbour in the wanted order."""
    by_id = {case.episode: case for case in wanted}
    order = [key for key in shown if key in by_id]
    before = ""
    for case in wanted:
        key = case.episode
        if key not in order:
            order.insert(order.index(before) + 1 if before else 0, key)
        before = key
    return sorted((by_id[key] for key in order), key=lambda case: GROUPS.index(case.group))
