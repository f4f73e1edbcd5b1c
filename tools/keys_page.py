"""Makes docs/keys.md from the bindings themselves: every key of every screen, and the name by which a site changes it.

Run from the repository: python tools/keys_page.py
"""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.dom import DOMNode

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "keys.md"
FIRST = (
    "NightdeskApp",
    "TerminalApp",
    "Board",
    "ActingScreen",
    "EpisodeLines",
    "EpisodeDetail",
    "FindScreen",
    "FindBox",
)
"""The classes whose keys come first on the page; the others follow by name."""
TITLES = {
    "NightdeskApp": "Everywhere",
    "TerminalApp": "Everywhere, too",
    "Board": "The board",
    "ActingScreen": "The selected episode, on the board and in its detail",
    "EpisodeDetail": "The detail of an episode",
    "FindScreen": "Find",
    "CallCard": "The call card",
    "ActForm": "A form",
    "TypedForm": "A form's fields",
    "Questions": "A form longer than the screen",
    "EpisodeLines": "The cursor of the board",
    "DetailLines": "The cursor of the detail",
    "Differences": "Police times that differ",
    "DifferenceLines": "Police times: the cursor",
    "DutyLines": "Everything owed: the cursor",
    "BoardLines": "The cursor of other lists",
    "CardLines": "The call card: the cursor",
    "FindBox": "Find: what is typed, and the children found",
    "PickBox": "Find, when a form asks for a child",
    "Choice": "A field with a choice: `(missing) absence`",
    "Many": "A field with marks: `[x] 24 h: meeting`",
    "DraftOffer": "Drafts: what was typed and not recorded",
    "FirstRun": "The first start",
    "Help": "Help",
    "Lock": "The locked screen",
    "Page": "A page of text",
    "Pick": "A choice by letter",
    "Question": "A question",
}
"""Titles where the class's own first sentence would not help a worker."""
HEAD = """# Every key

Made from the program's own bindings by `python tools/keys_page.py`; a test holds that it is current. `F1` shows the
same on the screen you are on, with the keys as your site has them.

A site may give an action another key, in its configuration: `[keys]`, then `"act.switch" = "f5"`. The names are in the
last column. A name that does not exist, a key pressed for two things on one screen, and keys that PuTTY, `screen` or
`tmux` swallow are refused at the start, each in words.

In a field, Enter, Tab and the arrows move on and never save; Home, End, Backspace and Delete do what they do elsewhere.
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(section(kind) for kind in rooms()) + "\n"


def rooms() -> list[type[DOMNode]]:
    """Every screen and list that has keys of its own, in the page's order."""
    from textual.dom import DOMNode

    _load()
    found = {kind for kind in _subclasses(DOMNode) if kind.__module__.split(".")[0] in ("screens", "tui")}
    with_keys = [kind for kind in found if any(keys_of(kind))]
    return sorted(with_keys, key=lambda kind: (_place(kind.__name__), title(kind)))


def keys_of(kind: type[DOMNode]) -> Iterator[Binding]:
    """The bindings that a class declares itself and a worker may press."""
    from textual.binding import Binding

    for declared in kind.__dict__.get("BINDINGS", ()):
        if isinstance(declared, Binding) and declared.tooltip and not declared.system:
            yield declared


def section(kind: type[DOMNode]) -> str:
    """A heading and a table."""
    from screens.widgets.key_line import key_name

    lines = ["", f"## {title(kind)}", "", "| Key | What it does | Name |", "|---|---|---|"]
    for binding in keys_of(kind):
        keys = ", ".join(f"`{key_name(key.strip())}`" for key in binding.key.split(","))
        lines.append(f"| {keys} | {binding.tooltip} | `{binding.id}` |")
    return "\n".join(lines) + "\n"


def title(kind: type[DOMNode]) -> str:
    """The first sentence of what the class says of itself."""
    said = (kind.__doc__ or kind.__name__).strip().splitlines()[0]
    return TITLES.get(kind.__name__, said.partition(". ")[0].rstrip("."))


def _place(name: str) -> int:
    return FIRST.index(name) if name in FIRST else len(FIRST)


def _load() -> None:
    """Everything under screens and tui, so that no screen is left out."""
    for layer in ("screens", "tui"):
        for module in pkgutil.walk_packages([str(ROOT / layer)], f"{layer}."):
            if module.name.rpartition(".")[2] != "__main__":
                import_module(module.name)


def _subclasses(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for each in kind.__subclasses__():
        yield each
        yield from _subclasses(each)


def main() -> int:
    """Writes the page; returns the exit status."""
    sys.path.insert(0, str(ROOT))
    PAGE.write_text(page(), "utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
