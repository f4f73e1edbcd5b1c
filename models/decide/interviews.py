"""The return interview, step by step."""

from __future__ import annotations

from typing import Any

from models import ids
from models.commands.duty import STEPS, RecordInterview
from models.decide.asking import Asking, Decision
from models.duties.owed import duties
from models.events.duty import (
    InterviewAccepted,
    InterviewDeclined,
    InterviewHeld,
    InterviewOffered,
    InterviewStep,
    InterviewWrittenUp,
)
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.times.reading import Reading
from models.times.words import day_time

FINDINGS: dict[str, str] = {
    "own_words": "Own words: as the child says it",
    "reasons": "Reasons: why the child went",
    "push": "Pushed away by",
    "pull": "Pulled by",
    "triggers": "Triggers",
    "people": "People",
    "places": "Places",
    "planned": "Planned? A bag packed",
    "exploitation": "Exploitation? Signs of it",
    "plan_changes": "Plan changes: because of this",
    "visit_place_reason": "Why seen there",
}
"""What an interview may bring to light; a protocol may add to it. The part before a colon or question mark is the
name of the form's field (16 letters at most), the rest its explanation."""

_KINDS: dict[str, type[InterviewStep]] = {
    "offered": InterviewOffered,
    "accepted": InterviewAccepted,
    "declined": InterviewDeclined,
    "held": InterviewHeld,
    "written-up": InterviewWrittenUp,
}


def finding_words(label: str) -> tuple[str, str]:
    """A finding's name, for a field or a line, and its explanation: `Planned?` and `A bag packed`."""
    mark = min((label.find(each) for each in ":?" if each in label), default=len(label))
    return label[: mark + 1].rstrip(":"), label[mark + 1 :].strip()


def record_interview(asking: Asking, command: RecordInterview) -> Decision:
    """`held` needs no `accepted` before it; nothing of it comes before the return."""
    step = asking.choice("step", command.step, STEPS)
    found = asking.standing_episode("episode", command.episode)
    at = asking.past("at", command.at)
    if found is None:
        return asking.refused()
    history, episode = found
    _check_order(asking, history, episode, step, at)
    fields = _fields(asking, command, step)
    covers = () if command.only or at is None else _covers(asking, command, history, episode, at)
    if at is None or asking.problems:
        return asking.refused()
    if step == "held" and not fields["reason"]:
        _note_late(asking, history, episode, at)
    source = asking.line("source", command.source)
    event = _KINDS[step](happened_at=at.at, about=at.about, source=source, episode=episode.id, covers=covers, **fields)
    return asking.decided((episode.child, event), child=history.child.id, episode=episode.id)


def _check_order(asking: Asking, history: ChildHistory, episode: Episode, step: str, at: Reading | None) -> None:
    back = episode.ended_at
    if back is None:
        asking.wrong("episode", f"{history.child.name} is not back yet: record the return first")
    elif at and at.at < back:
        asking.wrong("at", f"{day_time(at.at)} is before the return, {day_time(back)}")
    if step == "written-up" and not _held(history, episode):
        asking.wrong("step", "the interview has not been recorded as held yet")


def _held(history: ChildHistory, episode: Episode) -> bool:
    return any(episode.id in (event.episode, *event.covers) for _, event in history.each(InterviewHeld))


def _fields(asking: Asking, command: RecordInterview, step: str) -> dict[str, Any]:
    fields: dict[str, Any] = {"by": asking.line("by", command.by), "reason": asking.prose("reason", command.reason)}
    known = FINDINGS | asking.protocol.findings
    for name in command.findings.keys() - known.keys():
        asking.wrong("finding", f"{name[:40]!r} is not asked at the interview; one of: {', '.join(known)}")
    findings = {name: asking.prose(name, text) for name, text in command.findings.items() if name in known}
    findings = {name: text for name, text in findings.items() if text}
    if step == "held":
        fields |= {name: asking.line(name, getattr(command, name)) for name in ("where", "present", "independent")}
    if step in ("held", "written-up"):
        fields["findings"] = findings
    elif findings:
        asking.wrong("finding", "findings come from an interview that was held")
    return fields


def _note_late(asking: Asking, history: ChildHistory, episode: Episode, at: Reading) -> None:
    """Held after its deadline and nobody says why: what the audits found most, and what is easiest asked at once."""
    owed = (
        each for each in duties(history, asking.rulebook, asking.now) if each.is_owed and each.episode == episode.id
    )
    late = [each.deadline for each in owed if each.rule.owes == "interview" and each.deadline and each.deadline < at.at]
    if late:
        asking.notes.append(
            f"held after the deadline of {day_time(late[0])}, and no reason is recorded (hospital, custody, missing "
            "again, out of area): correct the field reason of this entry to say it"
        )


def _covers(
    asking: Asking, command: RecordInterview, history: ChildHistory, episode: Episode, at: Reading
) -> tuple[str, ...]:
    """The other episodes this step answers for: those named, else those that wait (D7)."""
    if command.covers:
        return _named(asking, command.covers, history, episode, at)
    if command.step == "written-up":
        return _heard_with(history, episode)
    waiting = _waiting(asking, history, episode, at)
    if waiting and command.step in ("held", "declined"):
        asking.notes.append("answers also for the episode of " + ", ".join(day_time(each.since) for each in waiting))
    return tuple(each.id for each in waiting)


def _named(
    asking: Asking, covers: tuple[str, ...], history: ChildHistory, episode: Episode, at: Reading
) -> tuple[str, ...]:
    found = [(text, history.episode(ids.normal(text))) for text in covers]
    for text, each in found:
        if each is None or each.voided:
            asking.wrong("covers", f"{text[:20]!r} is no episode of {history.child.name}; the whole id is wanted")
        elif each.ended_at is None or each.ended_at > at.at:
            asking.wrong("covers", f"{history.child.name} was not back yet from the episode of {day_time(each.since)}")
    return tuple(each.id for _, each in found if each and each.id != episode.id)


def _waiting(asking: Asking, history: ChildHistory, episode: Episode, at: Reading) -> list[Episode]:
    """The other episodes from which the child was back by then, and for which an interview is still owed."""
    found = duties(history, asking.rulebook, asking.now)
    owed = {duty.episode for duty in found if duty.is_owed and duty.rule.owes == "interview"} - {episode.id}
    return [each for each in history.counting if each.id in owed and each.returned_at and each.returned_at <= at.at]


def _heard_with(history: ChildHistory, episode: Episode) -> tuple[str, ...]:
    """The episodes that share an interview with this one: one write-up is enough for all of them."""
    shared = [(event.episode, *event.covers) for _, event in history.each(InterviewHeld)]
    found = dict.fromkeys(each for together in shared if episode.id in together for each in together)
    return tuple(each for each in found if each != episode.id)
