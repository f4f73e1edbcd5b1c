"""The on-call card: whom to ring, and the number, one key away from anywhere."""

from __future__ import annotations

from collections.abc import Mapping

from screens.page import Page
from screens.widgets.plain_text import plain

NONE_SET = (
    "No numbers are set.",
    "They stand in the site's configuration file, in the table [on_call]: who = number.",
)


class OnCall(Page):
    """The on-call card: whom to ring, and the number."""

    def __init__(self, numbers: Mapping[str, str]) -> None:
        super().__init__("ON CALL", on_call_lines(numbers))


def on_call_lines(numbers: Mapping[str, str]) -> list[str]:
    """A paragraph each, in the order of the configuration."""
    return [f"{plain(who)}: {plain(number)}" for who, number in numbers.items()] or list(NONE_SET)
