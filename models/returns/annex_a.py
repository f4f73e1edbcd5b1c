"""Ofsted's Annex A, list 8: the four columns about missing, one row for each looked-after child of this authority."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from models.events.duty import InterviewAccepted, InterviewDeclined, InterviewHeld, InterviewStep
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.returns.care import is_own_looked_after
from models.returns.year import CollectionYear
from models.times.zone import plus_local_days

CHILD = "Child Unique ID"
COLUMNS = (
    "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
    "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
    "Was the child offered a Return Interview after their last missing episode (Y/N)?",
    "Did the child accept a Return Interview after their last missing episode (Y/N)?",
)
YES, NO, UNKNOWN = "a) Yes", "b) No", "c) Unknown"
DAYS = 365


def annex_a_rows(
    histories: Iterable[ChildHistory], year: CollectionYear, now: datetime
) -> list[tuple[str, str, str, str, str]]:
    """The rows: the child's id and the four columns, for the 12 months that end with the year, or now if it goes on."""
    until = min(year.closes - timedelta(seconds=1), now)
    since = plus_local_days(until, -DAYS)
    own = (history for history in histories if is_own_looked_after(history.child))
    return sorted(_row(history, since, until) for history in own)


def _row(history: ChildHistory, since: datetime, until: datetime) -> tuple[str, str, str, str, str]:
    recent = [episode for episode in history.counting if since <= episode.since <= until]
    missing = [episode for episode in recent if episode.ever_missing]
    absent = len(recent) - len(missing)
    offered, accepted = _interview(history, missing[-1]) if missing else ("", "")
    return history.child.detail("lcs") or history.child.id, str(len(missing)), str(absent), offered, accepted


def _interview(history: ChildHistory, episode: Episode) -> tuple[str, str]:
    """Offered and accepted, of the last missing episode; blank while the child is away."""
    if episode.ended_at is None:
        return "", ""
    steps = [event for _, event in history.each(InterviewStep) if episode.id in (event.episode, *event.covers)]
    if not steps:
        return NO, NO
    if any(isinstance(step, InterviewHeld | InterviewAccepted) for step in steps):
        return YES, YES
    return YES, NO if any(isinstance(step, InterviewDeclined) for step in steps) else UNKNOWN
