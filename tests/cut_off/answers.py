"""What is typed into each question of a form, by its kind: every question gets an answer of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.record import Record
from screens.forms.act import Act
from screens.forms.ask import CHILD, CHOICE, MANY, TIMES, YES_NO, Ask
from screens.forms.scene import Scene
from screens.readings import COMING

EXACTLY = {
    "dob": "12/3/2010", "about_age": "", "returned": "", "found": "2130", "since": "2035", "police_saw": "2155",
    "stage": "1", "undo": "", "done": "", "value": "Oak Lodge", "surname": "Quenby", "forename": "Isolde",
}  # fmt: skip
"""Questions whose answer must be of a certain form, or which are left empty."""


class Step(Record):
    """One question and its answer: what is typed, and what the form holds afterwards."""

    ask: Ask
    keys: str
    holds: str


def steps_of(act: Act, scene: Scene, other: str) -> Iterator[Step]:
    """The questions that are asked, given the answers before; `other` is the id of another child."""
    answers = {ask.name: ask.prefill(scene) for ask in act.asks(scene)}
    for number, ask in enumerate(act.asks(scene)):
        if ask.is_asked(answers):
            step = _step(ask, answers, number, other)
            answers[ask.name] = step.holds
            yield step


def _step(ask: Ask, answers: Mapping[str, str], number: int, other: str) -> Step:
    stands = answers[ask.name]
    if ask.kind in (CHOICE, MANY) or ask.name in EXACTLY:
        return _chosen(ask, stands)
    if ask.kind == YES_NO:
        return Step(ask, "y", "yes")
    if ask.kind == CHILD:
        return Step(ask, other, other)
    if ask.kind in TIMES:
        typed = "0400" if ask.kind == COMING else "2150"
        return Step(ask, typed, typed)
    typed = f"q{number} {ask.label[:12].strip(' ?.')} zz"
    return Step(ask, typed, stands + typed if ask.kind == "prose" else typed)


def _chosen(ask: Ask, stands: str) -> Step:
    if ask.kind not in (CHOICE, MANY):
        return Step(ask, EXACTLY[ask.name], EXACTLY[ask.name] or stands)
    if stands or not ask.choices:
        return Step(ask, "", stands)
    return Step(ask, " ", ask.choices[0][0])


def expected(steps: list[Step]) -> dict[str, Any]:
    """What the draft must hold once these were answered."""
    return {step.ask.name: step.holds for step in steps}
