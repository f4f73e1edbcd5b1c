"""One question of a form: its label, what is typed, and beside it the reading back or the problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from screens.widgets.choice import Choice
from screens.widgets.line_input import LineInput
from screens.widgets.long_text import LongText
from screens.widgets.plain_text import fit, many_lines, plain, wrapped
from screens.widgets.tones import PLAIN, tone_style

LABEL = 17
"""Cells of the label; the mark of the field that takes the keys is the first."""

ReadBack = Callable[[str], str]
"""What the program understood of a text, in words: "Sun 22 Nov 22:30 GMT, 4 h ago". Empty for nothing."""


class FormField(Widget, can_focus=False):
    """A field that knows its name, so that problems with that name can be shown beside it.

    `kind` is `line`, `long` (many lines), `choice` or `secret` (a PIN). The field draws its label and its note itself
    and has one widget in it, the editor: each widget more takes tens of milliseconds when a form opens.
    """

    DEFAULT_CSS = """
    FormField { height: auto; width: 1fr; layout: vertical; }
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
        self._has_keys = False
        self._note_at = LABEL + width + 1 if kind in ("line", "secret") else None
        self._beside = ""
        self._below: list[str] = []
        self._toned = False
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
        """The editor, right of the label."""
        self.editor.styles.margin = (0, 0, 0, LABEL)
        yield self.editor

    def on_mount(self) -> None:
        """Read back what stands there from the start."""
        self._note()

    @property
    def is_refused(self) -> bool:
        """Whether a problem is shown beside it."""
        return bool(self._problem)

    def focus_editor(self) -> None:
        """Send the keys here."""
        self.editor.focus()

    def show_problem(self, message: str) -> None:
        """Show what is wrong with the field until it is changed; nothing takes the problem away."""
        self._problem = message
        self._note()

    def on_descendant_focus(self) -> None:
        """Mark the field that takes the keys."""
        self._has_keys = True
        self.refresh()

    def on_descendant_blur(self) -> None:
        """Take the mark away."""
        self._has_keys = False
        self.refresh()

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

    def render_line(self, y: int) -> Strip:
        """Label and note on the first line, the longer note below the editor."""
        width, tone = self.size.width, tone_style(self, "late" if self._problem else "")
        first_below = self.size.height - len(self._below)
        if y >= first_below:
            left, note, at = "", self._below[y - first_below], LABEL
        else:
            left = f"{'>' if self._has_keys else ' '}{self.label}" if y == 0 else ""
            note, at = (self._beside if y == 0 else ""), self._note_at or LABEL
        pieces = [Segment(fit(left, LABEL), PLAIN), Segment(" " * (at - LABEL), PLAIN)]
        return Strip([*pieces, Segment(fit(note, max(width - at, 0)), tone)]).adjust_cell_length(width)

    def _note(self) -> None:
        """Show the problem, or else the reading back, where there is room for it."""
        if not self.size.width:
            return
        note = f"! {self._problem}" if self._problem else self._read_back(self.value) if self._read_back else ""
        before = self._beside, self._below, self._toned
        fits = self._note_at is not None and cell_len(note) <= self.size.width - self._note_at
        self._beside = note if fits else ""
        below = wrapped(note, max(self.size.width - LABEL, 20)) if note and not fits else []
        if len(below) != len(self._below):
            self.editor.styles.margin = (0, 0, len(below), LABEL)
        self._below, self._toned = below, bool(self._problem)
        if before != (self._beside, self._below, self._toned):
            self.refresh()


def _editor(
    kind: str, value: str, choices: Sequence[tuple[str, str]], width: int, lines: int
) -> LineInput | LongText | Choice:
    """What takes the keys of a field of this kind."""
    if kind == "choice":
        return Choice(choices, value)
    if kind == "long":
        return LongText(value, lines=lines)
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
