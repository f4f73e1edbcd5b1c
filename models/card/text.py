"""The whole card as plain lines: to be read aloud, copied, or printed by a plain command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.card.line import CardSection


def card_text(sections: Sequence[CardSection], indent: str = "") -> Iterator[str]:
    """A blank line and a heading in capitals for each section, and under it a line for each thing asked."""
    for section in sections:
        yield ""
        yield section.heading.upper()
        for line in section.lines:
            for row in (f"{line.label}: {line.text}" if line.label else line.text).splitlines():
                yield f"{indent}{row}"
