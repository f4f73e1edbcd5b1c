"""The order of the board's rows while the worker is busy: what moves under the eyes is pressed by mistake."""

from __future__ import annotations

from collections.abc import Sequence

from models.duties.case import GROUPS, Case

STILL_S = 4.0
"""Rows are put into their order again only when no key was pressed for this long."""


def steady(wanted: Sequence[Case], shown: Sequence[str]) -> list[Case]:
    """The cases in the order already shown, by group; new ones after their neighbour in the wanted order."""
    by_id = {case.episode.id: case for case in wanted}
    order = [key for key in shown if key in by_id]
    before = ""
    for case in wanted:
        key = case.episode.id
        if key not in order:
            order.insert(order.index(before) + 1 if before else 0, key)
        before = key
    return sorted((by_id[key] for key in order), key=lambda case: GROUPS.index(case.group))
