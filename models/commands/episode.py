"""Commands that open an episode, carry it on and end it."""

from __future__ import annotations

from models.commands.base import Command


class OnEpisode(Command):
    """What commands on an episode share."""

    episode: str
    at: str = ""
    source: str = ""


class OpenEpisode(Command):
    """A report that a child is away. `returned` records a whole episode of the past."""

    child: str
    status: str
    since: str
    source: str
    reported: str = ""
    place: str = ""
    limit: str = ""
    whereabouts: str = ""
    confirmed_by: str = ""
    confirmed_how: str = ""
    agreed_by: str = ""
    risk: str = ""
    significant_harm: bool = False
    police_log: str = ""
    police_officer: str = ""
    police_grade: str = ""
    police_told: str = ""
    returned: str = ""
    recorded_elsewhere: bool = False
    """Another system recorded it, and it is over: taken as it stands there, an absence also without its limit."""
    text: str = ""
    circumstances: dict[str, str] = {}


class AddReport(OnEpisode):
    """A further report: on an episode, or on a child who has one open."""

    text: str = ""


class ConfirmAway(OnEpisode):
    """Somebody, the `source`, confirmed that the child is still away; no second report."""

    text: str = ""


class SwitchStatus(OnEpisode):
    """Reclassify between missing and absence."""

    to: str
    reason: str
    limit: str = ""
    whereabouts: str = ""
    confirmed_by: str = ""
    confirmed_how: str = ""
    agreed_by: str = ""


class AgreeLimit(OnEpisode):
    """A new limit for an absence."""

    limit: str
    agreed_by: str = ""
    whereabouts: str = ""
    confirmed_by: str = ""
    confirmed_how: str = ""
    reason: str = ""


class RecordFound(OnEpisode):
    """Located, not back."""

    where: str = ""
    by: str = ""


class RecordReturn(OnEpisode):
    """Back; the episode ends."""

    found: str = ""
    police_saw: str = ""
    where: str = ""
    answers: dict[str, str] = {}


class RecordPoliceSaw(OnEpisode):
    """The police saw the child: their prevention interview."""

    by: str = ""
    outcome: str = ""


class EndEpisode(OnEpisode):
    """End without a return: `turned-18`, `died`, `moved`."""

    reason: str


class VoidRecord(Command):
    """Strike an episode opened in error, or one mistaken entry."""

    subject: str
    reason: str


class JudgeRisk(OnEpisode):
    """The council's judgement."""

    grade: str
    reason: str = ""
    significant_harm: bool = False


class RecordPoliceGrade(OnEpisode):
    """What the police said: grade, log number, officer."""

    grade: str = ""
    log: str = ""
    officer: str = ""


class PromiseReview(OnEpisode):
    """A call-back or review promised for `due`; `done` records that it took place."""

    due: str = ""
    text: str = ""
    done: bool = False
