"""What was recorded of late and belongs to no episode: calls, alerts, imports, links. Here it is set right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from data.day_alerts import known_of
from data.outcome import Receipt
from models.events.child import CallTaken, ChildrenLinked, NoteAdded, PanelHeard, SameChildSaid
from models.events.desk import DayAlertLeft, HistoryImported
from models.events.entry import Entry
from models.events.words import entry_words
from models.handover.known import Known
from models.history.changed import change_words
from models.history.corrections import corrected, corrections_of
from models.history.late import late_entries
from models.times.words import day_time, day_time_short, day_words
from models.times.zone import local_date
from screens.board.episode_lines import EpisodeLines
from screens.forms.outcome_words import recorded_words
from screens.pick import Options, Pick
from screens.shell import shell_of
from screens.timeline import entry_row
from screens.title_bar import TitleBar
from screens.widgets.board_row import BoardRow
from screens.widgets.key_line import KeyLine
from screens.widgets.plain_text import wrapped
from screens.widgets.status_line import StatusLine
from screens.widgets.words_line import WordsLine

LOOKS_BACK = timedelta(days=7)
KINDS = (CallTaken, NoteAdded, PanelHeard, DayAlertLeft, HistoryImported, ChildrenLinked, SameChildSaid)
NOTHING = "Nothing in the last seven days."
SET_RIGHT: Options = (
    ("c", "correct-apart", "One field of this entry is wrong"),
    ("s", "void-apart", "Strike this entry"),
)


class ApartLines(EpisodeLines, inherit_bindings=False):
    """The entries' rows. Enter does nothing: the whole of the selected one stands below."""

    BINDINGS: ClassVar[list[BindingType]] = EpisodeLines.BINDINGS[:-1]


class Apart(Screen[None]):
    """Entries of the last seven days that belong to no episode."""

    DEFAULT_CSS = """
    Apart #words { height: 6; }
    """
    AUTO_FOCUS = "#lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "correct", "Correct", id="apart.correct", tooltip="Correct or strike the entry"),
        Binding("escape", "dismiss(None)", "Back", id="apart.back", tooltip="Back to the handover"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.lines = ApartLines(id="lines")
        self._words, self._status = WordsLine(id="words"), StatusLine()
        self._entries: dict[str, Entry] = {}
        self._known = Known({})

    def compose(self) -> ComposeResult:
        """The list, and the selected entry in full."""
        yield TitleBar()
        yield WordsLine(" ENTRIES of the last seven days that belong to no episode", tone="loud")
        yield self.lines
        yield WordsLine(" ".ljust(79, "-"), tone="quiet")
        yield self._words
        yield self._status
        yield KeyLine()

    def on_mount(self) -> None:
        """The entries as they are."""
        self.look()

    def look(self) -> None:
        """Read anew, after one was set right."""
        desk = shell_of(self).desk
        recent = [each for each in desk.register.entered_since(desk.now() - LOOKS_BACK) if _apart(each)]
        self._known = known_of(desk.register, recent)
        self._entries = {entry.id: entry for entry in recent}
        self.lines.set_rows(rows_of(recent, self._known, local_date(desk.now())))
        self._say()

    def on_board_lines_cursor_at(self) -> None:
        """Another entry."""
        self._say()

    def answer(self, words: str) -> None:
        """What was just done."""
        self._status.answer(words)

    def action_correct(self) -> None:
        """Choose what is wrong with it."""
        entry = self._entries.get(self.lines.selected_key)
        if entry is None:
            self.answer(NOTHING)
            return

        def picked(act: str | None) -> None:
            if act:
                self._set_right(act, entry)

        self.app.push_screen(Pick(f"Set right: {entry_words(entry).done}", SET_RIGHT), picked)

    def _set_right(self, act: str, entry: Entry) -> None:
        from screens.forms.acts import ACTS
        from screens.forms.form import ActForm

        given = {"entry" if act == "correct-apart" else "subject": entry.id}
        self.app.push_screen(ActForm(ACTS[act], prefill=given), self._recorded)

    def _recorded(self, receipt: Receipt | None) -> None:
        if receipt is not None:
            shell_of(self).night_changed()
            self.look()
            self.answer(recorded_words(shell_of(self).desk, receipt))

    def _say(self) -> None:
        entry = self._entries.get(self.lines.selected_key)
        said = words_of(entry, self._known) if entry else [NOTHING]
        lines = [line for words in said for line in wrapped(words, self.app.size.width - 2)]
        self._words.say(*(f" {line}" for line in lines[:6]))


def _apart(entry: Entry) -> bool:
    return isinstance(entry.event, KINDS) and not entry.data.get("episode")


def rows_of(entries: Sequence[Entry], known: Known, today: date) -> list[BoardRow]:
    """A row an entry, the newest first, as it stands now; of another day than this one with the day."""
    late = late_entries(entries)
    rows = []
    for entry in reversed(entries):
        now_stands = corrected(entry, known.changes(entry))
        day = local_date(now_stands.happened_at)
        whose = f"{f'{day_words(day)}, ' if day != today else ''}{_about(entry, known)}"
        rows.append(entry_row(now_stands, known.beside(entry), late, whose))
    return rows


def words_of(entry: Entry, known: Known) -> list[str]:
    """An entry in full: as it was entered, by whom, and everything that has set it right."""
    beside = known.beside(entry)
    said = [f"{_about(entry, known)}{entry_words(entry).whole}"]
    for change in corrections_of(entry.id, beside):
        said.append(f"SET RIGHT {day_time(change.entered_at)} by {change.by.name}: {change_words(change, beside)}")
    entered = day_time_short(entry.entered_at, entry.entered_at)
    return [*said, f"happened {day_time(entry.happened_at)}, entered {entered} by {entry.by.name}; {entry.id}"]


def _about(entry: Entry, known: Known) -> str:
    history = known.history(entry)
    return f"{history.child.name}: " if history else ""
