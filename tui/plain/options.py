"""The options every command has, and how the command is found among them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from types import SimpleNamespace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from typing import NoReturn

WITH_VALUE = {
    "--store": "folder of the store, or postgresql://... (or NIGHTDESK_STORE)",
    "--config": "configuration file (or NIGHTDESK_CONFIG)",
    "--clock": "TIME[xSPEED], training stores only (or NIGHTDESK_CLOCK)",
}
FLAGS = {"--view-only": "look, record nothing", "--json": "answer in JSON"}
READING = {
    "--as-of": "what had happened by this TIME",
    "--known-at": "what had been entered by this TIME",
}


def split(argv: Sequence[str]) -> tuple[str, list[str]]:
    """The command, empty for the board on the screen, and every other word in its order."""
    words = joined(argv)
    place = 0
    while place < len(words) and words[place].startswith("-"):
        place += 2 if words[place] in WITH_VALUE else 1
    if place >= len(words):
        return "", words
    return words[place], words[:place] + words[place + 1 :]


def joined(argv: Sequence[str]) -> list[str]:
    """Words as argparse wants them: `--at -2h` becomes `--at=-2h`, for a time may begin with a minus."""
    words: list[str] = []
    for word in argv:
        before = words[-1] if words else ""
        if word[:1] == "-" and word[1:2].isdigit() and before.startswith("--") and "=" not in before:
            words[-1] = f"{before}={word}"
        else:
            words.append(word)
    return words


def written_out(words: Sequence[str]) -> SimpleNamespace | None:
    """The options that all share, where nothing else was given; None when argparse must see to it (10 ms)."""
    given, rest = SimpleNamespace(), iter(words)
    for word in rest:
        value = next(rest, "-") if word in WITH_VALUE else ""
        if value.startswith("-") or word not in WITH_VALUE.keys() | FLAGS.keys():
            return None
        setattr(given, word[2:].replace("-", "_"), value if word in WITH_VALUE else True)
    return given


def parser(name: str, about: str, reading: bool = False) -> ArgumentParser:
    """A parser for one command with the options that all share."""
    # Imported here (10 ms): the commonest search of all, a name, is read without it (tui/plain/quick.py).
    from argparse import SUPPRESS, ArgumentParser, HelpFormatter, RawDescriptionHelpFormatter

    from tui.plain.answer import safe

    class Words(ArgumentParser):
        """A parser whose complaints, which repeat what was typed, cannot steer a terminal."""

        def error(self, message: str) -> NoReturn:
            super().error(safe(message))

    def page(prog: str) -> HelpFormatter:
        """Help for 80 columns; asking the terminal would load the module that copies files (8 ms)."""
        return RawDescriptionHelpFormatter(prog, max_help_position=28, width=79)

    prog = f"nightdesk {name}".strip()
    made = Words(prog=prog, description=about, allow_abbrev=False, formatter_class=page)
    group = made.add_argument_group("options of every command")
    for option, words in (WITH_VALUE | (READING if reading else {})).items():
        group.add_argument(option, default=SUPPRESS, metavar=option[2:].upper(), help=words)
    for option, words in FLAGS.items():
        group.add_argument(option, action="store_true", default=SUPPRESS, help=words)
    return made


def chosen(options: object, environ: Mapping[str, str], name: str) -> str:
    """An option's value: as typed, else from the environment."""
    return str(getattr(options, name, None) or environ.get(f"NIGHTDESK_{name.upper()}", ""))


def store_path(named: str, environ: Mapping[str, str]) -> str:
    """The store's folder: as named, else the usual place of the account's data."""
    usual = environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    return named or f"{usual}/nightdesk"
