"""The making of a store, where the full-screen board finds none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.desk import Desk

if TYPE_CHECKING:
    from tui.start import Setting


class Making:
    """How the first run makes a store, in the place that was named."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def empty(self) -> Desk:
        """A store with nothing in it. Raises: LedgerError."""
        closures = self._setting.configuration.closures
        return Desk.open(self._setting.address, self._setting.io, create=True, closures=closures)

    def demo(self) -> Desk:
        """The demonstration night. Raises: LedgerError."""
        from data.demo import make_demo

        return make_demo(self._setting.address, self._setting.io)
