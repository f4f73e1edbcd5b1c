"""Why a form would be filled in for nothing: what refuses an act whatever its questions are answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.decide import decide
from models.problem import Problem
from screens.forms.act import Act
from screens.forms.ask import CHOICE
from screens.forms.scene import Scene


def barred(act: Act, scene: Scene) -> str:
    """What the worker is told instead of being asked; empty when some answers could be recorded.

    Barred is what concerns the episode (it is over, the child is not back yet), and a choice none of whose values is
    possible now. The rules are those of the record: they are asked, not said again here.
    """
    for problem in _problems(act, scene, {}):
        if problem.field == "episode":
            return problem.message
    for ask in act.asks(scene):
        if ask.kind == CHOICE and ask.only_if is None:
            refused = {value: _with(act, scene, ask.name, value) for value, _ in ask.choices}
            if all(refused.values()):
                return refused.get(ask.prefill(scene)) or next(iter(refused.values()), "")
    return ""


def _with(act: Act, scene: Scene, name: str, value: str) -> str:
    """What is wrong with one value of a choice, by itself."""
    problems = _problems(act, scene, {name: value})
    return next((problem.message for problem in problems if problem.field == name), "")


def _problems(act: Act, scene: Scene, answers: Mapping[str, str]) -> Sequence[Problem]:
    command = act.make(scene, "", answers)
    return decide(scene.register, command, scene.worker, scene.now, scene.desk.rulebook).problems
