"""The outbox: every letter that waits, to whom, about whom, and what is known against sending it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from data.access import note_access
from data.outbox import Outbox
from data.waiting_letter import Waiting
from models.duties.alerts import named
from models.letters.drafting import IN_THE_MORNING
from screens.board.episode_lines import EpisodeLines
from screens.shell import shell_of
from screens.title_bar import TitleBar
from screens.widgets.board_lines import BoardLines
from screens.widgets.board_row import BoardRow
from screens.widgets.key_line import KeyLine
from screens.widgets.plain_text import fit, wrapped
from screens.widgets.status_line import StatusLine
from screens.widgets.words_line import WordsLine

NOTHING = "No letter waits."


class LetterLines(EpisodeLines, inherit_bindings=False):
    """The letters' rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *EpisodeLines.BINDINGS[:-1],
        Binding("enter", "choose", "Read", id="outbox.read", tooltip="Read the letter; from there it is sent"),
    ]


class OutboxScreen(Screen[None]):
    """The outbox."""

    DEFAULT_CSS = """
    OutboxScreen #about { height: 4; }
    OutboxScreen #status { height: auto; min-height: 1; max-height: 3; }
    """
    AUTO_FOCUS = "#lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", "Back", id="outbox.back", tooltip="Back to the board"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.lines = LetterLines(id="lines")
        self._about, self._status = WordsLine(id="about"), StatusLine(id="status")
        self._outbox: Outbox
        self._waiting: dict[str, Waiting] = {}
        self._seq = -1

    def compose(self) -> ComposeResult:
        """The list, and what the selected letter is about."""
        yield TitleBar()
        yield WordsLine(" OUTBOX: letters that wait. Nothing is sent before you have read it and say so.", tone="loud")
        yield WordsLine(f" {'':8}{'TO':24} {'CHILD':22} ABOUT", tone="quiet")
        yield self.lines
        yield WordsLine(" ".ljust(79, "-"), tone="quiet")
        yield self._about
        yield self._status
        yield KeyLine()

    def on_mount(self) -> None:
        """The letters as they are; that somebody looked is noted."""
        shell = shell_of(self)
        self._outbox = Outbox(shell.desk, shell.settings)
        self.answer(note_access(shell.desk, "outbox", ""))
        self._show()

    def on_screen_resume(self) -> None:
        """Back from a letter: it may have gone."""
        self._show()

    def look(self) -> None:
        """What others did; called each second."""
        if self._seq != shell_of(self).desk.head.seq:
            self._show()

    def answer(self, words: str) -> None:
        """What was just done, in as many lines as it needs."""
        self._status.say(*(f" {line}" for line in wrapped(words, self.app.size.width - 2)[:3]))

    def on_board_lines_cursor_at(self) -> None:
        """Another letter."""
        self._explain()

    def on_board_lines_chosen(self, message: BoardLines.Chosen) -> None:
        """Read it."""
        from screens.letters.letter import LetterPage

        if waiting := self._waiting.get(message.key):
            self.app.push_screen(LetterPage(self._outbox, waiting))

    def _show(self) -> None:
        self._seq = shell_of(self).desk.head.seq
        self._waiting = {each.letter.id: each for each in self._outbox.waiting()}
        self.lines.set_rows([self._row(each) for each in self._waiting.values()])
        self._explain()

    def _row(self, waiting: Waiting) -> BoardRow:
        shell, letter = shell_of(self), waiting.letter
        history = shell.desk.register.child(letter.child)
        child = history.child if history else None
        whom = "" if child is None else child.initials if shell.settings.initials else named(child, shell.night.now)
        morning = letter.id.startswith(IN_THE_MORNING)
        word = "SENT !" if waiting.taken else "SENT ?" if waiting.mark else "morning" if morning else "OWED"
        rest = f"{fit(letter.to, 24)} {fit(whom, 22)} {letter.about}"
        return BoardRow(letter.id, word, rest, tone="overdue" if waiting.mark else "calm" if morning else "owed")

    def _explain(self) -> None:
        """The letter under the cursor: its subject, where it goes, what stands against it."""
        waiting = self._waiting.get(self.lines.selected_key)
        if waiting is None:
            self._about.say(f" {NOTHING}")
            return
        said = (
            f"Subject: {waiting.letter.subject}",
            f"To: {', '.join(waiting.addresses) or 'no address is known; e on the letter sets one'}",
            ". ".join(words for words in (waiting.state, *waiting.cautions) if words),
        )
        self._about.say(*(f" {line}" for text in said if text for line in wrapped(text, self.app.size.width - 2)))
