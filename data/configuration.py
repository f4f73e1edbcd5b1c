"""Preferences of a site: a TOML file. Names, roles and rules are not here; they are in the ledger."""

from __future__ import annotations

from datetime import date

from models.problem import Problem
from models.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Configuration(Record):
    """What a site may set. Every value has a default; no file at all is fine."""

    closures: tuple[date, ...] = ()
    """Days on which the office is closed besides weekends and bank holidays."""
    lock_minutes: int = 10
    """Quiet minutes before the screen locks; 0 never."""
    pin: str = ""
    """Scrypt hash of the PIN that unlocks, as `nightdesk worker pin` prints it."""
    unlock: str = ""
    """Instead of a PIN: the program that is asked whether a password unlocks (data/unlock.py)."""
    bell: bool = False
    """Ring the terminal's bell at a new alert."""
    initials: bool = False
    """Initials instead of names on the board."""
    exports: str = ""
    """Folder for exports; the store's own when empty."""
    keys: dict[str, str] = {}
    """Other keys for actions, by the action's id."""
    on_call: dict[str, str] = {}
    """The on-call card: who, and the number."""
    mail: dict[str, str] = {}
    """How letters are sent, and addresses by role (data/mail_settings.py)."""
    alerts: dict[str, str] = {}
    """What `watch` does with an alert."""


class BadConfiguration(ValueError):
    """A configuration file that cannot be used; `problems` names every mistake."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{problem.field}: {problem.message}" for problem in problems))
        self.problems = problems


def read_configuration(path: str) -> Configuration:
    """The configuration in a file; the defaults when no file is named.

    Raises:
        BadConfiguration: with every mistake.
    """
    if not path:
        return Configuration()
    import tomllib

    try:
        with open(path, "rb") as file:
            data = tomllib.load(file)
    except OSError as why:
        raise BadConfiguration((Problem("config", f"cannot read {path}: {why.strerror}"),)) from why
    except ValueError as why:
        raise BadConfiguration((Problem("config", f"{path} is not TOML in UTF-8: {why}"),)) from why
    return _checked(data)


def _checked(data: dict[str, Any]) -> Configuration:
    problems: list[Problem] = []
    kinds = Configuration.kinds()
    found: dict[str, Any] = {}
    for name, value in data.items():
        if name not in kinds:
            problems.append(Problem(name, f"not a setting; the settings are: {', '.join(kinds)}"))
            continue
        wanted, fits = _KINDS[kinds[name]]
        if not fits(value):
            problems.append(Problem(name, f"{wanted} is wanted"))
        found[name] = _kept(value)
    problems += _about_unlocking(found)
    if problems:
        raise BadConfiguration(tuple(problems))
    return Configuration(**found)


def _about_unlocking(found: dict[str, Any]) -> list[Problem]:
    unlock = found.get("unlock")
    if not isinstance(unlock, str) or not unlock:
        return []
    problems = [] if unlock.startswith("/") else [Problem("unlock", "a program's path from the root is wanted")]
    return problems + ([Problem("unlock", "either a pin or an unlock command")] if found.get("pin") else [])


def _kept(value: Any) -> Any:
    """Lists as tuples; in a table of texts a number, such as a port, as its digits."""
    if isinstance(value, dict):
        return {name: str(text) for name, text in value.items()}
    return tuple(value) if isinstance(value, list) else value


def _texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) or type(text) is int for text in value.values())


_KINDS: dict[str, tuple[str, Any]] = {
    "tuple[date, ...]": (
        "a list of dates like [2026-12-24]",
        lambda value: isinstance(value, list) and all(type(day) is date for day in value),
    ),
    "int": ("a whole number from 0 to 1440", lambda value: type(value) is int and 0 <= value <= 1440),
    "str": ("a text in quotes", lambda value: isinstance(value, str)),
    "bool": ("true or false", lambda value: isinstance(value, bool)),
    "dict[str, str]": ("a table of texts", _texts),
}
