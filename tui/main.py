"""The door: finds out what is wanted, and loads no more than that takes."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from tui.environment import no_core_files
from tui.lean import load_zones_alone
from tui.plain import status
from tui.plain.commands import COMMANDS

INTERRUPTED = 130
MUCH = 50_000
"""Values made and kept before a plain command first looks through them for garbage: most are over by then."""


def main(argv: Sequence[str] | None = None) -> int:
    """The command `nightdesk`: returns the exit status. Every failure is words and a status, never a page of code."""
    os.umask(0o007)
    no_core_files()
    _never_stumble_over_a_letter()
    words = list(sys.argv[1:] if argv is None else argv)
    if argv is not None:
        return _answer(words)
    code = _answer(words)
    gc.freeze()  # the process ends: what is there need not be looked through once more
    return code


def _answer(words: list[str]) -> int:
    if words[:1] == ["--door"]:
        from tui.door import Closed, enter

        try:
            words = enter(words)
        except Closed as why:
            print(why, file=sys.stderr)
            return status.REFUSED
    try:
        code = _run(words)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return status.DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as why:
        from tui.plain.failures import explain

        return explain(why, "--json" in words)


def _never_stumble_over_a_letter() -> None:
    """What the terminal's alphabet lacks is shown as `?`: an entry must not fail after it was recorded."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _run(typed: list[str]) -> int:
    from tui.plain.options import split

    command, rest = split(typed)
    if command:
        gc.set_threshold(MUCH)
    if command == "find":
        from tui.plain import quick

        if (code := quick.find(rest)) is not None:
            return code
    load_zones_alone()
    if not command:
        return _without_command(rest)
    if command in COMMANDS:
        return int(import_module(f"tui.plain.{COMMANDS[command]}").run(command, rest))
    return _record(command, rest)


def _without_command(words: list[str]) -> int:
    if {"--help", "-h", "--version"} & set(words):
        from tui.plain import about

        return about.run(words)
    gc.disable()  # nothing made while starting is garbage; on again once the first screen is there
    from tui.early import paint_early
    from tui.held_keys import hold, release

    hold()
    painted = False
    try:
        painted = paint_early(words)
        from tui.start import start

        return start(words)
    except BaseException:
        if painted:
            from tui.first_paint import unpaint

            unpaint()
        raise
    finally:
        gc.enable()
        release()


def _record(command: str, rest: list[str]) -> int:
    from tui.plain.acts import ACTS
    from tui.plain.options import split

    if command == "child" and split(rest)[0] == "show":
        from tui.plain import reading

        return reading.run(command, rest)
    if command in ACTS or command == "child":
        from tui.plain import writing

        return writing.run(command, rest)
    from tui.plain.about import no_such_command

    return no_such_command(command)


if __name__ == "__main__":
    sys.exit(main())
