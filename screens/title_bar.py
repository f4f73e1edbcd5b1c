"""The first line of every screen: where, when, who, and how far the record goes."""

from __future__ import annotations

from collections.abc import Sequence

from models.times.words import full_time
from screens.board.night import Night
from screens.shell import shell_of
from screens.widgets.words_line import WordsLine


class TitleBar(WordsLine):
    """NIGHTDESK, the authority, London time, the worker, the head; TRAINING in words where it is one."""

    DEFAULT_CSS = """
    TitleBar { height: 1; dock: top; }
    """

    def on_mount(self) -> None:
        """Words from the first moment."""
        self.look()

    def on_resize(self) -> None:
        """More room, more words."""
        self.look()

    def look(self) -> None:
        """Word it anew; called each second while its screen is in front."""
        shell = shell_of(self.screen)
        waiting = 0 if self.screen.has_class("shows-alerts") else len(shell.night.alerts)
        self.say(title_line(shell.night, self.size.width or 80, waiting))


def title_line(night: Night, width: int, waiting: int = 0) -> str:
    """The line in at most `width` cells: what matters least is left out first.

    `waiting` alerts are said in place of the authority, on screens that do not show them.
    """
    desk, now, worker = night.desk, night.now, night.desk.worker
    head = f"{desk.head.seq}:{desk.head.hash[:4]}"
    place = desk.register.desk.authority or night.protocol.authority
    if waiting:
        place = f"{waiting} ALERT" + ("S" if waiting > 1 else "")
    when, short = full_time(now), full_time(now).replace(f" {now.year}", "")
    name = "TRAINING" if desk.training else "NIGHTDESK"
    role = f"{worker.name}, {worker.role}"
    for parts in (
        (f"NIGHTDESK {name}" if desk.training else name, place, when, role, head),
        (name, place, when, role, head),
        (name, place, short, role, head),
        (name, place, short, worker.name, head),
        (name, place if waiting else short, worker.name, head),
    ):
        if len("  ".join(parts)) < width:
            return " " + _spread(parts, width - 1)
    room = max(width - len(f"{name}  {short}  {head}") - 4, 3)
    return " " + "  ".join((name, short, worker.name[:room], head))


def _spread(parts: Sequence[str], width: int) -> str:
    """The parts over the whole width, the first at its left and the last at its right."""
    spare, gaps = width - sum(map(len, parts)), len(parts) - 1
    wide = [spare // gaps + (place < spare % gaps) for place in range(gaps)]
    return "".join(part + " " * gap for part, gap in zip(parts, [*[min(gap, 4) for gap in wide], 0], strict=True))
