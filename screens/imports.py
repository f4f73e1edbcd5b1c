"""Where the police's times differ from ours: a person takes theirs, or keeps ours; nothing changes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from data.imports.differences import THEY_HAVE_NONE, take_theirs, waiting
from data.ledger import LedgerError
from data.outcome import Receipt, Refusal
from models.duties.alerts import named
from models.history.child import Child
from models.imports.differences import EPISODE, Difference, in_full
from models.times.words import day_time_short
from screens.board.episode_lines import EpisodeLines
from screens.forms.outcome_words import recorded_words
from screens.forms.question import Question
from screens.shell import shell_of
from screens.title_bar import TitleBar
from screens.widgets.board_row import BoardRow
from screens.widgets.key_line import KeyLine
from screens.widgets.plain_text import fit, wrapped
from screens.widgets.status_line import StatusLine
from screens.widgets.words_line import WordsLine

Waiting = tuple[Child, Difference]
NOTHING = " No difference waits. A download is taken in with: nightdesk import police FILE"


class DifferenceLines(EpisodeLines, inherit_bindings=False):
    """The differences' rows. Enter does nothing: a time is changed by a key of its own."""

    BINDINGS: ClassVar[list[BindingType]] = EpisodeLines.BINDINGS[:-1]


class Differences(Screen[None]):
    """The police's times against ours."""

    DEFAULT_CSS = """
    Differences #words { height: 4; }
    """
    AUTO_FOCUS = "#lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "take", "Take theirs", id="imports.take", tooltip="Their time becomes ours, as a correction"),
        Binding("k", "keep", "Keep ours", id="imports.keep", tooltip="Ours stands: say why"),
        Binding("escape", "dismiss(None)", "Back", id="imports.back", tooltip="Back to the board"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.lines = DifferenceLines(id="lines")
        self._words, self._status = WordsLine(id="words"), StatusLine()
        self._waiting: dict[str, Waiting] = {}

    def compose(self) -> ComposeResult:
        """The list, and the selected one in words."""
        yield TitleBar()
        yield WordsLine(" POLICE TIMES that differ from ours; nothing is changed until you say so", tone="loud")
        yield WordsLine(f" {'WHICH':8}{'CHILD':30} {'THEIRS':18} OURS", tone="quiet")
        yield self.lines
        yield WordsLine(" ".ljust(79, "-"), tone="quiet")
        yield self._words
        yield self._status
        yield KeyLine()

    def on_mount(self) -> None:
        """The differences as they are."""
        self.look()

    def look(self) -> None:
        """Compare anew, after something was decided."""
        self._waiting = {each.id: (child, each) for child, each in waiting(shell_of(self).desk.register)}
        self.lines.set_rows(rows_of(list(self._waiting.values()), shell_of(self).night.now))
        self._say()

    def on_board_lines_cursor_at(self) -> None:
        """Another difference."""
        self._say()

    def answer(self, words: str) -> None:
        """What was just done."""
        self._status.answer(words)

    def action_take(self) -> None:
        """Their time becomes ours, once that is confirmed."""
        found = self._selected()
        if found is None:
            return
        child, difference = found
        if difference.theirs is None:
            self._status.refuse(THEY_HAVE_NONE)
            return
        words = (f"{named(child, shell_of(self).night.now)}: take the time of the police?", "", difference.words)

        def answered(key: str | None) -> None:
            if key == "y":
                self._take(difference)

        self.app.push_screen(Question(words, (("y", "Take theirs; ours stays in the history, corrected"),)), answered)

    def _take(self, difference: Difference) -> None:
        try:
            outcome = take_theirs(shell_of(self).desk, difference.id)
        except LedgerError as why:
            self._status.refuse(str(why))
            return
        if isinstance(outcome, Refusal):
            self._status.refuse("; ".join(problem.message for problem in outcome.problems))
            return
        self._recorded(outcome)

    def action_keep(self) -> None:
        """Ours stands: a form asks why."""
        from screens.forms.acts import ACTS
        from screens.forms.form import ActForm

        found = self._selected()
        if found:
            given = {"report": found[1].report, "field": found[1].field}
            self.app.push_screen(ActForm(ACTS["keep-ours"], child=found[0].id, prefill=given), self._recorded)

    def _recorded(self, receipt: Receipt | None) -> None:
        if receipt is None:
            return
        shell_of(self).night_changed()
        self.look()
        self.answer(recorded_words(shell_of(self).desk, receipt))

    def _selected(self) -> Waiting | None:
        return self._waiting.get(self.lines.selected_key)

    def _say(self) -> None:
        found = self._selected()
        self._words.say(*(words_of(*found, shell_of(self).night.now, self.app.size.width) if found else [NOTHING]))


def rows_of(waiting: Sequence[Waiting], now: datetime) -> list[BoardRow]:
    """A row a difference: which time, whose child, theirs, ours."""
    return [
        BoardRow(
            key=each.id,
            countdown=each.field,
            rest=f"{fit(named(child, now), 30)} {_time(each.theirs, now):18} {_ours(each, now)}",
            tone="owed" if each.ours is None else "plain",
        )
        for child, each in waiting
    ]


def _ours(difference: Difference, now: datetime) -> str:
    if difference.field == EPISODE:
        return "NO EPISODE"
    return _time(difference.ours, now)


def _time(at: datetime | None, now: datetime) -> str:
    return day_time_short(at, now) if at else "NOT RECORDED"


def words_of(child: Child, difference: Difference, now: datetime, width: int) -> list[str]:
    """The whole of it, and what taking theirs would do."""
    does = {EPISODE: "opens an episode from"}.get(difference.field, f"makes the {difference.field}")
    taking = f"t {does} {in_full(difference.theirs)}, the police as source. " if difference.theirs else ""
    said = (
        f"{named(child, now)}: {difference.words}.",
        f"{taking}k keeps ours.",
    )
    return [f" {line}" for text in said for line in wrapped(text, width - 2)]
