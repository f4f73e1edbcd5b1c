"""What would be loaded and nobody needs, left out: each session has that much more memory for itself.

Call each before what it is about is imported. They know how Textual 8.2.8 and Python's own zones import their parts.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import ModuleType

ZONES = "/usr/share/zoneinfo"
LEFT_OUT = {
    "textual.command": (
        "CommandListItem",
        "CommandPalette",
        "DiscoveryHit",
        "Hit",
        "Hits",
        "Provider",
        "SimpleProvider",
    ),
    "platformdirs": ("user_downloads_path",),
    "mimetypes": (),
    "uuid": ("uuid4",),
    "rich.table": ("Table",),
    "rich.tree": ("Tree",),
}
"""What Textual loads for its command palette, for files it delivers, for notices, and to show its developers colours
and trees of widgets; and the names it takes of each."""


def load_zones_alone() -> None:
    """Loads the zones without all that is on record of how this Python was built: 4 ms and 190 KiB in every process.

    They take from it only where the system's zones lie, which is known where those are found in their usual place.
    """
    if "sysconfig" in sys.modules or "zoneinfo" in sys.modules or not os.path.exists(f"{ZONES}/Europe/London"):
        return
    build = sys.modules["sysconfig"] = ModuleType("sysconfig")
    vars(build)["get_config_var"] = lambda name: ZONES
    try:
        import zoneinfo  # noqa: F401
    finally:
        del sys.modules["sysconfig"]


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


def load_textual_alone() -> None:
    """Loads Textual without what is `LEFT_OUT`: 20 ms and 2 MiB in every session.

    All of that is switched off (`TerminalApp`): nothing ever asks for the empty classes that stand in its place.
    Of its patterns, and Rich's, a dozen of thirty are compiled, when they are first used: another 12 ms.
    """
    if "textual.app" in sys.modules:
        return
    from tui.later_patterns import compiled_when_used  # plain commands do without

    standing_in = {name: ModuleType(name) for name in LEFT_OUT if name not in sys.modules}
    for name, module in standing_in.items():
        vars(module).update({each: type(each, (), {}) for each in LEFT_OUT[name]})
    sys.modules.update(standing_in)
    try:
        compiled_when_used(("textual", "rich"), lambda: import_module("textual.app"))
    finally:
        for name in standing_in:
            del sys.modules[name]
