"""An empty stock Textual application, the floor of a start: `python -m benchmarks.peers.empty`."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Empty(App[None]):
    """One word, so that it can be seen when it is there."""

    def compose(self) -> ComposeResult:
        yield Static("F10 Quit")


if __name__ == "__main__":
    Empty().run(mouse=False)
