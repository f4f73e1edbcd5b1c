"""Work that may take long, done beside the watch: a mail server that hangs must not hold up the next lapse."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread


class Beside:
    """One piece of work on a thread of its own; what came of it is asked for later."""

    def __init__(self, name: str, work: Callable[[], None]) -> None:
        self.name = name
        self._failed: Exception | None = None
        self._work = work
        self._thread = Thread(target=self._run, name="beside-the-watch", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether it has ended, one way or the other."""
        return not self._thread.is_alive()

    def wait(self) -> None:
        """Until it has ended. Everything that is done here has a time limit of its own."""
        self._thread.join()

    def result(self) -> None:
        """Raises what the work raised."""
        self.wait()
        if self._failed is not None:
            raise self._failed

    def _run(self) -> None:
        try:
            self._work()
        except Exception as why:
            self._failed = why
