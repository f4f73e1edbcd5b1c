"""A fault of our own, told without anybody's name: a short reference and the places in the code, no values.

Textual's own crash page prints every local variable, and even an error's text may hold a child's name
(`KeyError: 'Kayleigh'`). So a report has the kinds of the errors and the lines of code, and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from models.record import Record

INTERNAL_ERROR = 70
"""The exit status of a program that failed by its own fault (EX_SOFTWARE)."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class CrashReport(Record):
    """What may be kept and read aloud about a crash."""

    reference: str
    """Eight characters made from the places: the same fault has the same reference."""
    places: tuple[str, ...]
    """`KeyError at screens/board.py:120 in compose`, innermost last."""

    def words(self) -> str:
        """What the worker reads on the terminal that was given back."""
        return (
            "Nightdesk had to stop because of a fault of its own.\n"
            "Entries that it confirmed are recorded. Start it again with: nightdesk\n"
            f"If you report this, give the reference {self.reference} ({self.places[-1]})."
        )


def report_of(error: BaseException) -> CrashReport:
    """The report of an error and of those that led to it, oldest first."""
    import hashlib  # 10 ms that a start without a fault need not spend

    places: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        places[:0] = _places(current)
        current = current.__cause__ or current.__context__
    digest = hashlib.sha256("\n".join(places).encode()).digest()
    letters = "".join(_ALPHABET[byte % 32] for byte in digest[:8])
    return CrashReport(reference=f"{letters[:4]}-{letters[4:]}", places=tuple(places))


def _places(error: BaseException) -> list[str]:
    """The lines of code an error came through; at least one entry, even without a traceback."""
    kind = type(error).__name__
    places = []
    frame = error.__traceback__
    while frame is not None:
        code = frame.tb_frame.f_code
        places.append(f"{kind} at {_short(code.co_filename)}:{frame.tb_lineno} in {code.co_name}")
        frame = frame.tb_next
    return places or [f"{kind} at an unknown place"]


def _short(path: str) -> str:
    """The last two parts of a path: enough to find the file, nothing about this machine's folders."""
    return "/".join(path.split(os.sep)[-2:])


def silence_hooks(tell: Callable[[CrashReport], None]) -> None:
    """Make every other way an error could print itself, values and all, report in the same few words."""
    import sys
    import threading

    sys.excepthook = lambda kind, error, trace: tell(report_of(error))
    threading.excepthook = lambda args: tell(report_of(args.exc_value or RuntimeError()))
    sys.unraisablehook = lambda args: tell(report_of(args.exc_value or RuntimeError()))
