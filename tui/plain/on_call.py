"""The command `on-call`: whom to ring, and the number, as the site's configuration has them."""

from __future__ import annotations

import os

from data.configuration import read_configuration
from tui.plain.answer import say, say_json
from tui.plain.options import chosen, parser
from tui.plain.shapes import VERSION
from tui.plain.status import DONE

NONE_SET = "No numbers are set. They stand in the configuration file, in the table [on_call]: who = number."


def run(name: str, words: list[str]) -> int:
    """Says the numbers; no store is needed. Returns the exit status."""
    options = parser(name, "The on-call card: whom to ring, and the number.").parse_args(words)
    numbers = read_configuration(chosen(options, os.environ, "config")).on_call
    if getattr(options, "json", False):
        say_json({"v": VERSION, "on_call": numbers})
    else:
        say(*(f"{who}: {number}" for who, number in numbers.items()) if numbers else [NONE_SET])
    return DONE
