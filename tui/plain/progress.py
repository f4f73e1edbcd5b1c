"""A bar for what takes long, on a terminal only, and a key that ends it after something whole."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import TYPE_CHECKING, TypeVar
from typing import Protocol as Interface

if TYPE_CHECKING:
    from data.desk import Along
    from tui.plain.session import Session

Read = TypeVar("Read")
WIDTH = 30
EVERY_S = 0.5
"""Seconds between two drawings: a slow line carries what is worth it."""


class Progress(Interface):
    """Told how many steps are done; answers whether to go on."""

    def __call__(self, done: int) -> bool:
        """Whether to go on."""


@contextmanager
def stoppable(total: int, what: str) -> Iterator[Progress]:
    """Within it Ctrl-C stops after a whole step, and the bar shows how far of `total` steps it has come."""
    asked: list[int] = []
    begun = drawn = time.monotonic()

    def ask(number: int, _: FrameType | None) -> None:
        asked.append(number)

    def progress(done: int) -> bool:
        nonlocal drawn
        if time.monotonic() - drawn >= EVERY_S and sys.stderr.isatty():
            drawn = time.monotonic()
            print(f"\r{bar(done, total)} {done:,} {what}, Ctrl-C stops", end="", file=sys.stderr, flush=True)
        return not asked

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield progress
    finally:
        signal.signal(signal.SIGINT, before)
        if begun < drawn:
            print(file=sys.stderr)


class Stopped(Exception):
    """Ctrl-C was pressed while something was read that nothing was made of yet."""


@contextmanager
def reading(total: int, what: str) -> Iterator[Callable[[Iterable[Read]], Iterator[Read]]]:
    """Within it what is read goes through the function that it gives, which shows how far it is.

    Raises: Stopped, from that function.
    """
    with stoppable(total, what) as progress:

        def along(each: Iterable[Read]) -> Iterator[Read]:
            for done, one in enumerate(each, 1):
                if not progress(done):
                    raise Stopped
                yield one

        yield along


def read_through(session: Session) -> AbstractContextManager[Along]:
    """The same for every child of a session's register."""
    return reading(sum(1 for _ in session.register.subjects()), "children")


def bar(done: int, total: int) -> str:
    """`[######........................]  20 %`."""
    part = min(done / total, 1) if total else 1.0
    filled = int(part * WIDTH)
    return f"[{'#' * filled}{'.' * (WIDTH - filled)}] {int(part * 100):3} %"
