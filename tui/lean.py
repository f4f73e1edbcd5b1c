"""What Textual would load and no screen needs, left out: each session has that much more memory for itself.

Call both before Textual is imported. They know how Textual 8.2.8 imports its parts.
"""

from __future__ import annotations

import sys
from types import ModuleType

PALETTE = "textual.command"
_NAMES = ("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider")
"""What the rest of Textual takes from the palette's module."""


def load_asyncio_alone() -> None:
    """Loads asyncio without OpenSSL, which it takes along where it finds it: 10 ms and 1.3 MiB in every session.

    No screen speaks to the network. What does, such as sending a letter, loads it for itself when it comes to that.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # so Python says that there is no such module
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def load_textual_without_palette() -> None:
    """Loads Textual without its command palette and the nine widgets that brings: 10 ms and 1.1 MiB in every session.

    The palette is switched off (`TerminalApp`): nothing ever asks for the empty classes that stand in its place.
    """
    if "textual.app" in sys.modules or PALETTE in sys.modules:
        return
    palette = sys.modules[PALETTE] = ModuleType(PALETTE)
    vars(palette).update({name: type(name, (), {}) for name in _NAMES})
    try:
        import textual.app  # noqa: F401
    finally:
        del sys.modules[PALETTE]
