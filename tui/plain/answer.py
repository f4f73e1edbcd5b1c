"""Answers of plain commands: words for people, JSON for scripts; problems on stderr, one a line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from models.training import TRAINING as TRAINING  # every module that answers says it
from tui.plain.status import REFUSED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from models.problem import Problem


def say(*lines: str) -> None:
    """Words on stdout. Nothing in them, whoever typed it, can steer a terminal."""
    for line in lines:
        print(safe(line))


def say_json(value: Mapping[str, Any]) -> None:
    """One JSON value on stdout, in ASCII, so that no terminal and no pipe can spoil it."""
    import json

    print(json.dumps(value, ensure_ascii=True))


def refuse(problems: Iterable[Problem], as_json: bool) -> int:
    """Every problem, and the exit status of a refusal."""
    found = list(problems)
    if as_json:
        say_json({"problems": [{"field": problem.field, "message": safe(problem.message)} for problem in found]})
    else:
        for problem in found:
            print(safe(f"{problem.field}: {problem.message}" if problem.field else problem.message), file=sys.stderr)
    return REFUSED


def fail(message: str, status: int, as_json: bool) -> int:
    """A failure that is not the command's fault, and its exit status."""
    if as_json:
        say_json({"problems": [{"field": "", "message": message}], "status": status})
    else:
        print(safe(message), file=sys.stderr)
    return status


def warn(message: str) -> None:
    """Words on stderr beside an answer."""
    print(safe(message), file=sys.stderr)


def safe(line: str) -> str:
    """A line without control characters; leading blanks are kept."""
    if line.isprintable():
        return line
    # Imported here (8 ms): nearly all lines are plain.
    from models.text import clean

    return line[: len(line) - len(line.lstrip(" "))] + clean(line)
