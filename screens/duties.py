"""The duties: everything owed at this desk, by when, by whom, the most pressing first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from models.duties.alerts import named
from models.duties.brief import Brief
from models.duties.case import Case
from models.duties.chair import chair_for
from models.duties.duty import DUE, OVERDUE, SOON, Duty
from models.duties.lapses import Lapse, undecided
from models.role_words import role_words
from models.times.words import clock_time, countdown, day_time_short
from screens.board.acting import ActingScreen
from screens.board.episode_lines import EpisodeLines
from screens.board.night import Night
from screens.shell import shell_of
from screens.title_bar import TitleBar
from screens.widgets.board_lines import BoardLines
from screens.widgets.board_row import BoardRow
from screens.widgets.key_line import KeyLine
from screens.widgets.plain_text import fit, wrapped
from screens.widgets.status_line import StatusLine
from screens.widgets.words_line import WordsLine

ACT_OF = {
    "decision": "switch",
    "lcs": "lcs",
    "tell": "told",
    "interview": "interview",
    "write-up": "interview",
    "meeting": "meeting",
    "briefing": "briefing",
    "task": "task",
    "review": "review",
    "answer": "escalation-answered",
}
"""The act that meets what is owed."""
TONES = {OVERDUE: "overdue", DUE: "owed", SOON: "soon"}


class DutyLines(EpisodeLines, inherit_bindings=False):
    """The duties' rows: Enter meets the duty."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *EpisodeLines.BINDINGS[:-1],
        Binding("enter", "choose", "Record", id="duties.meet", tooltip="Record what meets this duty"),
    ]


class Duties(ActingScreen):
    """Everything owed."""

    DEFAULT_CSS = """
    Duties #why { height: 5; }
    """
    AUTO_FOCUS = "#lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", "Back", id="duties.back", tooltip="Back to the board"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.lines = DutyLines(id="lines")
        self._heading, self._why, self._status = WordsLine(), WordsLine(id="why"), StatusLine()
        self._shown: list[BoardRow] = []
        self._held: dict[Brief, Case] = {}
        """Whole cases, as long as this screen is there: of thousands, reading them each second would take a second."""
        self._duties: list[tuple[Case, Duty]] = []

    def compose(self) -> ComposeResult:
        """The list, and why the selected duty is owed."""
        yield TitleBar()
        yield WordsLine(" DUTIES owed, the most pressing first", tone="loud")
        yield self._heading
        yield self.lines
        yield WordsLine(" ".ljust(79, "-"), tone="quiet")
        yield self._why
        yield self._status
        yield KeyLine()

    def on_mount(self) -> None:
        """The duties as they are."""
        self.look()

    def on_screen_resume(self) -> None:
        """Back from a form: one may have been met."""
        self.look()

    def answer(self, words: str) -> None:
        """What was just done."""
        self._status.answer(words)

    def look(self) -> None:
        """Word it anew; called each second."""
        names = name_width(self.app.size.width)
        self._heading.say(f" {'LEFT':8}{'WHAT':26} {fit('CHILD', names)} BY", tone="quiet")
        night = shell_of(self).night
        self._duties = every(self._cases(night))
        rows = duty_rows(self._duties, night.now, names)
        if [(row.key, row.rest) for row in rows] != [(row.key, row.rest) for row in self._shown]:
            self.lines.set_rows(rows)
        else:
            self.lines.tick({row.key: (row.countdown, "") for row in rows})
        self._shown = rows
        self._explain()

    def selected_case(self) -> Case | None:
        """The case of the duty under the cursor."""
        found = self._selected()
        return found[0] if found else None

    def on_board_lines_cursor_at(self) -> None:
        """Another duty: why it is owed."""
        self._explain()

    def on_board_lines_chosen(self, message: BoardLines.Chosen) -> None:
        """Record what meets the duty."""
        found = self._selected()
        if found is None:
            return
        case, duty = found
        prefill = {"rules": duty.rule.id} if duty.rule.owes in ("meeting", "task") else {}
        if duty.rule.owes == "tell" and duty.outstanding:
            prefill = {"role": duty.outstanding[0]}
        self.open_form(ACT_OF[duty.rule.owes], case, **prefill)

    def action_waive(self) -> None:
        """The duty under the cursor need not be met."""
        if found := self._selected():
            self.open_form("waive", found[0], duty=found[1].id)

    def _cases(self, night: Night) -> list[Case]:
        held = {brief: self._held.get(brief) or night.case(brief.episode) for brief in night.briefs}
        self._held = {brief: case for brief, case in held.items() if case}
        return [case.but(now=night.worked_out_at) for case in self._held.values()]

    def _selected(self) -> tuple[Case, Duty] | None:
        wanted = self.lines.selected_key
        return next((each for each in self._duties if each[1].id == wanted), None)

    def _explain(self) -> None:
        found = self._selected()
        self._why.say(*(duty_lines(*found, self.app.size.width) if found else [" Nothing is owed."]))


def every(cases: Sequence[Case]) -> list[tuple[Case, Duty]]:
    """Each duty once, with a case that it concerns: a lapse that waits, late, owed without a deadline, by time left."""
    found = {duty.id: (case, duty) for case in reversed(cases) for duty in case.owed}
    return sorted(found.values(), key=_pressing)


def _pressing(each: tuple[Case, Duty]) -> tuple[int, datetime]:
    case, duty = each
    if _lapse(case, duty):
        return -1, duty.arose_at
    if duty.deadline is None:
        return 1, duty.arose_at
    return (0 if duty.state(case.now) == OVERDUE else 2), duty.deadline


def _lapse(case: Case, duty: Duty) -> Lapse | None:
    """The agreed limit that lapsed, when it is what this duty asks to decide."""
    return undecided(case.episode, case.now) if duty.rule.owes == "decision" else None


def name_width(width: int) -> int:
    """How many cells a child's name and age get in a window of this width: 22 of 80, a third of what is wider."""
    return min(22 + max(0, width - 80) // 3, 48)


def duty_rows(duties: Sequence[tuple[Case, Duty]], now: datetime, names: int) -> list[BoardRow]:
    """A row a duty: time left or OWED, what, whose in so many cells, by whom."""
    rows = []
    for case, duty in duties:
        state = duty.state(now)
        left = countdown((duty.deadline - now).total_seconds()) if duty.deadline else "OWED"
        what = f"OVERDUE {duty.rule.label}" if state == OVERDUE else duty.rule.label
        if lapse := _lapse(case, duty):
            left, what, state = "LAPSED", f"limit {clock_time(lapse.limit.at)}: DECIDE", OVERDUE
        rest = f"{fit(what, 26)} {fit(named(case.child, now), names)} {duty.owner}"
        rows.append(BoardRow(key=duty.id, countdown=left, rest=rest, tone=TONES.get(state, "plain")))
    return rows


def duty_lines(case: Case, duty: Duty, width: int) -> list[str]:
    """What is owed, why, since when and by when, and the sentence that asks for it."""
    now = case.now
    by = f"by {day_time_short(duty.deadline, now)}" if duty.deadline else "no deadline set"
    called = f"; {duty.called}" if duty.called else ""
    untold = f"; not told: {', '.join(map(role_words, duty.outstanding))}" if duty.outstanding else ""
    chair = chair_for(duty, case.history) if duty.rule.owes == "meeting" else ""
    said = (
        f"{named(case.child, now)}: {duty.rule.text}{f'; chair: {chair}' if chair else ''}",
        f"Why: {', '.join(duty.whys)}; owed since {day_time_short(duty.arose_at, now)}, {by}{called}{untold}",
        f"Source: {duty.rule.source}",
    )
    return [f" {line}" for text in said for line in wrapped(text, width - 2)]
