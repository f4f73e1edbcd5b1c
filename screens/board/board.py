"""The board: every live episode in its order, with what is owed before any countdown."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from data.drafts import Drafts
from models.duties.case import RETURNED, Case
from models.duties.together import together_words
from screens.board.acting import ActingScreen
from screens.board.alert_words import alert_lines
from screens.board.columns import heading
from screens.board.episode_lines import EpisodeLines
from screens.board.night import Night
from screens.board.panel import beside_lines, panel_lines
from screens.board.shown_rows import ShownRows
from screens.board.trouble import trouble_words
from screens.shell import shell_of
from screens.title_bar import TitleBar
from screens.widgets.board_lines import BoardLines
from screens.widgets.key_line import KeyLine
from screens.widgets.plain_text import wrapped
from screens.widgets.status_line import StatusLine
from screens.widgets.words_line import WordsLine

WIDE = 120
"""From so many columns on the selected episode stands beside the board."""
PANEL = 4
"""Lines of the panel below the board."""
NOTHING = (" No episode is open and nothing is owed.", " / finds a child, o opens an episode, F1 shows every key.")


class Board(ActingScreen):
    """The home screen."""

    DEFAULT_CSS = """
    Board #below { height: 4; }
    Board #status { height: auto; min-height: 1; max-height: 3; }
    Board #beside { display: none; width: 1fr; height: 1fr; padding-left: 1; }
    Board #trouble { display: none; height: auto; }
    Board #trouble.-some { display: block; }
    Board #alert { height: auto; }
    Board.-wide #left { width: 80; }
    Board.-wide #beside { display: block; }
    Board.-wide #below { display: none; }
    Board #middle { height: 1fr; }
    """
    AUTO_FOCUS = "#lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "register", "New child", show=False, id="register", tooltip="Register a child whom Find has not"),
        Binding("p", "call", "Call", show=False, id="call", tooltip="A call that opens no episode"),
        Binding("d", "duties", "Duties", show=False, id="duties", tooltip="Everything owed, by when, by whom"),
        Binding(
            "h", "handover", "Handover", show=False, id="handover", tooltip="The handover: read, sign, acknowledge"
        ),
        Binding("e", "outbox", "Outbox", show=False, id="outbox", tooltip="The outbox: letters to read, change, send"),
        Binding("g", "figures", "Figures", show=False, id="figures", tooltip="Figures of the year, drawn in letters"),
        Binding(
            "j", "police_times", "Police times", show=False, id="imports", tooltip="Police times that differ from ours"
        ),
        Binding("space", "seen", "Seen", show=False, id="seen", tooltip="You have seen the alert"),
        Binding("f3", "drafts", "Drafts", show=False, id="drafts", tooltip="Forms that you typed and did not save"),
        Binding("f10", "leave", "Quit", id="quit", tooltip="End Nightdesk"),
    ]

    def __init__(self) -> None:
        super().__init__(classes="shows-alerts")
        self.lines = EpisodeLines(id="lines")
        self._counts, self._alert, self._trouble = (
            WordsLine(id="counts"),
            WordsLine(id="alert"),
            WordsLine(id="trouble"),
        )
        self._heading, self._rule = WordsLine(id="heading", tone="quiet"), WordsLine(id="rule", tone="quiet")
        self._below, self._beside = WordsLine(id="below"), WordsLine(id="beside")
        self._status = StatusLine(id="status")
        self._alert_shown = ""
        self._rows = ShownRows(self.lines)

    def compose(self) -> ComposeResult:
        """Title, counts, alert, the rows, the selected episode, the last answer, the keys."""
        yield TitleBar()
        yield self._counts
        yield self._alert
        yield self._trouble
        with Horizontal(id="middle"):
            with Vertical(id="left"):
                yield self._heading
                yield self.lines
            yield self._beside
        yield self._rule
        yield self._below
        yield self._status
        yield KeyLine()

    def on_mount(self) -> None:
        """What this worker typed and did not save; the night is shown when the screen comes to the front."""
        desk = shell_of(self).desk
        if Drafts(desk.store, desk.io).of_account(desk.account.name):
            self.call_after_refresh(self.action_drafts)

    def on_screen_resume(self) -> None:
        """The board comes to the front: the night as it is now."""
        self.show_night()

    def on_resize(self) -> None:
        """Wide windows show the selected episode beside the board."""
        self.set_class(self.app.size.width >= WIDE, "-wide")
        self.call_after_refresh(self.show_selected)

    def selected_case(self) -> Case | None:
        """The case under the cursor, at this moment."""
        return shell_of(self).night.case(self.lines.selected_key)

    def attend(self, child: str) -> None:
        """The cursor goes to the child's episode: the next key is meant for that one."""
        mine = [brief for brief in shell_of(self).night.briefs if brief.child == child]
        brief = next((brief for brief in mine if brief.group != RETURNED), mine[0] if mine else None)
        if brief:
            self.lines.select(brief.episode)

    def answer(self, words: str) -> None:
        """What was just done, above the keys, in as many lines as it needs."""
        self._status.say(*(f" {line}" for line in wrapped(words, self.app.size.width - 2)[:3]))

    def show_night(self) -> None:
        """Everything anew from the night's cases: rows, counts, alerts, the selected episode."""
        night = shell_of(self).night
        self._heading.say(heading(night.protocol), tone="quiet")
        self._rows.show(*self._moment())
        self._counts.say(f" {night.counts}")
        self.show_alerts()
        self.show_selected()

    def tick(self) -> None:
        """A second has passed and no state changed: the countdowns in sight, and what a minute has changed."""
        self._rows.tick(*self._moment())
        self.show_alerts()
        self._rows.look_ahead()

    def _moment(self) -> tuple[Night, float, bool]:
        shell = shell_of(self)
        return shell.night, shell.still_s, shell.settings.initials

    def show_alerts(self) -> None:
        """The first alert that waits, and what is wrong with the board itself."""
        night = shell_of(self).night
        width = self.size.width or 80
        first = night.alerts[0] if night.alerts else None
        self._alert_shown = first.id if first else ""
        lines = alert_lines(first.words, len(night.alerts), width) if first else [""]
        self._alert.say(*lines, tone="loud" if first else "")
        words = trouble_words(night, width)
        self._trouble.set_class(bool(words), "-some")
        self._trouble.say(*words, tone="late")

    def show_selected(self) -> None:
        """The sentences about the episode under the cursor, below the board or beside it."""
        case, protocol = self.selected_case(), shell_of(self).night.protocol
        width, together = self.app.size.width, together_words(case, shell_of(self).desk.register) if case else ""
        if case is None:
            self._below.say(*NOTHING)
            self._beside.say()
        elif self.has_class("-wide"):
            self._beside.say(*beside_lines(case, protocol, width - 82, self._beside.size.height, together))
        else:
            self._below.say(*panel_lines(case, protocol, width, PANEL, together=together))
        above, below = self.lines.more()
        more = [f"{above} lines above" if above else "", f"{below} lines below" if below else ""]
        said = "  ".join(each for each in more if each)
        self._rule.say(f" {f'{said} ' if said else ''}".ljust(79, "-"), tone="quiet")

    def on_board_lines_scrolled(self) -> None:
        """Other rows are in sight; those next to them are made ready once these are painted."""
        self._rows.tick(*self._moment())
        self.show_alerts()
        self.show_selected()
        self.call_after_refresh(self._rows.look_ahead)

    def on_board_lines_cursor_at(self) -> None:
        """Another row: its sentences, once the row itself is painted; on a slow line the cursor waits for no words."""
        self.call_after_refresh(self.show_selected)

    def on_board_lines_cursor_moved(self, message: BoardLines.CursorMoved) -> None:
        """The row under the cursor is gone: in words, because Enter would act on another child now."""
        night = shell_of(self).night
        lost, new = self._rows.name(message.lost_key, night) or "The episode", self._rows.name(message.new_key, night)
        at = f"; the cursor is on {new}" if new else ""
        self.answer(f"{lost} is no longer on the board{at}.")
        self.show_selected()

    def on_board_lines_chosen(self, message: BoardLines.Chosen) -> None:
        """The episode in detail."""
        from screens.episode import EpisodeDetail

        self.app.push_screen(EpisodeDetail(message.key))

    def action_seen(self) -> None:
        """This worker has seen the alert that is shown, not one that came first since."""
        problem = shell_of(self).night.see(self._alert_shown)
        if problem:
            self._status.refuse(problem)
        self.show_alerts()

    def action_register(self) -> None:
        """Register a child."""
        self._form("register")

    def action_call(self) -> None:
        """A call that opens no episode."""
        self._form("call")

    def action_duties(self) -> None:
        """Everything owed."""
        from screens.duties import Duties

        self.app.push_screen(Duties())

    def action_handover(self) -> None:
        """The handover as it stands."""
        from screens.handover import HandoverScreen

        self.app.push_screen(HandoverScreen())

    def action_outbox(self) -> None:
        """The letters that wait."""
        from screens.letters.outbox import OutboxScreen

        self.app.push_screen(OutboxScreen())

    def action_figures(self) -> None:
        """The year's figures."""
        from screens.figures import FiguresPage

        self.app.push_screen(FiguresPage())

    def action_police_times(self) -> None:
        """Where the police's download differs from what is recorded here."""
        from screens.imports import Differences

        self.app.push_screen(Differences())

    def action_drafts(self) -> None:
        """Offer the forms that were typed and not saved."""
        from screens.forms.draft_offer import DraftOffer
        from screens.forms.drafts import waiting_drafts

        if waiting_drafts(shell_of(self).desk):
            self.app.push_screen(DraftOffer(), lambda _: shell_of(self).night_changed())
        else:
            self.answer("No form waits to be finished.")

    def action_leave(self) -> None:
        """End. Nothing is asked: everything recorded is safe, and forms ask for themselves."""
        self.app.exit(return_code=0)

    def _form(self, act: str) -> None:
        from screens.forms.acts import ACTS
        from screens.forms.form import ActForm

        self.app.push_screen(ActForm(ACTS[act]), self.recorded)
