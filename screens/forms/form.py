"""The form of any act: fields in the order the caller tells them, F2 saves, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from data.drafts import FormDraft
from data.outcome import Receipt, Refusal
from models.commands.base import Command
from models.decide import decide
from models.duties.case import Case
from models.history.history import ChildHistory
from models.problem import Problem
from screens.forms.act import Act
from screens.forms.acts import ACTS
from screens.forms.ask_field import AskField
from screens.forms.drafts import DraftKeeper
from screens.forms.likely import likely_children
from screens.forms.questions import already_away, far_back, leaving, on_record
from screens.forms.scene import case_of, scene_of
from screens.forms.second_report import report_from
from screens.forms.submission import Submission, Trouble
from screens.forms.typed_form import TypedForm
from screens.widgets.form_field import FormField, show_problems


class ActForm(TypedForm):
    """Asks what an act needs and submits its command. Answers the receipt, or None when nothing was recorded.

    It opens on a case, a child, or neither, as the act needs; `prefill` is what is known already, by field; `focus`
    names the field to begin in.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "save", "Save", id="form.save", tooltip="Record it; every problem is shown at once"),
        Binding("ctrl+s", "save", "Save", show=False, id="form.save-too", tooltip="The same as F2"),
        Binding("escape", "leave", "Back", id="form.back", tooltip="Go back; asks when typed text would go"),
    ]

    def __init__(
        self,
        act: Act,
        case: Case | None = None,
        child: ChildHistory | str | None = None,
        prefill: Mapping[str, str] | None = None,
        draft: FormDraft | None = None,
        focus: str = "",
    ) -> None:
        super().__init__(act, case, child, prefill, draft, focus)
        self._confirmed: set[tuple[str, str]] = set()
        self._made_sure = False
        self._counted = 0
        """Problems beside the fields of which the line below says how many there are."""

    def on_mount(self) -> None:
        """A child who is away already is asked about first."""
        self._submission = Submission(self.desk)
        if self.act.id == "open" and self._draft is None:
            self._ask_if_away()

    def action_save(self) -> None:
        """Record it, once what is doubtful has been confirmed; every problem is shown at once."""
        self.flush()
        self._counted = 0
        self.say()
        command = self._command()
        if self._may_be_on_record():
            return
        doubtful = [(f.label, f.time.words(f.value)) for f in self.asked if f.time and self._is_doubtful(f)]
        if doubtful and not self._problems_of(command):
            self.app.push_screen(far_back(doubtful), self._confirm)
            return
        outcome = self._submission.send(command, self.answers)
        if isinstance(outcome, Receipt):
            self._close(outcome)
        elif isinstance(outcome, Refusal):
            self._refused(outcome.problems)
        else:
            self._not_recorded(outcome)

    def _may_be_on_record(self) -> bool:
        """Whether a child who is likely on record already is shown first (D22)."""
        found = [] if self._made_sure or self.act.id != "register" else likely_children(self.scene, self.answers)
        if not found:
            return False

        def answered(answer: str | None) -> None:
            if answer == "r":
                self._made_sure = True
                self.action_save()
            elif answer:
                self._open_card(found[int(answer) - 1].child)

        self.app.push_screen(on_record(found, self.scene), answered)
        return True

    def _open_card(self, child: str) -> None:
        """Go to the card of the child who was on record; what was typed stays a draft."""
        from screens.find.card import CallCard

        self._keep()
        self.dismiss(None)
        self.app.push_screen(CallCard(child))

    def _command(self) -> Command:
        return self.act.make(self.scene, self.key, {field.field_name: field.to_send for field in self.asked})

    def _is_doubtful(self, field: AskField) -> bool:
        """A time that lies far back and that the worker has not confirmed as it stands."""
        far = field.time is not None and field.time.far_back(field.value)
        return far and (field.field_name, field.to_send) not in self._confirmed

    def _problems_of(self, command: Command) -> Sequence[Problem]:
        desk = self.desk
        return decide(desk.register, command, desk.worker, desk.now(), desk.rulebook).problems

    def _confirm(self, answer: str | None) -> None:
        """The times are right: record it."""
        if answer:
            self._confirmed |= {(field.field_name, field.to_send) for field in self.asked if field.time}
            self.action_save()

    def _refused(self, problems: Sequence[Problem]) -> None:
        """Every problem beside its field; those of no field below."""
        known = {name: field.field_name for field in self.asked for name in field.ask.known_as}
        pairs = [(known.get(problem.field, problem.field), problem.message) for problem in problems]
        rest = show_problems(self.asked, pairs)
        beside = len(pairs) - len(rest)
        if self.act.id == "open" and any(problem.field == "child" for problem in problems):
            self._ask_if_away()
        self._counted = 0 if rest else beside
        self.say(f"NOT RECORDED. {'. '.join(rest)}." if rest else to_put_right(beside))

    def on_form_field_changed(self, event: FormField.Changed) -> None:
        """One problem fewer, once what it was about has been changed."""
        left = sum(field.is_refused for field in self.asked)
        if self._counted and left < self._counted:
            self._counted = left
            self.say(to_put_right(left) if left else "NOT RECORDED yet. F2 saves.")

    def _not_recorded(self, trouble: Trouble) -> None:
        """Say why; the draft stays, and the same command is sent again. A settled doubt makes the next a new one."""
        if trouble.settled:
            self._keeper.discard()
            self.key = self.desk.new_key()
            self._keeper = DraftKeeper(self.desk, self.act.id, self.key, self._ids)
        self._keep()
        self.say(trouble.words)

    def _ask_if_away(self) -> None:
        """A child who is away already: the report goes to the open episode, or the return is recorded first (D17)."""
        history = self.desk.register.child(self._ids["child"])
        if history is None or history.open_episode is None:
            return
        self.scene = scene_of(self.desk, history.child.id, "", self.given)
        away = history.open_episode.id

        def answered(answer: str | None) -> None:
            if answer == "a":
                typed = report_from(self.fields) if self.is_touched else {}
                self.app.push_screen(ActForm(ACTS["report"], case_of(self.desk, away), prefill=typed), self._reported)
            elif answer == "g":
                self.app.push_screen(ActForm(ACTS["return"], case_of(self.desk, away)), self._returned)
            elif not self.is_touched:
                self.dismiss(None)

        self.app.push_screen(already_away(self.scene), answered)

    def _reported(self, receipt: Receipt | None) -> None:
        """The report went to the open episode: this form has nothing more to do."""
        if receipt:
            self._close(receipt)
        elif not self.is_touched:
            self.dismiss(None)

    def _returned(self, receipt: Receipt | None) -> None:
        """The return is recorded: go on with the new episode."""
        self.scene = scene_of(self.desk, self._ids["child"], "", self.given)
        self._show_head()
        if receipt is None and not self.is_touched:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Go back; when something typed would go, ask what to do with it."""
        if not self.is_touched and not self._submission.is_in_doubt:
            self._close(None)
            return
        self.app.push_screen(leaving(self.act, self.scene), self._leave)

    def _leave(self, answer: str | None) -> None:
        if answer == "d":
            self._keep()
            self.dismiss(None)
        elif answer == "t":
            self._close(None)

    def _close(self, answer: Receipt | None) -> None:
        """Leave with nothing waiting to be put aside."""
        self.forget()
        self.dismiss(answer)


def to_put_right(count: int) -> str:
    """What the line below says while problems stand beside the fields."""
    return f"NOT RECORDED: {count} to put right above." if count else "NOT RECORDED."
