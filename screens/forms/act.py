"""An act of the worker: which questions its form asks, and which command they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models.commands.base import Command
from models.record import Record
from screens.forms.ask import Ask
from screens.forms.scene import Scene

CASE, CHILD, NONE = "case", "child", "none"


class Act(Record):
    """One declaration an act: the form and its command follow from it."""

    id: str
    title: str
    """In the worker's words; the child's name follows."""
    needs: str
    """`case`, `child` or `none`."""
    command: type[Command]
    asks: Callable[[Scene], tuple[Ask, ...]]
    subject: str | None = None
    """The command's field that takes the id of the episode or child: None for `episode` or `child`, empty for none."""
    warns: Callable[[Scene, Mapping[str, str]], list[str]] = lambda _scene, _answers: []
    """What the form says above the questions, of the answers so far."""

    def heading(self, scene: Scene) -> str:
        """`Switch Kayleigh Barnes, 15`."""
        return f"{self.title} {scene.child_words()}".strip()

    def make(self, scene: Scene, key: str, answers: Mapping[str, str]) -> Command:
        """The command that these answers make; questions that were not asked are not among them."""
        kinds = self.command.kinds()
        fields: dict[str, Any] = self._ids(scene)
        fields |= {name: text for name, text in scene.given.items() if name in kinds}
        for ask in self.asks(scene):
            text = answers.get(ask.name, "")
            if ask.group:
                fields.setdefault(ask.group, {})[ask.name] = text
            elif ask.name in kinds:
                fields[ask.name] = _as_kind(kinds[ask.name], text)
        if "only" in kinds and "covers" in answers:
            fields["only"] = not fields["covers"]
        return self.command(key=key, **fields)

    def _ids(self, scene: Scene) -> dict[str, Any]:
        name = {CASE: "episode", CHILD: "child"}.get(self.needs, "") if self.subject is None else self.subject
        if not name:
            return {}
        if scene.case:
            return {name: scene.case.episode.id}
        return {name: scene.history.child.id if scene.history else ""}


def _as_kind(kind: str, text: str) -> Any:
    """An answer as the command's field holds it."""
    if kind == "bool":
        return text == "yes"
    if kind == "tuple[str, ...]":
        return tuple(part.strip() for part in text.replace("\n", ",").split(",") if part.strip())
    return text
