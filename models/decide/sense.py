"""What cannot be: the contradictions in a child's history, so that setting an entry right makes no new ones."""

from __future__ import annotations

from collections.abc import Iterator

from models.decide.asking import Asking
from models.events.duty import InterviewStep
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.history.spells import ABSENCE
from models.times.words import day_time

NOT_BEFORE_THE_START = {
    "Returned": "the return",
    "EpisodeEnded": "the end",
    "StatusSwitched": "the switch",
    "Found": "found",
    "PoliceSawChild": "seen by police",
    "ReportAdded": "the report",
    "StillAway": "the confirmation",
}
"""Events that lie within their episode, and what they are called."""

Contradictions = dict[tuple[str, ...], str]
"""Each by what it concerns, in words."""


def no_new_contradictions(asking: Asking, field: str, before: ChildHistory, after: ChildHistory) -> None:
    """Notes what would contradict itself afterwards and did not before."""
    known = contradictions(before)
    for what, message in contradictions(after).items():
        if what not in known:
            asking.wrong(field, message)


def contradictions(history: ChildHistory) -> Contradictions:
    """Everything in a history that cannot be."""
    found = dict(each for episode in history.counting for each in _in_episode(episode))
    for one, other in zip(history.counting, history.counting[1:], strict=False):
        if one.ended_at is None or one.ended_at > other.since:
            times = f"{day_time(one.since)} would overlap that of {day_time(other.since)}"
            found["overlap", one.id, other.id] = f"the episode of {times}"
    return found


def _in_episode(episode: Episode) -> Iterator[tuple[tuple[str, ...], str]]:
    start = day_time(episode.since)
    for entry in episode.entries:
        what = NOT_BEFORE_THE_START.get(entry.type)
        if what and entry.happened_at < episode.since:
            yield ("before", entry.id), f"{what}, {day_time(entry.happened_at)}, would be before the start, {start}"
    yield from _of_absence(episode, start)
    yield from _of_interviews(episode)


def _of_absence(episode: Episode, start: str) -> Iterator[tuple[tuple[str, ...], str]]:
    if not episode.limits and any(spell.status == ABSENCE for spell in episode.spells):
        yield ("no limit", episode.id), f"the absence in the episode of {start} would be without an agreed limit"
    if episode.limits and episode.limits[0].at <= episode.since:
        limit = day_time(episode.limits[0].at)
        yield ("limit", episode.id), f"the agreed limit, {limit}, would not be after the start, {start}"


def _of_interviews(episode: Episode) -> Iterator[tuple[tuple[str, ...], str]]:
    for entry, event in episode.each(InterviewStep):
        if episode.ended_at is None:
            yield ("away", entry.id), f"an interview is recorded {day_time(event.happened_at)}: void that first"
        elif event.happened_at < episode.ended_at:
            times = f"{day_time(event.happened_at)}, would be before the return, {day_time(episode.ended_at)}"
            yield ("interview", entry.id), f"the interview, {times}"
