"""The protocols that come with Nightdesk, and those a council keeps as files of its own."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from models.problem import Problem
from models.protocol.load import Malformed, load_protocol
from models.protocol.rule import Protocol

LARGEST = 48 * 1024
"""A chosen protocol is kept in the ledger, whole, on one line."""
DEFAULT = "bury"


def shipped_names() -> list[str]:
    """The protocols that come with Nightdesk."""
    return sorted(path.name[:-5] for path in files("data.protocols").iterdir() if path.name.endswith(".toml"))


def shipped_text(name: str) -> str:
    """The text of one of them."""
    return (files("data.protocols") / f"{name}.toml").read_text("utf-8")


def shipped(name: str) -> Protocol:
    """One of them, read."""
    return load_protocol(shipped_text(name))


def protocol_text(name_or_path: str) -> str:
    """The text of a protocol that is named, or of a file.

    Raises:
        Malformed: there is none, or it cannot be read as text.
    """
    if name_or_path in shipped_names():
        return shipped_text(name_or_path)
    try:
        raw = Path(name_or_path).read_bytes()
        if len(raw) > LARGEST:
            raise Malformed((Problem("file", f"{len(raw):,} bytes are too many; the most is {LARGEST:,}"),))
        return raw.decode("utf-8")
    except (OSError, ValueError) as why:
        if isinstance(why, Malformed):
            raise
        reason = why.strerror if isinstance(why, OSError) else "it is not UTF-8 text"
        known = ", ".join(shipped_names())
        problem = Problem("file", f"cannot read {name_or_path!r}: {reason}; known by name: {known}")
        raise Malformed((problem,)) from why
