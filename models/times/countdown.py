"""Time left, in cells of the board. Loads nothing, because it is also drawn before anything else is loaded."""

from __future__ import annotations

MINUTE, HOUR, DAY = 60, 3600, 86400


def countdown(seconds: float) -> str:
    """Time left in at most seven characters: `19m58s` under an hour, `5h44m` above, `4d06h` from 100 hours.

    Late is negative: `-1h12m`. Cut off, not rounded, so that a unit is shown only when it is whole.
    """
    sign = "-" if seconds <= -1 else ""
    whole = int(abs(seconds))
    if whole < HOUR:
        return f"{sign}{whole // MINUTE}m{whole % MINUTE:02}s"
    if whole < 100 * HOUR:
        return f"{sign}{whole // HOUR}h{whole % HOUR // MINUTE:02}m"
    if whole < 100 * DAY:
        return f"{sign}{whole // DAY}d{whole % DAY // HOUR:02}h"
    return f"{sign}{min(whole // DAY, 99_999)}d"


def away_words(seconds: float) -> str:
    """`45m`, `5h44m`, `4d06h`: time that goes on, in minutes below one hour."""
    return countdown(seconds) if seconds >= HOUR else f"{int(seconds) // MINUTE}m"
