"""The field of one question: FormField with the question's kind, hint and reading back."""

from __future__ import annotations

from contextlib import suppress

from models.times.zone import from_iso, iso
from screens.forms.ask import CHILD, CHOICE, LINE, MANY, PROSE, TIMES, YES_NO, YES_OR_NO, Ask
from screens.forms.many import Many
from screens.forms.scene import Scene
from screens.readings import TypedTime
from screens.widgets.form_field import FormField
from screens.widgets.line_input import LineInput
from screens.widgets.long_text import LongText

_EDITORS = {PROSE: "long", CHOICE: "choice", YES_NO: "choice", MANY: "many"}
TIME_WIDTH = 23
"""Narrow enough that a reading back with "about" fits beside it at 80 columns."""


class AskField(FormField):
    """A field that reads its text back as its kind wants: a time, a child's name, or what is wanted."""

    DEFAULT_CSS = """
    AskField.-unasked { display: none; }
    """

    def __init__(self, ask: Ask, scene: Scene, value: str, prefilled: str) -> None:
        self.ask = ask
        self.time = TypedTime(ask.kind, scene.desk.now) if ask.kind in TIMES else None
        self._scene = scene
        self._prefilled = prefilled
        choices = ask.choices or (YES_OR_NO if ask.kind == YES_NO else ())
        super().__init__(
            ask.name,
            ask.label,
            kind=_EDITORS.get(ask.kind, LINE),
            value=value,
            choices=choices,
            read_back=self._words,
            width=TIME_WIDTH if ask.kind in TIMES else 30,
            lines=ask.lines,
        )
        if ask.kind == MANY:
            self.editor = Many(choices, value)

    def on_mount(self) -> None:
        """Typing goes on at the end of a longer text that stands there already."""
        if isinstance(self.editor, LongText):
            self.editor.move_cursor(self.editor.document.end)

    def on_descendant_focus(self) -> None:
        """What was filled in beforehand is replaced by what is typed; what was typed is gone on with."""
        if isinstance(self.editor, LineInput) and self.value and self.value == self._prefilled:
            self.editor.select_all()

    def look(self) -> None:
        """Word the reading of a time anew: the instant stays, how long ago it was does not."""
        if self.time:
            self._note()

    @property
    def read_at(self) -> str:
        """When the time that stands here was read, in UTC; empty where no time stands."""
        return iso(self.time.read_at) if self.time and self.time.read_at else ""

    def restore_reading(self, moment: str) -> None:
        """A draft's time means what it meant when it was typed: `2h ago` is two hours before that."""
        if self.time and self.value.strip():
            with suppress(ValueError):
                self.time.restore(self.value, from_iso(moment))

    @property
    def to_send(self) -> str:
        """The answer as the command takes it: of a time, the instant that was read back."""
        return self.time.to_send(self.value) if self.time else self.value

    def _words(self, text: str) -> str:
        if not text.strip():
            return self.ask.wanted
        if self.time:
            return self.time.words(text)
        return self._child_words(text) if self.ask.kind == CHILD else ""

    def _child_words(self, text: str) -> str:
        from models.ids import normal
        from models.times.words import date_words

        history = self._scene.register.child(normal(text))
        if history is None:
            return "no child has this id; F4 finds one"
        born = f", born {date_words(history.child.dob)}" if history.child.dob else ""
        return f"{history.child.name}{born}"
