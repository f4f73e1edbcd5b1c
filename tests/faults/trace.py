"""Running the writer under strace, and reading what it did."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

WRITER = [sys.executable, "-m", "tests.faults.writer"]
READER = [sys.executable, "-m", "tests.faults.reader"]
ENVIRONMENT = dict(os.environ, PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1")
_CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_ENDING_NUMBER = re.compile(r", (\d+)$")
_DESCRIPTOR = re.compile(r"(\d+)<")


class Call(NamedTuple):
    """One system call: its name, its number among those of that name, its texts, descriptor, result."""

    name: str
    number: int
    texts: tuple[bytes, ...]
    fd: int
    last: int
    result: int
    line: str


def run_writer(store: Path, options: list[str], log: Path) -> bytes:
    """The writer's output, run under strace with some options."""
    command = ["strace", "-qq", "-o", str(log), *options, *WRITER, str(store)]
    done = subprocess.run(command, capture_output=True, env=ENVIRONMENT, timeout=120, check=False)
    return done.stdout


def traced(store: Path, log: Path, names: str, *inject: str) -> tuple[bytes, list[Call]]:
    """The writer's output and every call of these names, with full contents."""
    options = [option for given in inject for option in ("-e", f"inject={given}")]
    output = run_writer(store, [*options, "-y", "-xx", "-s", "1000000", "-e", f"trace={names}"], log)
    return output, list(calls(log))


def calls(log: Path) -> list[Call]:
    """The calls in a trace, in order."""
    numbers: dict[str, int] = {}
    found = []
    for line in log.read_text(errors="replace").splitlines():
        match = _CALL.match(line)
        if match is None:
            continue
        name, arguments, result = match[1], match[2], int(match[3])
        numbers[name] = numbers.get(name, 0) + 1
        texts = tuple(bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(arguments))
        ending, fd = _ENDING_NUMBER.search(arguments), _DESCRIPTOR.match(arguments)
        last = int(ending[1]) if ending else -1
        found.append(Call(name, numbers[name], texts, int(fd[1]) if fd else -1, last, result, line))
    return found
