"""What boards cost while nobody types: bytes on the line and processor time a second, all watched side by side."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping

from benchmarks.processes import processor_ms
from tests.terminal.harness import Terminal

Figures = dict[str, float]
_SECONDS = re.compile(r"^.-?\d+m\d\ds ")


def ticking(terminals: Mapping[str, Terminal], seconds: float) -> dict[str, Figures]:
    """Bytes and milliseconds of the processor a second of each, by its name."""
    _read(terminals, 2.0)
    sent = {name: len(terminal.sent) for name, terminal in terminals.items()}
    used, began = _used(terminals), time.perf_counter()
    _read(terminals, seconds)
    took, now = time.perf_counter() - began, _used(terminals)
    return {
        name: {"bytes_s": (len(terminal.sent) - sent[name]) / took, "cpu_ms_s": (now[name] - used[name]) / took}
        for name, terminal in terminals.items()
    }


def counting_seconds(terminal: Terminal) -> int:
    """How many of the rows in sight change each second."""
    return sum(bool(_SECONDS.match(line)) for line in terminal.lines)


def _read(terminals: Mapping[str, Terminal], seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        for terminal in terminals.values():
            terminal.read(0)
        time.sleep(0.01)


def _used(terminals: Mapping[str, Terminal]) -> dict[str, float]:
    return {name: processor_ms(terminal.process.pid) for name, terminal in terminals.items()}
