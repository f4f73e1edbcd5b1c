"""The measure of slips that a search uses: ours, or the same one from rapidfuzz once that has been loaded.

A plain command answers sooner in pure Python than it could load a compiled library; a session, which measures
thousands of words a minute, loads it while the worker reads the board (`warm`).
"""

from __future__ import annotations

from models.names.distance import slips_between as in_python

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_measure: list[Callable[[str, str], int]] = [in_python]


def slips_between(typed: str, written: str) -> int:
    """Letters left out, added, changed or swapped between two words."""
    return _measure[0](typed, written)


def warm() -> None:
    """Load rapidfuzz for the rest of the session; without it, searches are right and slower."""
    try:
        from rapidfuzz.distance.OSA import distance
    except ImportError:
        return
    _measure[0] = distance
