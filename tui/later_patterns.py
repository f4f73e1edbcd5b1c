"""Regular expressions of other packages, compiled when they are first used: most never are, and compiling is slow."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

_compile = re.compile


class LaterPattern:
    """Stands for a compiled pattern. Its methods may be taken before it is compiled; nothing else differs.

    A function of `re` that is given a pattern does not take it for one: see `compiled_when_used`.
    """

    def __init__(self, pattern: Any, flags: int) -> None:
        self._asked = pattern, flags

    def match(self, *text: Any) -> re.Match[str] | None:
        """As a pattern's."""
        return self._compiled().match(*text)

    def search(self, *text: Any) -> re.Match[str] | None:
        """As a pattern's."""
        return self._compiled().search(*text)

    def _compiled(self) -> re.Pattern[str]:
        made: re.Pattern[str] | None = self.__dict__.get("_made")
        if made is None:
            made = self.__dict__["_made"] = _compile(*self._asked)
        return made

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled(), name)


def compiled_when_used(packages: tuple[str, ...], load: Callable[[], object]) -> None:
    """Loads something; the patterns of these packages that are made meanwhile wait until somebody uses them.

    No module of these packages that is loaded so may hand a pattern of its own to a function of `re`.
    """

    def compiled(pattern: Any, flags: int = 0) -> Any:
        by = sys._getframe(1).f_globals.get("__name__", "").partition(".")[0]
        return LaterPattern(pattern, flags) if by in packages else _compile(pattern, flags)

    re.compile = compiled
    try:
        load()
    finally:
        re.compile = _compile
