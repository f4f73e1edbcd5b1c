"""The door: finds out what is wanted, and loads no more than that takes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from tui.plain import status
from tui.plain.options import split

KEEPING = ("verify", "protocol", "worker", "demo", "doctor")
LOOKING = ("find", "card")


def main(argv: Sequence[str] | None = None) -> int:
    """The command `nightdesk`: returns the exit status."""
    os.umask(0o007)
    words = list(sys.argv[1:] if argv is None else argv)
    command, rest = split(words)
    try:
        return _guarded(command, rest, "--json" in rest)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return status.DONE
    except KeyboardInterrupt:
        return 130


def _guarded(command: str, rest: list[str], as_json: bool) -> int:
    """Runs a command; every failure becomes a message in words and an exit status, never a page of code."""
    from data.ledger import LedgerError
    from tui.plain.failures import explain

    try:
        code = _run(command, rest)
        sys.stdout.flush()
        return code
    except (LedgerError, ValueError, OSError, RuntimeError, LookupError, TypeError, AttributeError) as why:
        if isinstance(why, BrokenPipeError):
            raise
        return explain(why, as_json)


def _run(command: str, rest: list[str]) -> int:
    if not command and {"--help", "-h", "--version"} & set(rest):
        from tui.plain import about

        return about.run(rest)
    if not command:
        from tui.start import start

        return start(rest)
    if command in KEEPING:
        from tui.plain import keeping

        return keeping.run(command, rest)
    if command in LOOKING:
        from tui.plain import looking

        return looking.run(command, rest)
    return _record_or_read(command, rest)


def _record_or_read(command: str, rest: list[str]) -> int:
    from tui.plain import reading, writing
    from tui.plain.acts import ACTS

    if command in reading.NAMES or (command == "child" and split(rest)[0] == "show"):
        return reading.run(command, rest)
    if command in ACTS or command == "child":
        return writing.run(command, rest)
    print(f"nightdesk: {command!r} is not a command; they are listed by: nightdesk --help", file=sys.stderr)
    return status.WRONG_USAGE


if __name__ == "__main__":
    sys.exit(main())
