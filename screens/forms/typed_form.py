"""The fields of a form: made from an act's questions, read back as they are typed, kept as a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.timer import Timer

from data.desk import Desk
from data.drafts import FormDraft
from data.outcome import Receipt
from models.duties.case import Case
from models.history.history import ChildHistory
from screens.forms.act import Act
from screens.forms.ask import CHILD
from screens.forms.ask_field import AskField
from screens.forms.at_desk import desk_of
from screens.forms.drafts import DraftKeeper, texts
from screens.forms.scene import Scene, scene_of
from screens.title_bar import TitleBar
from screens.widgets.form_field import FormField
from screens.widgets.key_line import KeyLine
from screens.widgets.plain_text import wrapped
from screens.widgets.words_line import WordsLine

DRAFT_AFTER = 0.3
"""Seconds after a change within which the draft is written."""


class Questions(VerticalScroll, can_focus=False, inherit_bindings=False):
    """A form's questions: the arrows go from field to field, the page keys show what is out of sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", "Page up", show=False, id="form.page-up", tooltip="Questions above"),
        Binding("pagedown", "page_down", "Page down", show=False, id="form.page-down", tooltip="Questions below"),
    ]


class TypedForm(Screen[Receipt | None]):
    """The fields of an act, with what is known already; every change is kept as a draft."""

    DEFAULT_CSS = """
    TypedForm > Questions { height: 1fr; }
    TypedForm > .head { height: auto; }
    TypedForm > .answer { height: auto; max-height: 6; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "find_child", "Find child", id="form.find", tooltip="Find a child for this field"),
        Binding("f5", "either(0)", "First (BST)", id="form.first", tooltip="The first of two equal times"),
        Binding("f6", "either(1)", "Second (GMT)", id="form.second", tooltip="The second of two equal times"),
        Binding("down", "app.focus_next", "Down", show=False, id="form.down", tooltip="The next field"),
        Binding("up", "app.focus_previous", "Up", show=False, id="form.up", tooltip="The field before"),
    ]
    AUTO_FOCUS = ""

    def __init__(
        self,
        act: Act,
        case: Case | None = None,
        child: ChildHistory | str | None = None,
        prefill: Mapping[str, str] | None = None,
        draft: FormDraft | None = None,
        focus: str = "",
    ) -> None:
        super().__init__()
        self.act = act
        self.given: dict[str, str] = dict(prefill or {})
        self._ids = {
            "episode": case.episode.id if case else "",
            "child": case.child.id if case else child.child.id if isinstance(child, ChildHistory) else child or "",
        }
        self._draft = draft
        self._is_kept = draft is not None
        self._first = focus
        self._head = WordsLine(classes="head")
        self._more = WordsLine("", tone="quiet")
        self._scroll = Questions()
        self._answer = WordsLine(classes="answer")
        self._timer: Timer | None = None
        self.fields: dict[str, AskField] = {}

    @property
    def desk(self) -> Desk:
        """The desk of the application."""
        return desk_of(self.app)

    def compose(self) -> ComposeResult:
        """Who it is about, the questions, what came of it, the keys."""
        self._begin()
        yield TitleBar()
        yield self._head
        yield self._more
        with self._scroll:
            yield from self.fields.values()
        yield self._answer
        yield KeyLine()

    def _begin(self) -> None:
        """Make the fields, with what is known already or was typed before."""
        values: Mapping[str, Any] = self._draft.values if self._draft else {}
        self.key = str(values.get("key") or self.desk.new_key())
        self.given |= texts(values, "given")
        self._ids |= {name: str(values[name]) for name in self._ids if values.get(name)}
        self.scene: Scene = scene_of(self.desk, self._ids["child"], self._ids["episode"], self.given)
        self._keeper = DraftKeeper(self.desk, self.act.id, self.key, self._ids)
        asks = self.act.asks(self.scene)
        self._untouched = {ask.name: self.given.get(ask.name) or ask.prefill(self.scene) for ask in asks}
        typed = self._untouched | texts(values, "fields")
        self.fields = {ask.name: AskField(ask, self.scene, typed[ask.name], self._untouched[ask.name]) for ask in asks}
        for name, moment in texts(values, "moments").items():
            if name in self.fields:
                self.fields[name].restore_reading(moment)

    def on_mount(self) -> None:
        """Begin in the first empty field."""
        self._show_head()
        self._show_asked()
        for what in ("virtual_size", "scroll_y"):
            self.watch(self._scroll, what, self._after_scrolling, init=False)
        if self.desk.view_only:
            self.say(f"VIEW ONLY, nothing can be recorded. {self.desk.view_only}")
        wanted = self.fields.get(self._first) or next((f for f in self.asked if not f.value), None)
        (wanted or self.asked[0]).focus_editor()

    @property
    def asked(self) -> list[AskField]:
        """The fields that are asked, given the answers so far."""
        return [field for field in self.fields.values() if not field.has_class("-unasked")]

    @property
    def answers(self) -> dict[str, str]:
        """What is typed in the fields that are asked."""
        return {field.field_name: field.value for field in self.asked}

    @property
    def is_touched(self) -> bool:
        """Whether something would go if the form were left."""
        return any(field.value != self._untouched[name] for name, field in self.fields.items())

    def say(self, *words: str) -> None:
        """What came of it, below the fields, in as many lines as it takes."""
        lines = [f" {line}" for part in words if part for line in wrapped(part, self.app.size.width - 2)]
        self._answer.say(*lines, tone="late")

    def _show_head(self) -> None:
        """The act and the child, what tells the child apart, and what the answers so far call to mind."""
        scene = self.scene
        about = "; ".join(words for words in (scene.born_words(), scene.episode_words()) if words)
        warned = self.act.warns(scene, {name: field.value for name, field in self.fields.items()})
        width = self.app.size.width - 2
        told_apart = wrapped(about, width) if about else []
        heads = [(f" {self.act.heading(scene)}", "loud"), *((f" {line}", "") for line in told_apart)]
        self._head.say_toned(
            [*heads, *((f" {line}", "soon") for each in warned for line in wrapped(f"! {each}", width))]
        )
        self.call_after_refresh(self._show_more)

    def _after_scrolling(self) -> None:
        self.call_after_refresh(self._show_more)

    def _show_more(self) -> None:
        """Say how many questions are out of sight."""
        shown = self._scroll.region
        above = sum(field.region.y < shown.y for field in self.asked)
        below = sum(field.region.bottom > shown.bottom for field in self.asked)
        parts = [f"{above} above" if above else "", f"{below} below" if below else ""]
        words = " and ".join(part for part in parts if part)
        self._more.say(f" more questions: {words}" if words else "", tone="quiet")

    def _show_asked(self) -> None:
        """Hide what these answers do not call for."""
        answers = {name: field.value for name, field in self.fields.items()}
        for field in self.fields.values():
            field.set_class(not field.ask.is_asked(answers), "-unasked")

    def on_form_field_changed(self, event: FormField.Changed) -> None:
        """Keep the draft soon, and ask only what these answers call for."""
        event.stop()
        if self._timer is None:  # not begun anew at each key: who types without a pause would be kept from any draft
            self._timer = self.set_timer(DRAFT_AFTER, self.flush)
        self._show_asked()
        self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        """Which keys there are depends on the field."""
        self.refresh_bindings()

    def look(self) -> None:
        """Called each second: how long ago the times read back were, as of now."""
        for field in self.fields.values():
            field.look()

    def flush(self) -> None:
        """Write the draft now, if anything is not in it yet. The application calls it too, when the line goes dead."""
        if self._timer is None:
            return
        self._timer.stop()
        self._timer = None
        if self._is_kept or self.is_touched:  # what was only filled in beforehand is nobody's typing
            self._keep()
        self._show_head()

    def forget(self) -> None:
        """Throw the draft away, and write no further one."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._keeper.discard()

    def _keep(self) -> None:
        self._is_kept = True
        fields = self.fields.items()
        moments = {name: field.read_at for name, field in fields if field.read_at}
        trouble = self._keeper.keep({name: field.value for name, field in fields}, self.given, moments)
        if trouble:
            self.say(trouble)

    @property
    def _here(self) -> AskField | None:
        """The field that takes the keys."""
        return next((field for field in self.asked if field.editor is self.focused), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of a doubtful time or a child's id are there only in such a field."""
        here = self._here
        if action == "either":
            return bool(here and here.time and here.time.either(here.value))
        if action == "find_child":
            return bool(here and here.ask.kind == CHILD)
        return True

    def action_either(self, which: int) -> None:
        """Say which of two equal times is meant."""
        here = self._here
        if here and here.time and (texts_ := here.time.either(here.value)):
            here.value = texts_[which]

    def action_find_child(self) -> None:
        """Look for the child whose id is wanted here."""
        from screens.find.find import FindScreen

        here = self._here

        def take(child: str | None) -> None:
            if here and child:
                here.value = child

        self.app.push_screen(FindScreen(pick=True), take)
