"""What every peer shows: rows that tick each second, and a status line that answers each key."""

from __future__ import annotations

import sys

STATUS = "cursor at row "
TITLE = " NIGHTDESK  the same board, 40 episodes"
KEYS = " F1 Help  / Find  o Open  s Switch  r Return  Enter Detail  F10 Quit"
NAMES = ("Kayleigh B 15 LAC", "Dean P 16 home", "Tariq M 14 LAC", "Sophie W 13 LAC", "Jay R 12 LAC")
TONES = ("soon", "soon", "plain", "overdue")


def rows() -> int:
    """How many rows: the first argument, or forty."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else 40


def words(number: int) -> str:
    """What stands right of the countdown."""
    return f"interview 72 h          {NAMES[number % 5]:<18} Ash House  {number % 4}/3  HIGH  5h44m"


def tone(number: int) -> str:
    """In which colour a row's countdown is."""
    return TONES[number % 4]


def countdown(number: int, now: float) -> str:
    """Minutes and seconds under an hour, so that every row changes each second."""
    left = (3540 - 61 * number - int(now)) % 3600
    return f"{left // 60:02d}m{left % 60:02d}s"
