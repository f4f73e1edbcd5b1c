"""The field of one question: FormField with the question's kind, hint and reading back."""

from __future__ import annotations

from screens.forms.ask import CHILD, CHOICE, LINE, MANY, PROSE, TIMES, YES_NO, YES_OR_NO, Ask
from screens.forms.many import Many
from screens.forms.scene import Scene
from screens.readings import TypedTime
from screens.widgets.form_field import FormField
from screens.widgets.long_text import LongText

_EDITORS = {PROSE: "long", CHOICE: "choice", YES_NO: "choice", MANY: "many"}
TIME_WIDTH = 23
"""Narrow enough that a reading back with "about" fits beside it at 80 columns."""


class AskField(FormField):
    """A field that reads its text back as its kind wants: a time, a child's name, or what is wanted."""

    DEFAULT_CSS = """
    AskField.-unasked { display: none; }
    """

    def __init__(self, ask: Ask, scene: Scene, value: str) -> None:
        self.ask = ask
        self.time = TypedTime(ask.kind, scene.desk.now) if ask.kind in TIMES else None
        self._scene = scene
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

    def look(self) -> None:
        """Word the reading of a time anew: the instant stays, how long ago it was does not."""
        if self.time:
            self._note()

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
