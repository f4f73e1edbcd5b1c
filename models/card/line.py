"""A line and a section of the call card."""

from __future__ import annotations

from models.history.child import Child
from models.history.details import DETAILS
from models.record import Record

DETAIL, CIRCUMSTANCE, POLICE, REVIEW, TOLD = "detail", "circumstance", "police-grade", "review", "told"


class CardLine(Record):
    """One thing police ask. Of a gap, the text is what to ask the caller."""

    label: str
    text: str
    gap: bool = False
    fills: tuple[str, str] = ("", "")
    """How it is filled or changed: a kind (`detail`, `circumstance`, or the act's name) and the field."""


class CardSection(Record):
    """Lines that police ask together."""

    id: str
    heading: str
    lines: tuple[CardLine, ...]


def known_or_gap(label: str, text: str, question: str, fills: tuple[str, str]) -> CardLine:
    """What is known, or the question that fills the gap."""
    return CardLine(label, text or f"ASK: {question}", not text, fills)


def detail_line(child: Child, name: str, question: str, label: str = "") -> CardLine:
    """One of the child's details, or the question for it."""
    return known_or_gap(label or DETAILS[name].rstrip("?"), child.detail(name), question, (DETAIL, name))
