"""`nightdesk --help` and `--version`."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version

from tui.plain.acts import ACTS, CHILD_ACTS
from tui.plain.answer import safe, say
from tui.plain.commands import KEEP, LOOK
from tui.plain.options import FLAGS, READING, WITH_VALUE
from tui.plain.status import DONE, WRONG_USAGE


def run(words: list[str]) -> int:
    """Says what there is; returns the exit status."""
    if "--version" in words:
        say(f"nightdesk {_version()}")
        return DONE
    say("nightdesk [OPTIONS] [COMMAND ...]", "", "Without a command: the board, on the full screen.", "")
    look = {name: about for name, (_, about) in LOOK.items()} | {"child show": "a child's details"}
    keep = {name: about for name, (_, about) in KEEP.items()}
    record = {name: act.about for name, act in ACTS.items()}
    record |= {f"child {name}": act.about for name, act in CHILD_ACTS.items()}
    options = {**WITH_VALUE, **FLAGS, **{f"{name} TIME": about for name, about in READING.items()}}
    for heading, names in (("Look", look), ("Record", record), ("Keep the desk", keep), ("Options", options)):
        say(heading, *(f"  {name:<18} {about}" for name, about in names.items()), "")
    say("Each command explains itself: nightdesk COMMAND --help")
    return DONE


def no_such_command(name: str) -> int:
    """Says so, with the commands that are spelt nearly the same."""
    from difflib import get_close_matches

    near = get_close_matches(name, [*LOOK, *ACTS, *KEEP], n=3)
    meant = f"; did you mean {' or '.join(near)}?" if near else ""
    print(
        safe(f"nightdesk: {name[:40]!r} is not a command{meant} All are listed by: nightdesk --help"), file=sys.stderr
    )
    return WRONG_USAGE


def _version() -> str:
    try:
        return version("nightdesk")
    except PackageNotFoundError:
        return "(not installed)"
