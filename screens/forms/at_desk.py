"""The desk of the application that a screen runs in."""

from __future__ import annotations

from typing import Any, cast

from textual.app import App

from data.desk import Desk


def desk_of(app: App[Any]) -> Desk:
    """The application's desk. The application's own type is a layer above the screens, hence the cast."""
    return cast("Desk", getattr(app, "desk"))  # noqa: B009
