"""Entries in words: what happened, in one line, as timelines and histories show it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from models.events import child, desk, duty, episode
from models.events.base import Event
from models.events.entry import Entry
from models.history.details import DETAILS
from models.times.words import clock_time, day_time


def event_words(entry: Entry) -> str:
    """What an entry says. One that this version cannot read is shown by its name, never dropped."""
    if entry.event is None:
        return f"{entry.type}: an entry of another version of Nightdesk"
    words = _WORDS.get(type(entry.event))
    said = words(entry.event) if words else entry.type
    return f"about: {said}" if entry.event.about else said


def _with(first: str, **more: Any) -> str:
    """A sentence with the parts that were given: `name: value`, times in words."""
    parts = [f"{name.replace('_', ' ')} {_value(value)}" for name, value in more.items() if value]
    return "; ".join([first, *parts])


def _value(value: Any) -> str:
    if isinstance(value, datetime):
        return day_time(value)
    return ", ".join(value) if isinstance(value, tuple) else " ".join(str(value).split("\n"))


def _answers(answers: dict[str, str]) -> str:
    return "; ".join(f"{name.replace('_', ' ')}: {' '.join(text.split())}" for name, text in answers.items())


def _details(details: dict[str, str]) -> str:
    changed = (f"{DETAILS.get(name, name)}: {text or '(taken away)'}" for name, text in details.items())
    return "; ".join(changed)


def _step(what: str) -> Callable[[Any], str]:
    def words(event: duty.InterviewStep) -> str:
        findings = _answers(getattr(event, "findings", {}))
        said = _with(f"Return interview {what}", by=event.by, reason=event.reason, where=getattr(event, "where", ""))
        return said + (f"; {findings}" if findings else "")

    return words


def _graded(event: episode.PoliceGraded) -> str:
    return _with("Police:", grade=event.grade, log=event.log, officer=event.officer).replace(":;", ":")


_WORDS: dict[type[Event], Callable[[Any], str]] = {
    child.ChildRegistered: lambda e: f"Child registered: {_details(e.details)}",
    child.ChildDetailsChanged: lambda e: f"Details changed: {_details(e.details)}",
    child.ChildrenLinked: lambda e: _with(f"Linked with child {e.other}", reason=e.reason),
    child.SameChildSaid: lambda e: _with(f"Same child as {e.other}", reason=e.reason),
    child.SameChildUnsaid: lambda e: _with(f"Not the same child as {e.other}", reason=e.reason),
    child.NoteAdded: lambda e: f"Note: {e.text}",
    child.CallTaken: lambda e: _with(f"Call from {e.caller}: {e.text}", number=e.number, about=e.about_whom),
    child.PanelHeard: lambda e: _with(f"Missing panel of {e.panel_on.isoformat()}", outcome=e.outcome),
    episode.EpisodeOpened: lambda e: _with(f"Opened as {e.status}", place=e.place, told=_answers(e.circumstances)),
    episode.AbsenceLimitAgreed: lambda e: _with(
        f"Limit agreed: {day_time(e.limit)}",
        agreed_by=e.agreed_by,
        whereabouts=e.whereabouts,
        confirmed_by=e.confirmed_by,
        confirmed_how=e.confirmed_how,
        reason=e.reason,
    ),
    episode.StatusSwitched: lambda e: _with(f"Switched to {e.to}", reason=e.reason),
    episode.ReportAdded: lambda e: f"Further report: {e.text}",
    episode.Found: lambda e: _with("Found, not back", where=e.where, by=e.by),
    episode.Returned: lambda e: _with("Returned", where=e.where, asked=_answers(e.answers)),
    episode.PoliceSawChild: lambda e: _with("Seen by police", by=e.by, outcome=e.outcome),
    episode.EpisodeEnded: lambda e: f"Ended without a return: {e.reason}",
    episode.EpisodeVoided: lambda e: f"VOID, opened in error: {e.reason}",
    episode.RiskJudged: lambda e: _with(
        f"Risk judged {e.grade}", reason=e.reason, significant_harm="feared" if e.significant_harm else ""
    ),
    episode.PoliceGraded: _graded,
    episode.ReviewPromised: lambda e: _with(f"Promised for {day_time(e.due)}", what=e.text),
    episode.ReviewDone: lambda e: _with("Promised call or review done", what=e.text),
    duty.InterviewOffered: _step("offered"),
    duty.InterviewAccepted: _step("accepted"),
    duty.InterviewDeclined: _step("declined"),
    duty.InterviewHeld: _step("held"),
    duty.InterviewWrittenUp: _step("written up"),
    duty.MeetingCalled: lambda e: _with(
        "Meeting called", for_rules=e.rules, meets=e.meets_at, chair=e.chair, invited=e.invited
    ),
    duty.MeetingHeld: lambda e: _with(
        "Meeting held", for_rules=e.rules, chair=e.chair, attended=e.attended, outcome=e.outcome
    ),
    duty.BriefingSent: lambda e: _with("Written briefing sent", to=e.to, by=e.by),
    duty.PersonTold: lambda e: _with(f"Told: {e.role}", name=e.name, how=e.how, reference=e.reference),
    duty.EnteredOnLcs: lambda e: _with("Entered on LCS", reference=e.reference),
    duty.TaskDone: lambda e: _with("Done", for_rules=e.rules, what=e.text),
    duty.DutyWaived: lambda e: f"Waived {e.duty}: {e.reason}",
    duty.EntryCorrected: lambda e: f"Correction of {e.entry}: {e.field.replace('_', ' ')} is {_shown(e)}: {e.reason}",
    duty.EntryVoided: lambda e: f"Void: entry {e.entry}: {e.reason}",
    desk.DayAlertLeft: lambda e: f"From the day team: {e.text}",
}


def _shown(event: duty.EntryCorrected) -> str:
    """The corrected value; a stored instant as people read it."""
    from models.times.zone import from_iso

    try:
        return day_time(from_iso(event.value))
    except ValueError:
        return event.value


def told_words(entry: Entry) -> str:
    """Who was told and when, in the shortest form: `police 20:55`."""
    role = getattr(entry.event, "role", "")
    return f"{role} {clock_time(entry.happened_at)}"
