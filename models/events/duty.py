"""Events that meet what is owed, or decide that it no longer is."""

from __future__ import annotations

from datetime import datetime

from models.events.base import Event, OfEpisode


class InterviewStep(OfEpisode):
    """What the return interview's events share. The facts of each step stay apart."""

    by: str = ""
    """Who offers or holds it, name and role."""
    reason: str = ""
    """Why declined, or why late: refused, hospital, custody, missing again, out of area."""
    covers: tuple[str, ...] = ()
    """Further episodes of this child that the same interview answers for (D7)."""


class InterviewOffered(InterviewStep):
    """The return interview was offered."""


class InterviewAccepted(InterviewStep):
    """The child accepted it."""


class InterviewDeclined(InterviewStep):
    """The child declined it."""


class InterviewHeld(InterviewStep):
    """The return interview took place."""

    where: str = ""
    present: str = ""
    independent: str = ""
    findings: dict[str, str] = {}
    """The child's own words, triggers, push, pull, people, places, planned, exploitation, plan changes."""


class InterviewWrittenUp(InterviewStep):
    """The interview is on the record and case-noted (B5)."""

    findings: dict[str, str] = {}


class MeetingStep(OfEpisode):
    """What a meeting's events share."""

    rules: tuple[str, ...]
    """The rules whose duties it answers (D11)."""
    stage: str = ""
    chair: str = ""
    invited: tuple[str, ...] = ()
    attended: tuple[str, ...] = ()


class MeetingCalled(MeetingStep):
    """A meeting has been called, for a time if one is set."""

    meets_at: datetime | None = None


class MeetingHeld(MeetingStep):
    """A meeting took place."""

    outcome: str = ""
    fed_back_to: tuple[str, ...] = ()


class BriefingSent(OfEpisode):
    """The written briefing went out (B7)."""

    to: str = ""
    by: str = ""


class PersonTold(OfEpisode):
    """Somebody was told: a role of PRACTICE's lists, how, and their reference."""

    role: str
    name: str = ""
    how: str = ""
    reference: str = ""


class EnteredOnLcs(OfEpisode):
    """What is owed to the case system has been entered there (B1)."""

    reference: str = ""


class TaskDone(OfEpisode):
    """A duty that is a piece of work (risk assessment, action plan …) was done."""

    rules: tuple[str, ...]
    text: str = ""


class EscalationMade(OfEpisode):
    """A professional disagreement was taken to the next level: to whom, at which stage, over what."""

    to: str
    stage: str = ""
    text: str = ""


class EscalationAnswered(OfEpisode):
    """An escalation was answered; `escalation` is the id of the entry that made it."""

    escalation: str
    text: str
    by: str = ""


class DutyWaived(Event):
    """A person decided, with a reason, that a duty need not be met."""

    duty: str
    reason: str


class EntryCorrected(Event):
    """One field of an earlier entry was wrong (D14). The mistaken entry is kept."""

    entry: str
    field: str
    value: str
    reason: str


class EntryVoided(Event):
    """A whole earlier entry was a mistake (D14). It is kept, struck."""

    entry: str
    reason: str
