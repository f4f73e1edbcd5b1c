"""What earlier episodes tell: how often, where found, and what return interviews said, which was never used before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.card.line import CardLine
from models.decide.interviews import FINDINGS, finding_words
from models.duties.windows import Count, Placed, count_now, places
from models.events.duty import InterviewHeld, InterviewWrittenUp
from models.events.episode import Found, Returned
from models.history.daytime import Daytime
from models.history.history import ChildHistory
from models.history.spells import MISSING
from models.protocol.rule import When
from models.times.words import date_words, day_time_short, duration
from models.times.zone import local_date

WINDOWS = (28, 90)
"""Days that police ask about."""

USED = ("triggers", "push", "pull", "people", "places", "exploitation", "own_words")
"""What interviews found that helps to trace a child, the most useful first."""


def times_before(history: ChildHistory, daytime: Daytime, now: datetime) -> Iterator[CardLine]:
    """How many missing episodes the last 28 and 90 days hold, the open one among them, and how far that is known."""
    for days in WINDOWS:
        when = When("count", days=days, statuses=(MISSING,))
        count = count_now("", when, places(history, when), now, daytime)
        yield CardLine(f"Missing in {days} days", _count_words(count, now))


def _count_words(count: Count, now: datetime) -> str:
    when = ", ".join(_began(placed, now) for placed in reversed(count.placed))
    absences = f"; absences besides: {count.absences}" if count.absences else ""
    if not count.placed:
        return f"none recorded{absences}; {count.known}"
    times = "1 time" if count.n == 1 else f"{count.n} times"
    return f"{times}: {when}{absences}; {count.known}"


def _began(placed: Placed, now: datetime) -> str:
    at = day_time_short(placed.at, now)
    return f"now, since {at}" if placed.episode.is_open else at


def on_record(history: ChildHistory, now: datetime) -> Iterator[CardLine]:
    """All earlier times away: how many since when, the longest, and the last."""
    past = [each for each in history.episodes if not each.voided and not each.is_open]
    if not past:
        return
    missing = sum(each.ever_missing for each in past)
    kinds = [f"{missing} missing" if missing else "", f"{len(past) - missing} absent" if len(past) > missing else ""]
    last, longest = max(past, key=lambda each: each.since), max(past, key=lambda each: each.time_away(now))
    first = date_words(local_date(min(each.since for each in past)))
    away = duration(longest.time_away(now).total_seconds())
    back = f" to {day_time_short(last.ended_at, now)}" if last.ended_at else ""
    when = f"{day_time_short(last.since, now)}{back}"
    yield CardLine("All on record", f"{', '.join(filter(None, kinds))}, since {first}; longest {away}; last {when}")


def found_before(history: ChildHistory, now: datetime) -> Iterator[CardLine]:
    """Where the child was found or came back to, newest first, each place once."""
    places: dict[str, list[str]] = {}
    for entry in reversed(history.standing):
        event = entry.event
        if isinstance(event, Found) and event.where:
            places.setdefault(event.where, []).append(day_time_short(event.happened_at, now))
    for place, times in places.items():
        yield CardLine("Found before", f"{place} ({', '.join(times)})")
    if not places and (back := [event.where for _, event in history.each(Returned) if event.where]):
        yield CardLine("Came back to", ", ".join(dict.fromkeys(reversed(back))))


def learning(history: ChildHistory) -> Iterator[CardLine]:
    """Triggers, people and places from return interviews, newest first."""
    for name in USED:
        for entry in reversed(history.standing):
            event = entry.event
            if isinstance(event, InterviewHeld | InterviewWrittenUp) and (said := event.findings.get(name)):
                day = date_words(local_date(event.happened_at))
                yield CardLine(finding_words(FINDINGS[name])[0], f"{said} (interview {day})")
