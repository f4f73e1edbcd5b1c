"""One episode in detail: its facts, its clocks with their reasons, and its timeline."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from data.access import note_access
from models.duties.alerts import named
from models.duties.case import Case, cases_of
from models.duties.together import together_words
from screens.board.acting import ActingScreen
from screens.board.panel import panel_lines
from screens.detail_words import DetailLines, clock_rows, who_lines, whole_words
from screens.pick import Pick
from screens.shell import shell_of
from screens.timeline import timeline_rows
from screens.title_bar import TitleBar
from screens.widgets.board_row import BoardRow
from screens.widgets.key_line import KeyLine
from screens.widgets.plain_text import wrapped
from screens.widgets.status_line import StatusLine
from screens.widgets.words_line import WordsLine


class EpisodeDetail(ActingScreen):
    """One episode in detail."""

    DEFAULT_CSS = """
    EpisodeDetail #who { height: auto; max-height: 4; }
    EpisodeDetail #facts { height: auto; max-height: 6; }
    EpisodeDetail #whole { height: auto; max-height: 8; }
    """
    AUTO_FOCUS = "#lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "correct", "Correct", id="correct", tooltip="Correct or strike the entry, or void the episode"),
        Binding("f7", "look_back", "As known", id="episode.look-back", tooltip="The episode as it was known at a time"),
        Binding("escape", "app.pop_screen", "Back", id="episode.back", tooltip="Back"),
    ]

    def __init__(self, episode: str) -> None:
        super().__init__()
        self._episode = episode
        self.lines = DetailLines(id="lines")
        self._who, self._facts, self._whole = WordsLine(id="who"), WordsLine(id="facts"), WordsLine(id="whole")
        self._status = StatusLine()
        self._known = -1

    def compose(self) -> ComposeResult:
        """Who, the facts, clocks and timeline, the whole of what is selected."""
        yield TitleBar()
        yield self._who
        yield self._facts
        yield self.lines
        yield WordsLine(" ".ljust(79, "-"), tone="quiet")
        yield self._whole
        yield self._status
        yield KeyLine()

    def on_mount(self) -> None:
        """The episode as it is; who looked at whom is noted."""
        self.look()
        if case := self.selected_case():
            problem = note_access(shell_of(self).desk, "view", case.child.id)
            self._status.answer(problem)

    def on_screen_resume(self) -> None:
        """Back from a form."""
        self.look()

    def selected_case(self) -> Case | None:
        """The case of this episode, now, whether or not it is on the board."""
        desk, now = shell_of(self).desk, shell_of(self).night.now
        history = desk.register.history_of(self._episode)
        found = cases_of(history, desk.rulebook, now) if history else iter(())
        return next((case for case in found if case.episode.id == self._episode), None)

    def answer(self, words: str) -> None:
        """What was just done."""
        self._status.answer(words)

    def look(self) -> None:
        """Word it anew; called each second. Rows are built again only when something was recorded."""
        case = self.selected_case()
        if case is None:
            return
        width = self.app.size.width
        self._who.say(*who_lines(case, width), tone="loud")
        together = together_words(case, shell_of(self).desk.register)
        protocol = shell_of(self).night.protocol
        self._facts.say(*panel_lines(case, protocol, width, 6, name=False, together=together))
        clocks = clock_rows(case)
        if self._known != shell_of(self).desk.head.seq or [row.key for row in clocks] != self._clock_keys():
            self._known = shell_of(self).desk.head.seq
            heading = BoardRow(key="", countdown="", rest="CLOCKS ".ljust(78, "-"), tone="heading")
            self.lines.set_rows([*([heading] if clocks else []), *clocks, *timeline_rows(case.history, case.episode)])
        else:
            self.lines.tick({row.key: (row.countdown, row.second[0] if row.second else "") for row in clocks})
        self._say_whole(case)

    def on_board_lines_cursor_at(self) -> None:
        """Another row: the whole of it."""
        if case := self.selected_case():
            self._say_whole(case)

    def on_board_lines_chosen(self) -> None:
        """The whole of it, on a page of its own where it is long."""
        from screens.page import Page

        case = self.selected_case()
        if case:
            title = f"{named(case.child, case.now)}: entry in full"
            self.app.push_screen(Page(title, list(whole_words(case, self.lines.selected_key))))

    def action_correct(self) -> None:
        """Set right the entry under the cursor, or the whole episode."""
        case, entry = self.selected_case(), self.lines.selected_key
        if case is None:
            return
        options = [("v", "episode", "The whole episode was opened in error: void it")]
        if not entry.startswith("clock/"):
            options = [
                ("c", "correct", "One field of this entry is wrong"),
                ("s", "strike", "Strike this entry"),
                *options,
            ]

        def picked(what: str | None) -> None:
            if what == "correct":
                self.open_form("correct", case, entry=entry)
            elif what:
                self.open_form("void", case, subject=entry if what == "strike" else case.episode.id)

        self.app.push_screen(Pick(f"Set right, {named(case.child, case.now)}:", options), picked)

    def action_look_back(self) -> None:
        """Ask a time, and show what was known then."""
        from screens.looking_back import look_back

        look_back(self.app, shell_of(self).desk, self._episode)

    def _clock_keys(self) -> list[str]:
        return [key for key in self.lines.keys if key.startswith("clock/")]

    def _say_whole(self, case: Case) -> None:
        width = self.app.size.width - 2
        words = [line for text in whole_words(case, self.lines.selected_key) for line in wrapped(text, width)]
        self._whole.say(*(f" {line}" for line in words[:3]))
