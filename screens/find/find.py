"""The find screen: answers while the caller is still spelling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from data.outcome import Receipt
from screens.find.find_box import FindBox, PickBox
from screens.find.result_line import Found
from screens.find.typed_child import details_from
from screens.forms.at_desk import desk_of
from screens.forms.outcome_words import recorded_words
from screens.shell import shell_of
from screens.title_bar import TitleBar
from screens.widgets.key_line import KeyLine
from screens.widgets.status_line import StatusLine

HINT = "A name, 12/3/10, about 14, police log, LCS no., telephone, home, address"

PARTIAL = "INCOMPLETE: some children are not looked at yet; they follow."
"""While the index is being made behind the screen."""


class FindScreen(Screen[str | None]):
    """Find a child by anything the caller can say. Enter opens the call card, or with `pick` answers the child's id.

    Without `pick` it answers whom something was recorded about meanwhile.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "register", "New child", id="find.register", tooltip="Register a child who is not found"),
        Binding("ctrl+o", "open", "Open episode", id="find.open", tooltip="Open an episode for this child"),
        Binding("escape", "leave", "Back", id="find.back", tooltip="Back"),
    ]

    def __init__(self, text: str = "", *, pick: bool = False) -> None:
        super().__init__()
        self._pick = pick
        self._changed: str | None = None
        self._partial = False
        self.box = (PickBox if pick else FindBox)(self._search, self._line, self._told, text)
        self._status = StatusLine(id="status")

    def compose(self) -> ComposeResult:
        """Query and results, what there is to say of them, the keys."""
        yield TitleBar()
        yield self.box
        yield self._status
        yield KeyLine()

    def on_mount(self) -> None:
        """Letters go into the query."""
        self.box.focus()
        self.call_after_refresh(self._make_ready)

    def _make_ready(self) -> None:
        """What the first letter would wait for: the index is opened, and the fast measure of slips loaded."""
        from data.find.measure import warm

        warm()
        desk_of(self.app).found("a", 1)

    def _search(self, text: str, limit: int) -> tuple[Sequence[Found], int]:
        desk = desk_of(self.app)
        found = desk.found(text, limit)
        self._partial = found.partial
        return [Found(hit, one, desk.register.child) for hit, one in found], found.sure

    def _line(self, found: Found) -> str:
        return found.line(desk_of(self.app).now())

    def _told(self) -> None:
        """How many there are, or what can be typed."""
        if self._partial and self.box.text.strip():
            self._status.answer(f"{PARTIAL} {len(self.box.found)} so far.")
        else:
            self._status.answer(how_many(self.box) if self.box.text.strip() else HINT)

    def look(self) -> None:
        """Called each second: once everybody can be found, they are."""
        if self._partial:
            self.box.look()

    def on_find_box_chosen(self, event: FindBox.Chosen) -> None:
        """The call card, or the answer to whoever asked."""
        if self._pick:
            self.dismiss(event.child)
        else:
            self._show_card(event.child)

    def _show_card(self, child: str) -> None:
        from screens.find.card import CallCard

        self.app.push_screen(CallCard(child), self._back_from)

    def _back_from(self, child: str | None) -> None:
        self._changed = child or self._changed
        self.box.look()

    def action_leave(self) -> None:
        """Back; a child who was not chosen is none."""
        self.dismiss(None if self._pick else self._changed)

    def action_register(self) -> None:
        """Register a child, beginning with what was typed; then show the card."""
        from screens.forms.acts import ACTS
        from screens.forms.form import ActForm

        typed = details_from(self.box.text, desk_of(self.app).now())
        self.app.push_screen(ActForm(ACTS["register"], prefill=typed), self._registered)

    def _registered(self, receipt: Receipt | None) -> None:
        if receipt is None:
            return
        self.box.look()
        if self._pick:
            self.dismiss(receipt.child)
        else:
            self._show_card(receipt.child)

    def action_open(self) -> None:
        """Open an episode for the child under the cursor."""
        from screens.forms.acts import ACTS
        from screens.forms.form import ActForm

        if (one := self.box.selected) is None:
            self._status.refuse("No child is selected.")
            return
        self.app.push_screen(ActForm(ACTS["open"], child=one.history), self._opened)

    def _opened(self, receipt: Receipt | None) -> None:
        if receipt is None:
            return
        self._changed = receipt.child
        self.box.look()
        self._show_card(receipt.child)
        shell_of(self).announce(recorded_words(desk_of(self.app), receipt))


def how_many(box: FindBox) -> str:
    """How many children were found, and how to see those that are not on the screen."""
    shown = len(box.found)
    if not shown:
        return "Nobody is found. Ctrl-N registers a child with what you typed."
    if box.sure > shown:
        return f"{box.sure} children, the first {shown} of them here. Type more, or PgDn for the rest."
    likewise = "; PgDn for more that are similar" if box.more else ""
    return ("1 child" if shown == 1 else f"{shown} children") + likewise
