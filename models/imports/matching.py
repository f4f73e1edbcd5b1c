"""Which of our episodes a report from elsewhere is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from models.history.episode import Episode

NEAR = timedelta(hours=12)
"""Two starts no further apart than this may be one going missing, told differently."""


def episode_meant(episodes: Iterable[Episode], started: datetime, ended: datetime | None) -> Episode | None:
    """The episode whose start is nearest, of those that overlap the report or began near it; None if none does."""
    near = [each for each in episodes if _overlaps(each, started, ended) or abs(each.since - started) <= NEAR]
    return min(near, key=lambda each: (abs(each.since - started), each.id), default=None)


def _overlaps(episode: Episode, started: datetime, ended: datetime | None) -> bool:
    """Of a report without an end only its start is certain."""
    begins_before = episode.since < ended if ended else episode.since <= started
    return begins_before and (episode.ended_at is None or started < episode.ended_at)
