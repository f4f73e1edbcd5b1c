"""The line that says what happened and stays until this worker has seen it."""

from __future__ import annotations

from collections.abc import Sequence

from screens.widgets.words_line import WordsLine


class AlertLine(WordsLine):
    """The oldest alert not yet seen, in words, and how many wait behind it. Empty when there is none.

    It shows; what has been seen, and by whom, is decided elsewhere.
    """

    def show_alerts(self, alerts: Sequence[str], key: str = "") -> None:
        """Show the first of these alerts. `key` is what to press to have seen it."""
        if not alerts:
            self.say("")
            return
        count = f" (1 of {len(alerts)})" if len(alerts) > 1 else ""
        press = f"  {key} Seen" if key else ""
        room = max(self.size.width - len(count) - len(press) - 3, 10)
        words = alerts[0] if len(alerts[0]) <= room else alerts[0][: room - 2] + ".."
        self.say(f" ! {words}{count}{press}", tone="loud")
