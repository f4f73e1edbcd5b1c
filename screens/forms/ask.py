"""A question of a form, as an act declares it."""

from __future__ import annotations

from collections.abc import Callable

from models.record import Record
from screens.forms.scene import Scene
from screens.readings import COMING, PAST

LINE, PROSE, CHOICE, YES_NO, MANY, CHILD = "line", "prose", "choice", "yes-no", "many", "child"
TIMES = (PAST, COMING)
KINDS = (LINE, PAST, COMING, PROSE, CHOICE, YES_NO, MANY, CHILD)

Choices = tuple[tuple[str, str], ...]
"""What may be chosen: the value, and the words for it."""

YES_OR_NO: Choices = (("yes", "yes"), ("no", "no"))


def nothing(_scene: Scene) -> str:
    """A field that begins empty."""
    return ""


class Ask(Record):
    """One question. Its name is the command's field, so that a problem with that field is shown beside it."""

    name: str
    label: str
    """At most 16 cells; what does not fit goes into `wanted`."""
    kind: str = LINE
    wanted: str = ""
    """What to type, shown while the field is empty."""
    choices: Choices = ()
    prefill: Callable[[Scene], str] = nothing
    group: str = ""
    """The command's field that holds this one by name: `details`, `circumstances`, `answers`, `findings`."""
    only_if: tuple[str, tuple[str, ...]] | None = None
    """Asked only while another question has one of these answers."""
    known_as: tuple[str, ...] = ()
    """Other names under which a decision speaks of it."""
    lines: int = 3

    def is_asked(self, answers: dict[str, str]) -> bool:
        """Whether the question is asked, given the answers so far."""
        return self.only_if is None or answers.get(self.only_if[0], "") in self.only_if[1]
