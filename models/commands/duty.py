"""Commands that meet or decide what is owed, and that set the record right."""

from __future__ import annotations

from models.commands.base import Command
from models.commands.episode import OnEpisode

STEPS = ("offered", "accepted", "declined", "held", "written-up")


class RecordInterview(OnEpisode):
    """One step of the return interview."""

    step: str
    by: str = ""
    reason: str = ""
    where: str = ""
    present: str = ""
    independent: str = ""
    covers: tuple[str, ...] = ()
    """Further episodes it answers for; left empty, every other one that waits for an interview (D7)."""
    only: bool = False
    """It answers for this episode alone."""
    findings: dict[str, str] = {}


class RecordMeeting(OnEpisode):
    """A meeting called or held; `rules` are the rules whose duties it answers."""

    step: str
    rules: tuple[str, ...]
    meets: str = ""
    stage: str = ""
    chair: str = ""
    invited: tuple[str, ...] = ()
    attended: tuple[str, ...] = ()
    outcome: str = ""
    fed_back_to: tuple[str, ...] = ()


class RecordBriefing(OnEpisode):
    """The written briefing went out."""

    to: str = ""
    by: str = ""


class RecordTold(OnEpisode):
    """Somebody was told."""

    role: str
    name: str = ""
    how: str = ""
    reference: str = ""


class RecordLcs(OnEpisode):
    """Entered on the case system."""

    reference: str = ""


class RecordTask(OnEpisode):
    """A piece of work that a rule asks for was done."""

    rules: tuple[str, ...]
    text: str = ""


class Escalate(OnEpisode):
    """A professional disagreement goes to the next level."""

    to: str
    stage: str = ""
    text: str = ""


class AnswerEscalation(OnEpisode):
    """An escalation was answered."""

    text: str
    by: str = ""
    escalation: str = ""
    """The entry that made it; left empty, the only one that waits."""


class WaiveDuty(Command):
    """A duty need not be met, for a reason."""

    duty: str
    reason: str


class CorrectEntry(Command):
    """One field of an earlier entry was wrong."""

    entry: str
    field: str
    value: str
    reason: str
