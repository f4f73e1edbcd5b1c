"""The alert that waits, in as many lines as its words need, and how many wait behind it."""

from __future__ import annotations

from collections.abc import Sequence

from screens.widgets.plain_text import fit, wrapped

MOST = 3
"""Lines an alert may take; news with a long text is read in full in the episode's timeline."""


def alert_lines(alerts: Sequence[str], width: int) -> list[str]:
    """One blank line when nothing waits, else the first alert and the key by which it is seen."""
    if not alerts:
        return [""]
    count = f" (1 of {len(alerts)})" if len(alerts) > 1 else ""
    tail = f"{count}  Space Seen"
    lines = wrapped(f"! {alerts[0]}", width - 2)
    if len(lines) > MOST:
        lines = [*lines[: MOST - 1], fit(" ".join(lines[MOST - 1 :]), width - 2)]
    room = width - 2 - len(tail)
    if len(lines[-1]) > room:
        if len(lines) < MOST:
            lines = [*wrapped(f"! {alerts[0]}", width - 2), ""]
        else:
            lines[-1] = fit(lines[-1], room)
    return [f" {line}" for line in (*lines[:-1], lines[-1].ljust(room) + tail)]
