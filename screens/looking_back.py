"""An episode as it was known at a time: what had been entered by then, and what was owed; nothing can be done there."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from data.desk import Desk
from models.duties.alerts import named
from models.duties.case import Case, cases_of
from models.duties.together import together_words
from models.times.words import clock_time, day_time
from models.times.zone import local_date
from screens.ask_time import AskTime
from screens.board.panel import panel_lines
from screens.detail_words import DetailLines, clock_rows, who_lines, whole_words
from screens.page import Page
from screens.timeline import timeline_rows
from screens.title_bar import TitleBar
from screens.widgets.board_row import BoardRow
from screens.widgets.key_line import KeyLine
from screens.widgets.plain_text import wrapped
from screens.widgets.words_line import WordsLine

NOTHING_KNOWN = "Nothing had been entered about this episode by then."


def look_back(app: App[Any], desk: Desk, episode: str) -> None:
    """Asks a time and shows the episode as it was known then."""

    def at(moment: datetime | None) -> None:
        if moment is not None:
            app.push_screen(LookingBack(desk, episode, moment))

    app.push_screen(AskTime("Show the episode as it was known at:", desk.now), at)


class LookingBack(Screen[None]):
    """One episode with the register of an earlier moment: `--known-at` on the screen. It stands still."""

    DEFAULT_CSS = """
    LookingBack #who { height: auto; max-height: 4; }
    LookingBack #facts { height: auto; max-height: 6; }
    LookingBack #whole { height: auto; max-height: 8; }
    """
    AUTO_FOCUS = "#lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "other_time", "Other time", id="looking-back.other", tooltip="As it was known at another time"),
        Binding("escape", "app.pop_screen", "Now", id="looking-back.now", tooltip="Back to the present"),
    ]

    def __init__(self, desk: Desk, episode: str, moment: datetime) -> None:
        super().__init__()
        self._desk, self._episode, self._moment = desk, episode, moment
        self._register = desk.register.at(moment, moment)
        self.case = self._case_then()
        self.lines, self._whole = DetailLines(id="lines"), WordsLine(id="whole")

    def _case_then(self) -> Case | None:
        """The case, worked out from what had been entered and under the rules that were in force."""
        history = self._register.history_of(self._episode)
        found = cases_of(history, self._desk.rulebook_of(self._register), self._moment) if history else iter(())
        return next((case for case in found if case.episode.id == self._episode), None)

    def compose(self) -> ComposeResult:
        """The moment, loud; then what the detail showed at it."""
        yield TitleBar()
        yield WordsLine(f" AS KNOWN AT {self.moment_words} - press Esc for now", tone="late", id="moment")
        case = self.case
        protocol = self._desk.rulebook_of(self._register).current(self._moment)
        facts = [f" {NOTHING_KNOWN}"]
        if case:
            together = together_words(case, self._register)
            facts = panel_lines(case, protocol, self.app.size.width, 6, name=False, together=together)
        yield WordsLine(*(who_lines(case, self.app.size.width) if case else ()), tone="loud", id="who")
        yield WordsLine(*facts, id="facts")
        yield self.lines
        yield WordsLine(" ".ljust(79, "-"), tone="quiet")
        yield self._whole
        yield KeyLine()

    @property
    def moment_words(self) -> str:
        """`23:10` of today; with the day where it is another."""
        same = local_date(self._moment) == local_date(self._desk.now())
        return clock_time(self._moment) if same else day_time(self._moment)

    def on_mount(self) -> None:
        """The clocks as they stood, and the entries there were."""
        if self.case is None:
            return
        clocks = clock_rows(self.case)
        heading = [BoardRow(key="", countdown="", rest="CLOCKS ".ljust(78, "-"), tone="heading")] if clocks else []
        self.lines.set_rows([*heading, *clocks, *timeline_rows(self.case.history, self.case.episode)])
        self.on_board_lines_cursor_at()

    def on_board_lines_cursor_at(self) -> None:
        """Another row: the whole of it."""
        if self.case:
            width, said = self.app.size.width - 2, whole_words(self.case, self.lines.selected_key)
            self._whole.say(*(f" {line}" for line in [part for text in said for part in wrapped(text, width)][:3]))

    def on_board_lines_chosen(self) -> None:
        """The whole of it, on a page of its own."""
        if self.case:
            title = f"{named(self.case.child, self._moment)}, as known at {self.moment_words}: entry in full"
            self.app.push_screen(Page(title, list(whole_words(self.case, self.lines.selected_key))))

    def action_other_time(self) -> None:
        """Ask another time, and show that instead."""

        def at(moment: datetime | None) -> None:
            if moment is not None:
                self.app.switch_screen(LookingBack(self._desk, self._episode, moment))

        self.app.push_screen(AskTime("Show the episode as it was known at:", self._desk.now), at)
