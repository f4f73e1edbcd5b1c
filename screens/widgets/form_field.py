"""One question of a form: its label, what is typed, and beside it the reading back or the problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

from screens.widgets.choice import Choice
from screens.widgets.line_input import LineInput
from screens.widgets.long_text import LongText
from screens.widgets.plain_text import many_lines, plain, wrapped
from screens.widgets.words_line import WordsLine

LABEL = 17
"""Cells of the label; the mark of the field that takes the keys is the first."""

ReadBack = Callable[[str], str]
"""What the program understood of a text, in words: "Sun 22 Nov 22:30 GMT, 4 h ago". Empty for nothing."""


class FormField(Vertical):
    """A field that knows its name, so that problems with that name can be shown beside it.

    `kind` is `line`, `long` (many lines), `choice` or `secret` (a PIN).
    """

    DEFAULT_CSS = """
    FormField { height: auto; width: 1fr; }
    FormField > Horizontal { height: auto; }
    FormField .label { width: 17; }
    FormField .below { height: auto; padding-left: 17; display: none; }
    FormField .below.-some { display: block; }
    FormField.-long .beside, FormField.-choice .beside { display: none; }
    """

    class Changed(Message):
        """What is typed or chosen in a field is another now; time to keep the draft."""

        def __init__(self, field: FormField, value: str) -> None:
            super().__init__()
            self.field = field
            self.value = value

    def __init__(
        self,
        name: str,
        label: str,
        *,
        kind: str = "line",
        value: str = "",
        choices: Sequence[tuple[str, str]] = (),
        read_back: ReadBack | None = None,
        width: int = 28,
        lines: int = 4,
    ) -> None:
        super().__init__(name=name, id=f"field-{name.replace('_', '-')}", classes=f"-{kind}")
        self.field_name = name
        self.label = label
        self._read_back = read_back
        self._problem = ""
        self._label = WordsLine(f" {label}", classes="label")
        self._beside = WordsLine("", classes="beside")
        self._below = WordsLine("", classes="below")
        self.editor = _editor(kind, value, choices, width, lines)

    @property
    def value(self) -> str:
        """What is typed or chosen, without anything that is no text."""
        editor = self.editor
        if isinstance(editor, TextArea):
            return many_lines(editor.text)
        return plain(editor.value) if isinstance(editor, Input) else editor.value

    @value.setter
    def value(self, value: str) -> None:
        if isinstance(self.editor, TextArea):
            self.editor.text = many_lines(value)
        else:
            self.editor.value = value

    def compose(self) -> ComposeResult:
        """Label, editor and note on a line; a note that is longer goes below."""
        with Horizontal():
            yield self._label
            yield self.editor
            yield self._beside
        yield self._below

    def on_mount(self) -> None:
        """Read back what stands there from the start."""
        self._note()

    def focus_editor(self) -> None:
        """Send the keys here."""
        self.editor.focus()

    def show_problem(self, message: str) -> None:
        """Show what is wrong with the field until it is changed; nothing takes the problem away."""
        self._problem = message
        self._note()

    def on_descendant_focus(self) -> None:
        """Mark the field that takes the keys."""
        self._label.say(f">{self.label}")

    def on_descendant_blur(self) -> None:
        """Take the mark away."""
        self._label.say(f" {self.label}")

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _changed(self, event: Message) -> None:
        event.stop()
        self._problem = ""
        self._note()
        self.post_message(self.Changed(self, self.value))

    @on(LineInput.Refused)
    def _refused(self, event: LineInput.Refused) -> None:
        event.stop()
        self.show_problem(event.words)

    def on_resize(self) -> None:
        """More room beside, fewer lines below."""
        self._note()

    def _note(self) -> None:
        """Show the problem, or else the reading back, where there is room for it."""
        words = self._read_back(self.value) if self._read_back and not self._problem else ""
        note, tone = (f"! {self._problem}", "late") if self._problem else (words, "")
        room = self._beside.size.width - 1
        beside = self._beside.display and cell_len(note) <= room
        self._beside.say(f" {note}" if beside else "", tone=tone)
        below = wrapped(note, max(self.size.width - LABEL, 20)) if note and not beside else []
        self._below.set_class(bool(below), "-some")
        self._below.say(*below, tone=tone)


def _editor(
    kind: str, value: str, choices: Sequence[tuple[str, str]], width: int, lines: int
) -> LineInput | LongText | Choice:
    """What takes the keys of a field of this kind."""
    if kind == "choice":
        return Choice(choices, value)
    if kind == "long":
        text = LongText(value)
        text.styles.height = lines
        return text
    line = LineInput(plain(value), password=kind == "secret")
    line.styles.width = width
    return line


def show_problems(fields: Iterable[FormField], problems: Iterable[tuple[str, str]]) -> list[str]:
    """Show every problem beside its field and send the keys to the first; those without a field come back.

    A field with several problems shows them one after the other.
    """
    waiting: dict[str, list[str]] = {}
    for name, message in problems:
        waiting.setdefault(name, []).append(message)
    first = None
    for field in fields:
        messages = waiting.pop(field.field_name, [])
        field.show_problem("; ".join(messages))
        first = first or (field if messages else None)
    if first is not None:
        first.focus_editor()
    return [message for messages in waiting.values() for message in messages]
