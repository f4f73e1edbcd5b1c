"""Whatever a form on the screen asks, the plain command of the same act takes."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from data.desk import Desk
from data.io import TrainingClock
from models.history.details import DETAILS
from screens.forms.acts import ACTS as FORMS
from screens.forms.scene import scene_of
from tui.plain.acts import ACTS, CHILD_ACTS

ELSEWHERE = {"keep-ours": "import keep ID --reason"}
"""A form whose command is no act of its own."""


def takes(command: str) -> set[str]:
    """The fields that the plain commands of a class of command take, by any of their names."""
    plain = [act for act in (*ACTS.values(), *CHILD_ACTS.values()) if act.command.endswith(f".{command}")]
    typed = " ".join(f"{act.positional} {act.options}" for act in plain)
    return {name.replace("-", "_") for word in typed.split() for name in re.findall(r"[\w-]+", word.partition("@")[0])}


@pytest.mark.parametrize("form", sorted(FORMS.keys() - ELSEWHERE.keys()))
def test_every_question_of_a_form_is_a_word_of_its_command(night, form):
    desk = Desk.open(night.store, TrainingClock(datetime(2026, 11, 22, 22, tzinfo=UTC), 0), write=False)
    scenes = [scene_of(desk, case.child.id, case.episode.id, {}) for case in desk.cases()]
    asked = {(ask.name, ask.group) for scene in scenes for ask in FORMS[form].asks(scene)}
    desk.close()
    known = takes(FORMS[form].command.__name__)
    further = {"details": set(DETAILS), "findings": {name for name, _ in asked} if "finding" in known else set()}
    assert asked
    assert {name for name, group in asked if name not in known | further.get(group, set())} == set()
