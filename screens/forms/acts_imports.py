"""The act on a difference from the police: ours stands, and why."""

from __future__ import annotations

from collections.abc import Mapping

from data.imports.differences import one_waiting
from models.commands.imported import KeepOurTime
from screens.forms.act import CHILD, Act
from screens.forms.ask import PROSE, Ask
from screens.forms.scene import Scene


def _asks(_scene: Scene) -> tuple[Ask, ...]:
    return (Ask("reason", "Why", PROSE, "how we know better; the police's time stays beside ours", lines=2),)


def _which(scene: Scene, _answers: Mapping[str, str]) -> list[str]:
    difference = one_waiting(scene.desk, f"{scene.given.get('report', '')}.{scene.given.get('field', '')}")
    return [difference.words] if difference else ["Somebody has decided on this meanwhile"]


ACTS = (Act("keep-ours", "Keep our time:", CHILD, KeepOurTime, _asks, subject="", warns=_which),)
"""The acts of this page."""
