"""Every event there is, and how one is read from and written to stored data."""

from __future__ import annotations

from models.events import child, desk, duty, episode, imported
from models.events.base import Event, OfEpisode

EVENTS: dict[str, type[Event]] = {
    name: kind
    for module in (child, episode, duty, desk, imported)
    for name, kind in vars(module).items()
    if isinstance(kind, type)
    and issubclass(kind, Event)
    and kind.__module__ == module.__name__
    and not name.endswith("Step")
}
"""By name as stored. A name that is not here is kept and shown, never dropped."""

__all__ = ["EVENTS", "Event", "OfEpisode"]
