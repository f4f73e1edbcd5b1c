"""The keys by which a worker acts on an episode, the same on the board and in the detail."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from models.duties.alerts import named
from models.duties.case import Case
from screens.shell import shell_of

if TYPE_CHECKING:
    from data.outcome import Receipt
    from screens.pick import Options


def act_key(key: str, act: str, words: str, tooltip: str, *, show: bool = False) -> Binding:
    """A key that opens one act's form on the selected episode."""
    return Binding(key, f"act('{act}')", words, show=show, id=f"act.{act}", tooltip=tooltip)


GONE_WITH: Options = (
    ("g", "link", "Gone together with another child"),
    ("o", "same", "Two records of one child: join them, or take apart"),
)
"""What binds two records; also on the call card, of a child who is not away."""
REPORT_OR_NOTE: Options = (
    ("r", "report", "A further report"),
    ("n", "note", "A case note"),
    ("s", "still-away", "Still away: somebody confirmed it"),
    ("e", "escalate", "An escalation of a professional disagreement"),
    ("a", "escalation-answered", "The answer to an escalation"),
    ("d", "alert", "From the day team, for the night"),
    *GONE_WITH,
)
RISK_OR_GRADE: Options = (
    ("r", "risk", "Our own judgement of risk"),
    ("p", "police-grade", "What the police said: log, officer, grade"),
)


class ActingScreen(Screen[None]):
    """A screen on which one episode is selected. Each action takes the episode at the key press."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "Find", id="find", tooltip="Find a child by name, date of birth, log number, place"),
        Binding("o", "open", "Open", id="open", tooltip="Open an episode: find the child first"),
        act_key("s", "switch", "Switch", "Switch between absence and missing", show=True),
        act_key("f", "found", "Found", "Found, but not back"),
        act_key("r", "return", "Return", "Back: record the return", show=True),
        Binding("a", "add", "Add", show=False, id="add", tooltip="Add a report, a note, who went with the child"),
        act_key("i", "interview", "Interview", "Return interview: offered, accepted, declined, held, written up"),
        act_key("m", "meeting", "Meeting", "Strategy meeting: called or held"),
        act_key("b", "briefing", "Briefing", "Written briefing sent"),
        act_key("t", "told", "Told", "Who was told, when and how"),
        act_key("v", "review", "Review", "Promise a call-back or review, or record it as done"),
        act_key("x", "lcs", "On LCS", "Entered on LCS, the council's case system"),
        act_key("u", "limit", "Until", "Agree a new limit for an absence"),
        act_key("y", "police-saw", "Police saw", "The police saw the child: prevention interview"),
        Binding("k", "risk", "Risk", show=False, id="risk", tooltip="Judge the risk; record the police log and grade"),
        act_key("z", "end", "End", "End without a return: turned 18, died, moved"),
        Binding("w", "waive", "Waive", show=False, id="waive", tooltip="A duty need not be met: a manager says why"),
        Binding("c", "card", "Call card", show=False, id="card", tooltip="The call card: what police ask"),
        Binding("l", "lock", "Lock", show=False, id="lock", tooltip="Lock the screen; what you typed is kept"),
    ]

    def selected_case(self) -> Case | None:
        """The case under the cursor, at this moment."""
        raise NotImplementedError

    def case_or_word(self) -> Case | None:
        """The same; when there is none, that is said."""
        case = self.selected_case()
        if case is None:
            shell_of(self).announce("No episode is selected.")
        return case

    def action_act(self, act: str) -> None:
        """Open an act's form on the selected episode."""
        if case := self.case_or_word():
            self.open_form(act, case)

    def open_form(self, act: str, case: Case, **prefill: str) -> None:
        """Open an act's form on a case, whatever is selected by then; a form that could only refuse is not opened."""
        from screens.forms.act import CHILD
        from screens.forms.acts import ACTS
        from screens.forms.barred import barred
        from screens.forms.form import ActForm
        from screens.forms.scene import scene_of

        if ACTS[act].needs == CHILD:  # about the child, not this episode: as from the call card
            self.app.push_screen(ActForm(ACTS[act], child=case.child.id), self.recorded)
            return
        if words := barred(ACTS[act], scene_of(shell_of(self).desk, case.child.id, case.episode.id, prefill)):
            shell_of(self).announce(f"{words}.")
            return
        self.app.push_screen(ActForm(ACTS[act], case=case, prefill=prefill), self.recorded)

    def recorded(self, receipt: Receipt | None) -> None:
        """Say what was recorded, and show it."""
        if receipt is None:
            return
        shell = shell_of(self)
        shell.night_changed()
        shell.announce(receipt_words(receipt, self))

    def action_add(self) -> None:
        """A report or a note."""
        self._pick("Add to", REPORT_OR_NOTE)

    def action_risk(self) -> None:
        """Our judgement, or the grade of the police: two different things (D20)."""
        self._pick("Risk to", RISK_OR_GRADE)

    def _pick(self, title: str, options: Options) -> None:
        case = self.case_or_word()
        if case is None:
            return

        def picked(act: str | None) -> None:
            if act:
                self.open_form(act, case, child=case.child.id)

        from screens.pick import Pick

        self.app.push_screen(Pick(f"{title} {named(case.child, case.now)}", options), picked)

    def action_waive(self) -> None:
        """Choose one of the episode's duties and say why it need not be met."""
        case = self.case_or_word()
        if case is None:
            return
        if not case.owed:
            shell_of(self).announce(f"{named(case.child, case.now)}: nothing is owed.")
            return
        letters = "abcdefghijklmnopqrstuvwxyz"
        options = [(key, duty.id, duty.rule.text) for key, duty in zip(letters, case.owed, strict=False)]

        def picked(duty: str | None) -> None:
            if duty:
                self.open_form("waive", case, duty=duty)

        from screens.pick import Pick

        self.app.push_screen(Pick(f"Need not be met for {named(case.child, case.now)}:", options), picked)

    def action_find(self) -> None:
        """Find a child."""
        from screens.find import FindScreen

        self.app.push_screen(FindScreen(), self.back_from)

    def action_open(self) -> None:
        """Find the child first: one who is known is not registered twice."""
        self.action_find()

    def action_card(self) -> None:
        """The selected child's call card."""
        if case := self.case_or_word():
            from screens.find.card import CallCard

            self.app.push_screen(CallCard(case.child.id), self.back_from)

    def back_from(self, child: str | None) -> None:
        """Back from a card: the night as it is now; `child` is who something was recorded about there."""
        shell_of(self).night_changed()
        if child:
            self.attend(child)

    def attend(self, child: str) -> None:
        """Turn to a child about whom something was recorded elsewhere; a screen of one episode stays with it."""

    def action_lock(self) -> None:
        """Hide everything."""
        shell_of(self).lock()


def receipt_words(receipt: Receipt, screen: Screen[None]) -> str:
    """`Recorded: Kayleigh Barnes: found, at Piccadilly.`, and what the worker should know besides."""
    from models.events.words import entry_words

    history = shell_of(screen).desk.register.child(receipt.child) if receipt.child else None
    whose = f" {history.child.name}:" if history else ""
    words = [entry_words(entry) for entry in receipt.entries]
    done = words[0].whole if len(words) == 1 else "; ".join(each.done for each in words)
    notes = "".join(f" {note}." for note in receipt.notes)
    return f"Recorded:{whose} {done}.{notes}"
