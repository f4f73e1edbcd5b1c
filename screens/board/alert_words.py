"""The alert that waits, in as many lines as its words need, and how many wait behind it."""

from __future__ import annotations

from screens.widgets.plain_text import fit, wrapped

MOST = 3
"""Lines an alert may take; news with a long text is read in full in the episode's timeline."""


def alert_lines(first: str, waiting: int, width: int) -> list[str]:
    """The first of some alerts, and the key by which it is seen."""
    count = f" (1 of {waiting})" if waiting > 1 else ""
    tail = f"{count}  Space Seen"
    lines = wrapped(f"! {first}", width - 2)
    if len(lines) > MOST:
        lines = [*lines[: MOST - 1], fit(" ".join(lines[MOST - 1 :]), width - 2)]
    room = width - 2 - len(tail)
    if len(lines[-1]) > room:
        if len(lines) < MOST:
            lines = [*wrapped(f"! {first}", width - 2), ""]
        else:
            lines[-1] = fit(lines[-1], room)
    return [f" {line}" for line in (*lines[:-1], lines[-1].ljust(room) + tail)]
