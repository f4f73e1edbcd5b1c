"""The first run: no store yet. A demonstration night to try, or an empty register with the worker's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from data.desk import Desk
from data.ledger import LedgerError
from data.outcome import Refusal
from models.commands.desk import MakeStore
from screens.widgets.form_field import FormField, show_problems
from screens.widgets.key_line import KeyLine
from screens.widgets.status_line import StatusLine
from screens.widgets.words_line import WordsLine

MakeDesk = Callable[[], Desk]
WELCOME = (
    "",
    " There is no register here yet. What is this place to be?",
    "",
    "  F3  A demonstration night: invented children, everything can be tried.",
    "      It says TRAINING on every screen and can never become a real register.",
    "",
    "  F2  An empty register for real work. The account you are signed in with",
    "      becomes its manager, under the name you give here:",
    "",
)
AFTER = (
    "",
    " Your account comes from the system. Name and role stand on every entry.",
    " A manager gives the others their names and roles: nightdesk worker add",
)


class FirstRun(Screen[Desk | None]):
    """Asks once what the store is to be, and answers with its desk; None when the worker left."""

    DEFAULT_CSS = """
    FirstRun WordsLine { height: auto; }
    FirstRun #space { height: 1fr; }
    FirstRun KeyLine, FirstRun StatusLine { height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "empty", "Begin empty", id="first.empty", tooltip="Begin an empty register"),
        Binding("f3", "demo", "Demonstration", id="first.demo", tooltip="Make a demonstration night"),
        Binding("f10", "leave", "Quit", id="first.quit", tooltip="Leave; nothing is made"),
    ]

    def __init__(self, make_empty: MakeDesk, make_demo: MakeDesk) -> None:
        super().__init__()
        self._make_empty, self._make_demo = make_empty, make_demo
        self._worker = FormField("name", "Your name")
        self._authority = FormField("authority", "Authority", value="Bury")
        self._status = StatusLine(id="status")

    def compose(self) -> ComposeResult:
        """The question, two fields, the keys."""
        yield WordsLine(" NIGHTDESK  FIRST RUN", tone="loud")
        yield WordsLine(*WELCOME)
        yield self._worker
        yield self._authority
        yield WordsLine(*AFTER)
        yield WordsLine(id="space")
        yield self._status
        yield KeyLine()

    def action_empty(self) -> None:
        """Make an empty register whose first entry names its manager."""
        name = self._worker.value.strip()
        if not name:
            show_problems([self._worker, self._authority], [("name", "say your name, as it is to stand on entries")])
            return
        try:
            desk = self._make_empty()
            command = MakeStore(key=desk.new_key(), training=False, name=name, authority=self._authority.value)
            answer = desk.submit(command) if desk.is_new else None
        except LedgerError as problem:
            self._status.refuse(str(problem))
            return
        if isinstance(answer, Refusal):
            show_problems([self._worker, self._authority], [(p.field, p.message) for p in answer.problems])
            return
        self.dismiss(desk)

    def action_demo(self) -> None:
        """Make the demonstration night."""
        try:
            desk = self._make_demo()
        except LedgerError as problem:
            self._status.refuse(str(problem))
            return
        self.dismiss(desk)

    def action_leave(self) -> None:
        """Nothing is made."""
        self.dismiss(None)
