"""One parser under libFuzzer's fire: `python -m tests.fuzz.one NAME MODULES OPTIONS…`; never returns.

MODULES, with commas between, are those whose branches guide it; the OPTIONS are libFuzzer's.
"""

from __future__ import annotations

import sys

import atheris


def main() -> None:
    """Instruments what the parser is made of, then attacks it until libFuzzer has had enough."""
    name, modules = sys.argv[1:3]
    with atheris.instrument_imports(include=modules.split(",")):
        from tests.fuzz.targets import TARGETS
    attack = TARGETS[name].make()
    atheris.Setup([sys.argv[0], *sys.argv[3:]], attack)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
