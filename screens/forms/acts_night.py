"""What the day team leaves for the night, about the child of an episode."""

from __future__ import annotations

from models.commands.desk import LeaveDayAlert
from screens.forms.act import CASE, Act
from screens.forms.ask import PROSE, Ask
from screens.forms.scene import Scene


def _alert_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (Ask("text", "For the night", PROSE, "a concern, a contingency plan; every worker sees it", lines=6),)


ACTS = (Act("alert", "Leave for the night, about", CASE, LeaveDayAlert, _alert_asks, subject=""),)
"""The acts of this page; opened with the child's id."""
