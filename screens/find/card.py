"""The call card on the screen: what police ask, in their order, with every gap in words before the call ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from data.access import note_access
from data.desk import Desk
from data.outcome import Receipt
from models.card import CardSection, call_card
from models.duties.together import linked_words
from models.text import how_many
from models.times.words import full_time
from screens.board.acting import GONE_WITH
from screens.find.card_lines import CardLines
from screens.find.filling import form_that_fills
from screens.forms.acts import ACTS
from screens.forms.at_desk import desk_of
from screens.forms.form import ActForm
from screens.forms.outcome_words import recorded_words
from screens.forms.scene import Scene, case_of, scene_of
from screens.pick import Pick
from screens.shell import shell_of
from screens.title_bar import TitleBar
from screens.widgets.key_line import KeyLine
from screens.widgets.plain_text import wrapped
from screens.widgets.status_line import StatusLine
from screens.widgets.words_line import WordsLine

PAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Caller, child", ("flags", "caller", "child")),
    ("Last seen", ("worry", "seen", "looks")),
    ("Before", ("before",)),
    ("Needs", ("needs", "contacts")),
    ("Write down", ("told", "write")),
)
"""The pages by name, each with its sections."""


class CallCard(Screen[str | None]):
    """The call card of one child: what police ask, and what to ask the caller. Answers the child if it was changed."""

    DEFAULT_CSS = """
    CallCard > .flags { height: auto; }
    CallCard > #status { height: auto; min-height: 1; max-height: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "fill", "Fill in", id="card.fill", tooltip="Fill in or change the line under the cursor"),
        Binding("n", "next_gap", "Next gap", id="card.gap", tooltip="Go to the next gap, on whatever page"),
        Binding("o", "open", "Open", id="card.open", tooltip="Open an episode for this child"),
        Binding("a", "report", "Add report", id="card.report", tooltip="Add a further report to the open episode"),
        Binding(
            "g",
            "gone_with",
            "Gone with",
            show=False,
            id="card.gone-with",
            tooltip="Gone together with another child; two records of one child",
        ),
        Binding(
            "p", "plain", "Plain page", id="card.plain", tooltip="The whole card as plain text: copy, or read aloud"
        ),
        Binding(
            "right", "page(1)", "Page", show=False, id="card.page", tooltip="The next page; 1 to 5 go straight there"
        ),
        Binding("left", "page(-1)", "Page back", show=False, id="card.page-back", tooltip="The page before"),
        *(
            Binding(str(number), f"go({number})", name, show=False, id=f"card.page-{number}", tooltip=f"Page: {name}")
            for number, (name, _) in enumerate(PAGES, 1)
        ),
        Binding("escape", "leave", "Back", id="card.back", tooltip="Back"),
    ]

    def __init__(self, child: str) -> None:
        super().__init__()
        self.child = child
        self.page = 0
        self.lines = CardLines()
        self._head = WordsLine(classes="flags")
        self._pages = WordsLine("")
        self._status = StatusLine(id="status")
        self._known = -1
        self._changed = False

    @property
    def desk(self) -> Desk:
        """The desk of the application."""
        return desk_of(self.app)

    def compose(self) -> ComposeResult:
        """Whose card, the flags, the pages by name, the lines."""
        yield TitleBar()
        yield self._head
        yield self._pages
        yield self.lines
        yield self._status
        yield KeyLine()

    def on_mount(self) -> None:
        """Opening a card is noted in the access log."""
        self.lines.focus()
        self.read()
        self.show_page(0)
        if trouble := note_access(self.desk, "card", self.child):
            self._status.refuse(trouble)

    def read(self) -> None:
        """The card as it stands now."""
        desk = self.desk
        self._known = desk.head.seq
        self.scene: Scene = scene_of(desk, self.child, "", {})
        history = self.scene.history
        self.sections: Mapping[str, CardSection] = {}
        if history:
            linked = linked_words(history, desk.register, desk.now())
            sections = call_card(history, desk.rulebook, desk.now(), linked)
            self.sections = {section.id: section for section in sections}

    def look(self) -> None:
        """Called each second: what others recorded meanwhile is shown at once."""
        if self.desk.head.seq != self._known:
            self.read()
            self.show_page(self.lines.at)

    def of_page(self, page: int) -> list[CardSection]:
        """The sections of a page."""
        return [self.sections[name] for name in PAGES[page][1] if name in self.sections]

    def show_page(self, at: int) -> None:
        """Show the page with the cursor on a line."""
        self.lines.show(self.of_page(self.page), at)
        self._show_head()
        names = [f"({n} {name})" if n == self.page + 1 else f" {n} {name} " for n, (name, _) in enumerate(PAGES, 1)]
        gaps = how_many(found, "gap") if (found := self._gaps()) else "no gaps"
        self._pages.say(f"{''.join(names)}  {gaps}", tone="quiet")

    def _show_head(self) -> None:
        """The child, and on the pages after the first the flags too: the first has them among its lines."""
        scene = self.scene
        about = "; ".join(part for part in (scene.born_words(), scene.episode_words()) if part)
        flags = self.sections["flags"].lines if "flags" in self.sections else ()
        shown = [(f" ! {line.label}: {line.text}", "late") for line in flags if line.label and self.page]
        told_apart = [(f" {line}", "") for line in wrapped(about, self.app.size.width - 2)]
        self._head.say_toned([(f" CALL CARD  {scene.child_words()}", "loud"), *told_apart, *shown])

    def _gaps(self, page: int | None = None) -> int:
        pages = range(len(PAGES)) if page is None else (page,)
        return sum(line.gap for each in pages for section in self.of_page(each) for line in section.lines)

    def on_card_lines_past_end(self, event: CardLines.PastEnd) -> None:
        """Past the last line comes the next page."""
        if 0 <= self.page + event.by < len(PAGES):
            self.page += event.by
            self.show_page(0 if event.by > 0 else -1)

    def action_page(self, by: int) -> None:
        """The next page, or the one before, round the ends."""
        self.action_go((self.page + by) % len(PAGES) + 1)

    def action_go(self, number: int) -> None:
        """A page by its number."""
        self.page = number - 1
        self.show_page(0)

    def action_next_gap(self) -> None:
        """The next gap after the cursor, on this page or a later one, then from the start."""
        for page in (self.page, *range(self.page + 1, len(PAGES)), *range(self.page + 1)):
            lines = [line for section in self.of_page(page) for line in section.lines]
            first = self.lines.at + 1 if page == self.page and lines == self.lines.lines else 0
            place = next((n for n, line in enumerate(lines) if line.gap and n >= first), None)
            if place is not None:
                self.page = page
                self.show_page(place)
                return
        self._status.answer("No gap is left." if not self._gaps() else "This is the only gap.")

    def action_fill(self) -> None:
        """The form that fills the line under the cursor."""
        line = self.lines.selected
        form = form_that_fills(line, self.scene) if line else None
        if form is None:
            self._status.refuse("Nothing is filled in here: this line comes from what is recorded.")
            return
        self._push(form)

    def action_open(self) -> None:
        """Open an episode."""
        self._push(ActForm(ACTS["open"], child=self.child))

    def action_report(self) -> None:
        """A second report goes to the open episode."""
        episode = self.scene.episode
        if episode is None:
            self._status.refuse("No episode is open: o opens one.")
            return
        self._push(ActForm(ACTS["report"], case_of(self.desk, episode.id)))

    def action_gone_with(self) -> None:
        """Another child, or another record of this one."""

        def picked(act: str | None) -> None:
            if act:
                self._push(ActForm(ACTS[act], child=self.child))

        self.app.push_screen(Pick(f"{self.scene.child_words()}:", GONE_WITH), picked)

    def action_plain(self) -> None:
        """The whole card as one plain text."""
        from screens.find.plain_card import PlainCard

        scene = self.scene
        about = "; ".join(part for part in (scene.child_words(), scene.born_words(), scene.episode_words()) if part)
        head = f"CALL CARD as of {full_time(scene.now)}: {about}"
        self.app.push_screen(PlainCard(head, [section for page in range(len(PAGES)) for section in self.of_page(page)]))

    def action_leave(self) -> None:
        """Back, saying whether something was recorded here."""
        self.dismiss(self.child if self._changed else None)

    def answer(self, words: str) -> None:
        """What was just done, in as many lines as it needs."""
        self._status.say(*(f" {line}" for line in wrapped(words, self.app.size.width - 2)[:3]))

    def _push(self, form: ActForm) -> None:
        def back(receipt: Receipt | None) -> None:
            if receipt:
                self._changed = True
                self.read()
                self.show_page(self.lines.at)
                words = recorded_words(self.desk, receipt)
                self.answer(words)
                shell_of(self).announce(words)

        self.app.push_screen(form, back)
