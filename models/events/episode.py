"""Events that open an episode, carry it on and end it."""

from __future__ import annotations

from datetime import datetime

from models.events.base import OfEpisode


class EpisodeOpened(OfEpisode):
    """The child is away. `happened_at` is the start: left, or last seen, whichever is later."""

    status: str
    """`missing` or `absence`."""
    reported_at: datetime | None = None
    """When the report reached us; None when not said."""
    place: str = ""
    """Where the child went from."""
    afterwards: bool = False
    """Recorded when it was over, as history: nobody needs to be told at once any more."""
    circumstances: dict[str, str] = {}
    """What the caller told: last seen by, clothing, worries, done so far … by name of the question."""


class AbsenceLimitAgreed(OfEpisode):
    """Until when the child may stay in the absence category (B8); none is open without one (D12)."""

    limit: datetime
    agreed_by: str = ""
    whereabouts: str = ""
    confirmed_by: str = ""
    confirmed_how: str = ""
    reason: str = ""


class StatusSwitched(OfEpisode):
    """One spell ended and the next began, at `happened_at`."""

    to: str
    reason: str


class ReportAdded(OfEpisode):
    """A further report on an episode that was already open (B2, D17)."""

    text: str
    gone_again: bool = False
    """The child had been back, and the case system still held the earlier episode open."""


class StillAway(OfEpisode):
    """Somebody confirmed that the child is away still: the carer, or the day system from which it was carried over."""

    text: str = ""


class Found(OfEpisode):
    """Located, not back: the episode stays open (D5)."""

    where: str = ""
    by: str = ""


class Returned(OfEpisode):
    """Back at the placement, home or another safe place; ends the episode (B11)."""

    where: str = ""
    answers: dict[str, str] = {}
    """What is asked on return (D24): injury, disclosure, safe to go back, hospital, custody."""


class PoliceSawChild(OfEpisode):
    """The police saw the child: their prevention interview, not the return interview."""

    by: str = ""
    outcome: str = ""


class EpisodeEnded(OfEpisode):
    """Ended without a return: the child turned 18, died, or moved to another authority (D18)."""

    reason: str


class EpisodeVoided(OfEpisode):
    """Opened in error; counts nowhere, and is kept (D14)."""

    reason: str


class RiskJudged(OfEpisode):
    """The council's own judgement of risk (D20)."""

    grade: str
    reason: str = ""
    significant_harm: bool = False


class PoliceGraded(OfEpisode):
    """What the police told us: their log number, officer and grade. Not our risk (D20)."""

    grade: str = ""
    log: str = ""
    officer: str = ""


class ReviewPromised(OfEpisode):
    """A call-back or review promised for a time; it has a clock of its own (D23)."""

    due: datetime
    text: str = ""


class ReviewDone(OfEpisode):
    """A promised call-back or review took place."""

    text: str = ""
