"""A signed handover, item by item: the incoming worker acknowledges each."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from data.ledger import LedgerError
from data.outcome import Refusal
from models.commands.desk import AcknowledgeHandover
from models.handover.item import SECTIONS
from models.handover.signed import Signed, SignedItem, all_signed
from models.text import how_many
from screens.board.episode_lines import EpisodeLines
from screens.forms.outcome_words import trouble_words
from screens.forms.question import Question
from screens.shell import shell_of
from screens.title_bar import TitleBar
from screens.widgets.board_row import BoardRow
from screens.widgets.key_line import KeyLine
from screens.widgets.plain_text import wrapped
from screens.widgets.status_line import StatusLine
from screens.widgets.words_line import WordsLine


class ItemLines(EpisodeLines, inherit_bindings=False):
    """The items' rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *EpisodeLines.BINDINGS[:-1],
        Binding("enter", "choose", "Acknowledge", id="items.one", tooltip="Acknowledge the item under the cursor"),
    ]


class AcknowledgeItems(Screen[None]):
    """The items of a signed handover."""

    DEFAULT_CSS = """
    AcknowledgeItems #whole { height: 8; }
    AcknowledgeItems #status { height: auto; min-height: 1; max-height: 3; }
    """
    AUTO_FOCUS = "#lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "all", "All", id="items.all", tooltip="Acknowledge every item that waits"),
        Binding("escape", "dismiss(None)", "Back", id="items.back", tooltip="Back to the handover"),
    ]

    def __init__(self, handover: str) -> None:
        super().__init__()
        self._entry = handover
        self._marks: tuple[str, ...] | None = None
        self.lines = ItemLines(id="lines")
        self._heading, self._whole, self._status = (
            WordsLine(tone="loud"),
            WordsLine(id="whole"),
            StatusLine(id="status"),
        )

    def compose(self) -> ComposeResult:
        """Whose handover, the items, the whole of the one under the cursor."""
        yield TitleBar()
        yield self._heading
        yield self.lines
        yield WordsLine(" ".ljust(79, "-"), tone="quiet")
        yield self._whole
        yield self._status
        yield KeyLine()

    def on_mount(self) -> None:
        """The items as they are."""
        self.look()

    def look(self) -> None:
        """Word it anew: another worker may be acknowledging too."""
        signed = self._signed()
        self._heading.say(f" {signed.words}", tone="loud")
        if self._marks != marks(signed):
            self._marks = marks(signed)
            self.lines.set_rows(rows_of(signed))
        self._show_whole(signed)

    def answer(self, words: str) -> None:
        """What was just done."""
        self._status.say(*(f" {line}" for line in wrapped(words, self.app.size.width - 2)[:3]))

    def on_board_lines_cursor_at(self) -> None:
        """Another item: the whole of it."""
        self._show_whole(self._signed())

    def on_board_lines_chosen(self) -> None:
        """Acknowledge the item under the cursor, and go on to the next."""
        if (item := self._selected(self._signed())) and not item.acknowledged:
            self._acknowledge((item.id,))
            self.lines.action_down()
        elif item:
            self.answer(f"{item.number} was acknowledged by {item.acknowledged}.")

    def action_all(self) -> None:
        """Every item that waits, once the worker says that all were read."""
        waiting = self._signed().waiting
        if not waiting:
            self.answer("Every item has been acknowledged.")
            return

        def answered(answer: str | None) -> None:
            if answer == "y":
                self._acknowledge(tuple(item.id for item in waiting))

        words = [f"{how_many(len(waiting), 'item')} to acknowledge.", "", "Have you read every one of them?"]
        self.app.push_screen(Question(words, [("y", "Yes: acknowledge all")]), answered)

    def _acknowledge(self, items: tuple[str, ...]) -> None:
        desk = shell_of(self).desk
        try:
            outcome = desk.submit(AcknowledgeHandover(key=desk.new_key(), handover=self._entry, items=items))
        except LedgerError as trouble:
            self._status.refuse(trouble_words(trouble).replace("F2", "Enter"))
            return
        if isinstance(outcome, Refusal):
            self._status.refuse(outcome.problems[0].message)
            return
        shell_of(self).night_changed()
        signed = self._signed()
        notes = "".join(f" Note: {note}." for note in outcome.notes)
        self.answer(
            f"Recorded: {len(signed.waiting)} of {how_many(len(signed.items), 'item')} still to acknowledge.{notes}"
        )
        self.look()

    def _signed(self) -> Signed:
        found = all_signed(shell_of(self).desk.register.desk)
        return next(signed for signed in found if signed.entry.id == self._entry)

    def _selected(self, signed: Signed) -> SignedItem | None:
        return next((item for item in signed.items if item.id == self.lines.selected_key), None)

    def _show_whole(self, signed: Signed) -> None:
        item = self._selected(signed)
        said = [f"{item.number} {item.headline}", *item.lines] if item else []
        width = self.app.size.width - 2
        self._whole.say(*([f" {line}" for text in said for line in wrapped(text, width)][:8]))


def marks(signed: Signed) -> tuple[str, ...]:
    """Who acknowledged each item."""
    return tuple(item.acknowledged for item in signed.items)


def rows_of(signed: Signed) -> list[BoardRow]:
    """The items under their sections; the column on the left says which wait."""
    rows: list[BoardRow] = []
    section = ""
    for item in signed.items:
        place = item.number.partition(".")[0]
        if place != section and place.isdigit() and 0 < int(place) <= len(SECTIONS):
            section = place
            rows.append(
                BoardRow(key="", countdown="", rest=f"{SECTIONS[int(place) - 1]} ".ljust(78, "-"), tone="heading")
            )
        mark = ("done", "calm") if item.acknowledged else ("WAITS", "soon")
        rows.append(BoardRow(key=item.id, countdown=mark[0], rest=f"{item.number} {item.headline}", tone=mark[1]))
    return rows
