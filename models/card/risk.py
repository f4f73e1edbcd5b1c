"""How much at risk the child is judged to be, tonight and before: by the council, and apart by the police (D20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.card.line import CardLine, known_or_gap
from models.events.episode import PoliceGraded, RiskJudged
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.times.words import day_time_short

RISK = "risk"
"""The act that judges it."""


def risk_lines(history: ChildHistory, now: datetime) -> Iterator[CardLine]:
    """Tonight's judgement, or that there is none; then the last one of an earlier time away, and the police's grade."""
    episode = history.open_episode
    if episode:
        said = _judged(episode, now)
        yield known_or_gap("Risk tonight", said, "how high do you judge the risk, and why?", (RISK, "grade"))
    before = [each for each in history.episodes if each != episode and not each.voided]
    latest = sorted(before, key=lambda each: each.since, reverse=True)
    judged = next((words for each in latest if (words := _judged(each, now))), "")
    graded = next((words for each in latest if (words := _graded(each, now))), "")
    if judged or graded:
        yield CardLine("Risk before", "; ".join(filter(None, (judged, graded))))


def _judged(episode: Episode, now: datetime) -> str:
    for entry, event in reversed(list(episode.each(RiskJudged))):
        harm = ", significant harm feared" if event.significant_harm else ""
        why = f": {event.reason}" if event.reason else ""
        return f"{event.grade}{harm} ({entry.by.name}, {day_time_short(event.happened_at, now)}){why}"
    return ""


def _graded(episode: Episode, now: datetime) -> str:
    for _, event in reversed(list(episode.each(PoliceGraded))):
        if event.grade:
            return f"police grade {event.grade} ({day_time_short(event.happened_at, now)})"
    return ""
