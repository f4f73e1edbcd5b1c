"""The protocols that come with Nightdesk, and those a council keeps as files of its own."""

from __future__ import annotations

import json
import os
from functools import lru_cache

from data.ledger.digest import digest
from models.problem import Problem
from models.protocol.load import Malformed, load_protocol, read_protocol
from models.protocol.rule import Protocol

LARGEST = 48 * 1024
"""A chosen protocol is kept in the ledger, whole, on one line."""
DEFAULT = "bury"
TEMPLATE = "template"
"""The commented file that a council starts from: no authority's rules, and not to be chosen by name."""

_FOLDER = os.path.join(os.path.dirname(__file__), "protocols")


def shipped_names() -> list[str]:
    """The protocols that come with Nightdesk."""
    names = (name.removesuffix(".toml") for name in os.listdir(_FOLDER) if name.endswith(".toml"))
    return sorted(name for name in names if name != TEMPLATE)


def shipped_text(name: str) -> str:
    """The text of one of them."""
    with open(os.path.join(_FOLDER, f"{name}.toml"), encoding="utf-8") as file:
        return file.read()


def shipped(name: str) -> Protocol:
    """One of them, read."""
    return protocol_in(shipped_text(name))


@lru_cache(maxsize=16)
def protocol_in(text: str) -> Protocol:
    """The protocol that a text describes; one that comes with Nightdesk is at hand as parsed data.

    Raises:
        Malformed: with every mistake.
    """
    try:
        with open(parsed_path(text), encoding="utf-8") as file:
            return read_protocol(json.load(file), text)
    except FileNotFoundError:
        return load_protocol(text)


def parsed_path(text: str) -> str:
    """Where the parsed data of exactly this text would lie (tools/make_protocols.py)."""
    return os.path.join(_FOLDER, "parsed", f"{digest(text.encode())[:16]}.json")


_by_name_only: list[bool] = []


def by_name_only() -> None:
    """From now on this process reads no file that somebody names: it serves a caller who may name none."""
    _by_name_only[:] = [True]


def protocol_text(name_or_path: str) -> str:
    """The text of a protocol that is named, or of a file.

    Raises:
        Malformed: there is none, or it cannot be read as text.
    """
    if name_or_path in shipped_names():
        return shipped_text(name_or_path)
    if _by_name_only:
        raise Malformed((Problem("file", f"here a protocol is named, not a file: {', '.join(shipped_names())}"),))
    try:
        with open(name_or_path, "rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise Malformed((Problem("file", f"it is too long; the most is {LARGEST:,} bytes"),))
        return raw.decode("utf-8")
    except (OSError, ValueError) as why:
        if isinstance(why, Malformed):
            raise
        reason = why.strerror if isinstance(why, OSError) else "it is not UTF-8 text"
        known = ", ".join(shipped_names())
        raise Malformed((Problem("file", f"cannot read {name_or_path!r}: {reason}; known by name: {known}"),)) from why
