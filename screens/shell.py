"""What a screen may ask of the application it runs in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from textual.screen import Screen

    from data.configuration import Configuration
    from data.desk import Desk
    from screens.board.night import Night


class Shell(Protocol):
    """The application, as screens know it."""

    desk: Desk
    """The one service for reading and recording."""
    settings: Configuration
    """The site's preferences."""
    night: Night
    """The desk as the board sees it at this moment."""

    @property
    def still_s(self) -> float:
        """Seconds since the last key."""

    def announce(self, text: str) -> None:
        """Say on the board what was just recorded, or why not."""

    def night_changed(self) -> None:
        """Have every part that shows the night look at it again, after something was recorded."""

    def lock(self) -> None:
        """Hide everything."""


def shell_of(screen: Screen[Any]) -> Shell:
    """The application that a screen runs in."""
    return cast("Shell", screen.app)
