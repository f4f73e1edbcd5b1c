"""What was typed, made into a command: `ACTS` says which words and options each takes."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from importlib import import_module

from models.commands.base import Command
from models.record import Record
from tui.plain.acts import NOW, Act
from tui.plain.meanings import meaning, page_end

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MOST_READ = 4 * 1024 * 1024
"""Bytes of standard input; far more than an entry may hold."""

typed_by_hand: list[str] = []
"""Texts that a person typed on the terminal for this command: they exist nowhere else until it is recorded."""


class Option(Record):
    """How an option is spelt, which field it fills, how often it may stand, and whether it must."""

    names: tuple[str, ...]
    field: str
    kind: str
    needed: bool


def option_of(text: str) -> Option:
    """An option as `ACTS` writes it, taken apart."""
    plain = text.rstrip("!*?")
    named, _, field = plain.replace("@", "=@").partition("=")
    names = tuple(named.split("|"))
    own = names[0].replace("-", "_")
    target = f"{field[1:]}.{own}" if field.startswith("@") else field or own
    marks = text[len(plain) :]
    return Option(names, target, "append" if "*" in marks else "store_true" if "?" in marks else "store", "!" in marks)


def add_words(made: ArgumentParser, name: str, act: Act) -> None:
    """Gives the parser of a command the words and options of its act."""
    made.epilog = page_end(name)
    options = [option_of(text) for text in act.options.split()]
    either = {option.field for option in options}
    for word in act.positional.split():
        # A text need not stand in quotes; a word that is an option too may be left out.
        many = "+" if word == "text" else "?" if word in either else None
        metavar, said = meaning(name, word)
        made.add_argument(word, metavar=metavar, nargs=many, default=SUPPRESS, help=said)
    for option in options:
        spelt, (metavar, said) = [f"--{each}" for each in option.names], meaning(name, option.field)
        more: dict[str, Any] = {} if option.kind == "store_true" else {"metavar": metavar}
        more |= {"required": option.needed, "dest": option.field, "default": SUPPRESS, "help": said}
        made.add_argument(*spelt, action=option.kind, **more)


def command_of(act: Act, options: Namespace, extra: dict[str, Any], key: str) -> Command:
    """The command that was asked for. What was left out is left empty: deciding says what is wanted."""
    module, _, name = act.command.partition(".")
    kind = getattr(import_module(f"models.commands.{module}"), name)
    values: dict[str, Any] = dict.fromkeys(act.positional.split(), "")
    values |= extra | ({"at": "now"} if act.command in NOW else {})
    for field, value in vars(options).items():
        group, _, part = field.partition(".")
        if group in kind.kinds() and part:
            values[group] = {**values.get(group, {}), part: text_of(value)}
        elif group in kind.kinds():
            values[field] = _value(field, value)
    if values.get("due") == "done":
        values |= {"due": "", "done": True}
    made: Command = kind(key=key, **values)
    return made


def _value(field: str, value: Any) -> Any:
    if isinstance(value, list):
        texts = [text_of(each) for each in value]
        return " ".join(texts) if field == "text" else tuple(texts)
    return text_of(value)


def text_of(value: Any) -> Any:
    """A lone `-` means the text on standard input, so that it need not stand among the process's arguments."""
    if value == "-":
        return standard_input()
    return _shares.get(value, value) if isinstance(value, str) else value


_shares: dict[str, str] = {}
"""What stands for which share of standard input. No argument can hold a NUL, so none can be mistaken for another."""


def share_out(words: list[str]) -> list[str]:
    """Where several words are `-`: each takes a line of standard input, in their order, and the last takes the rest."""
    _shares.clear()
    places = [place for place, word in enumerate(words) if word == "-" or (word[:2] == "--" and word[-2:] == "=-")]
    if len(places) < 2:
        return words
    lines = standard_input().split("\n", len(places) - 1)
    shared = list(words)
    for number, place in enumerate(places):
        mark = f"\0{number}"
        _shares[mark] = lines[number].removesuffix("\r") if number < len(lines) else ""
        shared[place] = words[place][:-1] + mark
    return shared


def standard_input() -> str:
    """All of it, in whatever alphabet the other program wrote; what is too long is refused, not read for ever."""
    if sys.stdin is None:
        return ""
    raw = sys.stdin.buffer.read(MOST_READ)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    if sys.stdin.isatty():
        typed_by_hand.append(text)
    return text
