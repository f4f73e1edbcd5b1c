"""What each event says in words, for timelines, for what others recorded, and for what was just recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.events import child, desk, duty, episode, imported
from models.events.base import Event
from models.events.entry import Entry
from models.history.details import DETAILS
from models.ids import spoken
from models.record import Record
from models.role_words import role_words
from models.text import how_many
from models.times.words import clock_time, day_time, day_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Words(Record):
    """One event: what was done ("found"), and the rest of it ("at Piccadilly, by police")."""

    done: str
    more: str = ""

    @property
    def whole(self) -> str:
        """Both together."""
        return f"{self.done}, {self.more}" if self.more else self.done


def words_of(event: Event) -> Words:
    """The words of an event that can be read."""
    make = _WORDS.get(type(event))
    return make(event) if make else Words(type(event).__name__)


def entry_words(entry: Entry) -> Words:
    """The words of an entry; of one that cannot be read, that it cannot."""
    if entry.event is None:
        return Words(f"{entry.type}", "an entry that this version of Nightdesk cannot read")
    return words_of(entry.event)


def news_words(entry: Entry, name: str) -> str:
    """What somebody recorded: `J Okafor recorded Kayleigh Barnes found at 04:00, at Piccadilly`."""
    words = entry_words(entry)
    at = f" at {clock_time(entry.happened_at)}" if entry.happened_at != entry.entered_at else ""
    more = f", {words.more}" if words.more else ""
    whom = f" {name}" if name else ":"
    return f"{entry.by.name} recorded{whom} {words.done}{at}{more}"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _with(word: str, text: str) -> str:
    return f"{word} {text}" if text else ""


def _answers(answers: Mapping[str, str]) -> str:
    return "; ".join(f"{name.replace('_', ' ')}: {text}" for name, text in answers.items() if text)


def _opened(event: episode.EpisodeOpened) -> Words:
    said = _answers(event.circumstances)
    return Words(f"opened as {event.status}", _joined(_with("from", event.place), said))


def _limit(event: episode.AbsenceLimitAgreed) -> Words:
    sure = _joined(_with("confirmed by", event.confirmed_by), event.confirmed_how)
    more = _joined(_with("with", event.agreed_by), _with("whereabouts:", event.whereabouts), sure, event.reason)
    return Words(f"absence agreed until {day_time(event.limit)}", more)


def _graded(event: episode.PoliceGraded) -> Words:
    return Words(
        "police graded" if event.grade else "police log noted" if event.log else "police officer noted",
        _joined(event.grade, _with("log", event.log), _with("officer", event.officer)),
    )


def _interview(what: str) -> Callable[[Any], Words]:
    def make(event: Any) -> Words:
        more = (
            _with("by", event.by),
            event.reason,
            _with("at", getattr(event, "where", "")),
            _with("present:", getattr(event, "present", "")),
            _with("independent:", getattr(event, "independent", "")),
            _answers(getattr(event, "findings", {})),
        )
        also = f"for {len(event.covers)} more episodes too" if event.covers else ""
        return Words(f"return interview {what}", _joined(*more, also))

    return make


def _called(event: duty.MeetingCalled) -> Words:
    when = f" for {day_time(event.meets_at)}" if event.meets_at else ""
    return Words(f"meeting called{when}", _meeting(event))


def _meeting(event: duty.MeetingStep) -> str:
    invited, attended = ", ".join(event.invited), ", ".join(event.attended)
    return _joined(
        _with("stage", event.stage),
        f"under {', '.join(event.rules)}",
        _with("chair", event.chair),
        _with("invited:", invited),
        _with("attended:", attended),
    )


def _held(event: duty.MeetingHeld) -> Words:
    fed = _with("fed back to", ", ".join(event.fed_back_to))
    came = " ".join(event.attended).lower()
    away = ", ".join(name for name in event.invited if came and name.lower() not in came)
    return Words("meeting held", _joined(_meeting(event), _with("did NOT come:", away), event.outcome, fed))


def _changed(event: child.ChildDetailsChanged) -> Words:
    names = (DETAILS.get(name, name) for name in event.details)
    return Words("details changed", "; ".join(names))


def _risk(event: episode.RiskJudged) -> Words:
    harm = "risk of significant harm" if event.significant_harm else ""
    return Words(f"risk judged {event.grade}", _joined(event.reason, harm))


def _told(event: duty.PersonTold) -> Words:
    how = _joined(event.name, _with("by", event.how), _with("reference", event.reference))
    return Words(f"{role_words(event.role)} told", how)


def _call(event: child.CallTaken) -> Words:
    more = _joined(_with("from", event.caller), event.number, _with("about", event.about_whom), event.text)
    return Words("call taken", more)


def _police_report(event: imported.PoliceReportKept) -> Words:
    ended = _with("to", day_time(event.ended)) if event.ended else "no end yet"
    return Words(
        "police download", _joined(_with("log", event.log), event.status, f"from {day_time(event.happened_at)}", ended)
    )


_WORDS: dict[type[Event], Callable[[Any], Words]] = {
    episode.EpisodeOpened: _opened,
    episode.AbsenceLimitAgreed: _limit,
    episode.StatusSwitched: lambda e: Words(f"switched to {e.to}", e.reason),
    episode.ReportAdded: lambda e: Words("reported gone again" if e.gone_again else "reported again", e.text),
    episode.StillAway: lambda e: Words("still away, confirmed", _joined(_with("by", e.source), e.text)),
    episode.Found: lambda e: Words("found", _joined(_with("at", e.where), _with("by", e.by))),
    episode.Returned: lambda e: Words("returned", _joined(_with("to", e.where), _answers(e.answers))),
    episode.PoliceSawChild: lambda e: Words("seen by police", _joined(e.by, e.outcome)),
    episode.EpisodeEnded: lambda e: Words("ended without a return", e.reason),
    episode.EpisodeVoided: lambda e: Words("void, opened in error", e.reason),
    episode.RiskJudged: _risk,
    episode.PoliceGraded: _graded,
    episode.ReviewPromised: lambda e: Words(f"review promised for {day_time(e.due)}", e.text),
    episode.ReviewDone: lambda e: Words("review done", e.text),
    duty.InterviewOffered: _interview("offered"),
    duty.InterviewAccepted: _interview("accepted"),
    duty.InterviewDeclined: _interview("declined"),
    duty.InterviewHeld: _interview("held"),
    duty.InterviewWrittenUp: _interview("written up"),
    duty.MeetingCalled: _called,
    duty.MeetingHeld: _held,
    duty.BriefingSent: lambda e: Words("briefing sent", _joined(_with("to", e.to), _with("by", e.by))),
    duty.PersonTold: _told,
    duty.EnteredOnLcs: lambda e: Words("entered on LCS", _with("reference", e.reference)),
    duty.TaskDone: lambda e: Words("work done", _joined(f"under {', '.join(e.rules)}", e.text)),
    duty.EscalationMade: lambda e: Words(f"escalated to {e.to}", _joined(_with("stage", e.stage), e.text)),
    duty.EscalationAnswered: lambda e: Words("escalation answered", _joined(_with("by", e.by), e.text)),
    duty.DutyWaived: lambda e: Words("duty waived", _joined(e.duty.partition(".")[2], e.reason)),
    duty.EntryCorrected: lambda e: Words(f"entry corrected: {e.field} is {e.value}", e.reason),
    duty.EntryVoided: lambda e: Words("entry struck", e.reason),
    child.ChildRegistered: lambda e: Words("registered"),
    child.ChildDetailsChanged: _changed,
    child.ChildrenLinked: lambda e: Words(f"linked with child {spoken(e.other)}", e.reason),
    child.SameChildSaid: lambda e: Words(f"said to be the same child as {spoken(e.other)}", e.reason),
    child.SameChildUnsaid: lambda e: Words(f"said not to be the same child as {spoken(e.other)}", e.reason),
    child.NoteAdded: lambda e: Words("note", e.text),
    child.CallTaken: lambda e: Words(
        "call taken", _joined(_with("from", e.caller), e.number, _with("about", e.about_whom), e.text)
    ),
    child.PanelHeard: lambda e: Words(f"heard at the panel {day_words(e.panel_on)}", e.outcome),
    imported.PoliceReportKept: _police_report,
    imported.OurTimeKept: lambda e: Words(f"our {e.field} kept against the police report", e.reason),
    desk.StoreMade: lambda e: Words("store begun", "for training" if e.training else ""),
    desk.WorkerAdded: lambda e: Words(f"{e.name} entered as {e.role}"),
    desk.ProtocolChosen: lambda e: Words(f"protocol {e.name} chosen"),
    desk.AlertSeen: lambda e: Words("alert seen"),
    desk.ShiftHandedOver: lambda e: Words("handover signed", how_many(len(e.items), "item")),
    desk.HandoverAcknowledged: lambda e: Words("handover acknowledged", how_many(len(e.items), "item")),
    desk.DayAlertLeft: lambda e: Words("left for the night", e.text),
    desk.HistoryImported: lambda e: Words(
        f"{e.kind} imported", f"{how_many(e.rows, 'row')}, complete to {day_time(e.until)}"
    ),
    desk.StoreRepaired: lambda e: Words("store set right", e.what),
}
"""How each event is worded."""
