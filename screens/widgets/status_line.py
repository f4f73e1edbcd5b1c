"""The line that answers what the worker just did."""

from __future__ import annotations

from screens.widgets.words_line import WordsLine


class StatusLine(WordsLine):
    """The last answer in words: recorded, refused, moved. It stays until the next one.

    A refusal begins with `!`, so that it needs no colour to be noticed.
    """

    def answer(self, words: str) -> None:
        """Say that something was done, or how things stand."""
        self.say(f" {words}" if words else "")

    def refuse(self, words: str) -> None:
        """Say that something was not done, and why."""
        self.say(f" ! {words}", tone="late")
