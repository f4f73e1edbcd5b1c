"""Acts that meet what is owed, or judge: interview, meeting, telling, the case system, risk, reviews."""

from __future__ import annotations

from collections.abc import Mapping

from models.commands import duty as commands
from models.commands import episode as on_episode
from models.decide.interviews import FINDINGS, finding_words
from models.duties.chair import chair_for
from models.duties.duty import Duty
from models.events.duty import InterviewHeld, InterviewOffered
from models.times.words import day_time
from screens.forms.act import CASE, Act
from screens.forms.acts_episode import SOURCE, WHEN, now_words
from screens.forms.ask import CHOICE, MANY, PROSE, YES_NO, Ask, Choices
from screens.forms.scene import Scene
from screens.readings import COMING, PAST

_HELD = ("step", ("held",))
_SAID = ("step", ("held", "written-up"))
STEPS: Choices = (
    ("offered", "offered"),
    ("accepted", "accepted"),
    ("declined", "declined"),
    ("held", "held"),
    ("written-up", "written up"),
)


def _next_step(scene: Scene) -> str:
    """The step that usually comes next."""
    if scene.episode is None or scene.history is None:
        return ""
    mine = scene.episode.id
    if any(mine in (event.episode, *event.covers) for _, event in scene.history.each(InterviewHeld)):
        return "written-up"
    offered = any(mine in (event.episode, *event.covers) for _, event in scene.history.each(InterviewOffered))
    return "held" if offered else "offered"


def _covers(scene: Scene) -> Choices:
    """The other episodes that wait for an interview: one interview may answer for all (D7)."""
    if scene.history is None or scene.episode is None:
        return ()
    heard = {each for _, event in scene.history.each(InterviewHeld) for each in (event.episode, *event.covers)}
    waiting = [
        other
        for other in scene.history.counting
        if other.id != scene.episode.id and other.returned_at and other.ever_missing and other.id not in heard
    ]
    return tuple((other.id, f"also the episode of {day_time(other.since)}") for other in waiting)


def _interview_asks(scene: Scene) -> tuple[Ask, ...]:
    covers = _covers(scene)
    every = ",".join(value for value, _ in covers)
    also = (Ask("covers", "Answers for", MANY, choices=covers, prefill=lambda _: every, only_if=_HELD),)
    findings = {name: finding_words(label) for name, label in (FINDINGS | scene.protocol.findings).items()}
    return (
        Ask("step", "Interview", CHOICE, choices=STEPS, prefill=_next_step),
        Ask("at", "When", PAST, WHEN),
        Ask("by", "By", wanted="name and role"),
        Ask("where", "Where seen", only_if=_HELD),
        Ask("present", "Who was there", only_if=_HELD),
        Ask("independent", "Independent?", wanted="of whom: placement, team", only_if=_HELD),
        Ask("reason", "Reason", PROSE, "why declined, or late: hospital, custody, missing again, out of area", lines=2),
        *(also if covers else ()),
        *(
            Ask(name, short[:15], PROSE, more, group="findings", only_if=_SAID, lines=2)
            for name, (short, more) in findings.items()
        ),
        SOURCE,
    )


def _interviewer(scene: Scene, _answers: Mapping[str, str]) -> list[str]:
    """By whom the protocol has the interview held for this child, and by when."""
    owed = [duty for duty in (scene.case.owed if scene.case else ()) if duty.rule.owes == "interview"]
    by = (f", by {day_time(duty.deadline)}" if duty.deadline else "" for duty in owed)
    return [f"{duty.rule.label}: {duty.owner}{when}" for duty, when in zip(owed, by, strict=True)]


def _rules(scene: Scene, owes: str) -> tuple[Choices, str]:
    """The rules that owe this, those owed now first, and the values of those owed now."""
    owed = [duty.rule for duty in (scene.case.owed if scene.case else ()) if duty.rule.owes == owes]
    traits = scene.history.child.traits if scene.history else frozenset[str]()
    known = [rule for rule in scene.protocol.rules if rule.owes == owes and rule.applies_to(traits)]
    labels = {rule.id: f"{rule.label} (owed now)" for rule in owed}
    labels |= {rule.id: rule.label for rule in known if rule.id not in labels}
    return tuple(labels.items()), ",".join(dict.fromkeys(rule.id for rule in owed))


def _owed_meeting(scene: Scene) -> Duty | None:
    """The meeting that this form was opened for, else the first that is owed."""
    owed = [duty for duty in (scene.case.owed if scene.case else ()) if duty.rule.owes == "meeting"]
    wanted = scene.given.get("rules", "")
    return next((duty for duty in owed if duty.rule.id == wanted), owed[0] if owed else None)


def _meeting_asks(scene: Scene) -> tuple[Ask, ...]:
    choices, owed = _rules(scene, "meeting")
    steps: Choices = (("called", "called"), ("held", "held"))
    called = next((True for duty in (scene.case.owed if scene.case else ()) if duty.called), False)
    duty = _owed_meeting(scene)
    chair = chair_for(duty, scene.history) if duty and scene.history else ""
    attend, stage = (", ".join(duty.rule.attend), duty.rule.stage) if duty else ("", "")
    return (
        Ask("step", "The meeting was", CHOICE, choices=steps, prefill=lambda _: "held" if called else "called"),
        Ask("rules", "It answers", MANY, choices=choices, prefill=lambda _: owed, known_as=("rule",)),
        Ask("at", "When", PAST, WHEN, prefill=now_words),
        Ask("meets", "Meets at", COMING, "tomorrow 1400", only_if=("step", ("called",))),
        Ask("chair", "Chair", prefill=lambda _: chair),
        Ask("stage", "Stage", wanted="1 or 2, where there are stages", prefill=lambda _: stage),
        Ask("invited", "Invited", PROSE, prefill=lambda _: attend, lines=2),
        Ask("attended", "Came", PROSE, only_if=_HELD, lines=2),
        Ask("outcome", "Outcome", PROSE, only_if=_HELD),
        Ask("fed_back_to", "Fed back to", wanted="child, carers, parents", only_if=_HELD),
        SOURCE,
    )


def _task_asks(scene: Scene) -> tuple[Ask, ...]:
    choices, owed = _rules(scene, "task")
    return (
        Ask("rules", "What was done", MANY, choices=choices, prefill=lambda _: owed, known_as=("rule",)),
        Ask("at", "When", PAST, WHEN, prefill=now_words),
        Ask("text", "In words", PROSE),
        SOURCE,
    )


def _briefing_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (
        Ask("at", "Sent at", PAST, WHEN, prefill=now_words),
        Ask("to", "To", wanted="Strategic Lead, Assistant Director"),
        Ask("by", "By", prefill=lambda scene: scene.worker.name),
        SOURCE,
    )


def _usual_way(scene: Scene) -> str:
    """By e-mail where the rule that waits asks for one (B2), else by telephone."""
    waiting = next((duty for duty in (scene.case.owed if scene.case else ()) if duty.outstanding), None)
    return "e-mail" if waiting and "e-mail" in waiting.rule.label else "telephone"


def _told_asks(scene: Scene) -> tuple[Ask, ...]:
    waiting = [role for duty in (scene.case.owed if scene.case else ()) for role in duty.outstanding]
    roles = scene.protocol.roles
    order = dict.fromkeys([*(role for role in waiting if role in roles), *roles])
    choices = tuple((role, f"{roles[role]}: WAITS" if role in waiting else roles[role]) for role in order)
    return (
        Ask("role", "Who was told", CHOICE, choices=choices, prefill=lambda _: next(iter(waiting), "")),
        Ask("at", "When", PAST, WHEN, prefill=now_words),
        Ask("how", "How", wanted="telephone, e-mail ..", prefill=_usual_way),
        Ask("name", "Name"),
        Ask("reference", "Their reference", wanted="police: the log number"),
        SOURCE,
    )


def _lcs_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (
        Ask("at", "Entered on LCS", PAST, WHEN, prefill=now_words),
        Ask("reference", "LCS reference"),
        SOURCE,
    )


def _risk_asks(scene: Scene) -> tuple[Ask, ...]:
    grades = tuple((grade, grade) for grade in scene.protocol.risk_grades)
    return (
        Ask("grade", "Risk (council)", CHOICE, choices=grades),
        Ask("significant_harm", "Serious harm?", YES_NO, "is there a risk of significant harm?"),
        Ask("reason", "Why", PROSE),
        Ask("at", "Judged at", PAST, WHEN, prefill=now_words),
        SOURCE,
    )


def _police_grade_asks(scene: Scene) -> tuple[Ask, ...]:
    return (
        Ask("log", "Police log no.", prefill=lambda s: s.episode.police_log if s.episode else ""),
        Ask("officer", "Officer, number", wanted="name and collar number"),
        Ask("grade", "Police grade", wanted="in their words: low, medium .."),
        Ask("at", "They said so at", PAST, WHEN, prefill=now_words),
    )


def _review_asks(_scene: Scene) -> tuple[Ask, ...]:
    ahead = ("done", ("", "no"))
    return (
        Ask("due", "Promised for", COMING, "02:30, or 2h", only_if=ahead),
        Ask("text", "What", wanted="call the carer back"),
        Ask("done", "Done already?", YES_NO),
        Ask("at", "When", PAST, WHEN, prefill=now_words),
    )


def _waive_asks(scene: Scene) -> tuple[Ask, ...]:
    owed = scene.case.owed if scene.case else ()
    choices = tuple((duty.id, duty.rule.label) for duty in owed)
    first = choices[0][0] if len(choices) == 1 else ""
    return (
        Ask("duty", "What is owed", CHOICE, choices=choices, prefill=lambda _: first),
        Ask("reason", "Why not needed", PROSE, "recorded with your name"),
    )


ACTS = (
    Act("interview", "Return interview of", CASE, commands.RecordInterview, _interview_asks, warns=_interviewer),
    Act("meeting", "Meeting about", CASE, commands.RecordMeeting, _meeting_asks),
    Act("briefing", "Written briefing on", CASE, commands.RecordBriefing, _briefing_asks),
    Act("told", "Who was told of", CASE, commands.RecordTold, _told_asks),
    Act("lcs", "Entered on LCS:", CASE, commands.RecordLcs, _lcs_asks),
    Act("task", "Done for", CASE, commands.RecordTask, _task_asks),
    Act("risk", "Risk to", CASE, on_episode.JudgeRisk, _risk_asks),
    Act("police-grade", "Police log and grade:", CASE, on_episode.RecordPoliceGrade, _police_grade_asks),
    Act("review", "Call back or review:", CASE, on_episode.PromiseReview, _review_asks),
    Act("waive", "Need not be met:", CASE, commands.WaiveDuty, _waive_asks, subject=""),
)
"""The acts of this page."""
