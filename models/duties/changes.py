"""When time alone changes what is owed: the moments at which something is crossed, comes soon, or is late.

Between two of them duties, clocks and counts stay as they are; only the time left goes down.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta

from models.duties.arisings import INSTANT, next_crossing
from models.duties.birthdays import of_age_at
from models.duties.course import Course
from models.duties.lapses import provisional
from models.duties.windows import SLACK, places
from models.history.episode import Episode
from models.times.zone import END


def next_change(course: Course, now: datetime) -> datetime:
    """The first moment after now at which something is different although nothing was entered; END if none is known."""
    found = [at for at in _soonest(course, now) if at > now]
    return min(found, default=END)


def _soonest(course: Course, now: datetime) -> Iterator[datetime]:
    yield course.until
    turns = _turns(course)
    place = bisect_right(turns, now)
    yield from turns[place : place + 1]
    yield from _of_counts(course, now)
    for episode in course.history.counting:
        if episode.ended_at is None or episode.ended_at > now:
            yield from _of_episode(episode, course, now)


def _turns(course: Course) -> list[datetime]:
    """The moments that do not depend on which one is asked for, in order."""
    if course.turns is None:
        course.turns = sorted({at for at in _fixed(course) if at > course.since})
    return course.turns


def _fixed(course: Course) -> Iterator[datetime]:
    history, since = course.history, course.since
    for period in course.rulebook.periods:
        yield period.since
    for entry in history.entries:
        yield entry.entered_at
        yield entry.happened_at
    if history.standing and history.standing[-1].happened_at > since:
        yield from (entry.happened_at for entry in history.standing)
    for life in course.moving:
        yield from life.moments
        for duty in life.duties:
            if duty.deadline and not duty.ended:
                yield duty.deadline - duty.rule.soon
                yield duty.deadline + INSTANT
    if history.child.dob:
        yield of_age_at(history.child.dob)


def _of_counts(course: Course, now: datetime) -> Iterator[datetime]:
    """When the next episode drops out of a window, or an absence is shown beside it no longer."""
    for when in course.rulebook.windows:
        mine, length = places(course.history, when), timedelta(days=when.days)
        first = bisect_left(mine.placed, now - length - SLACK, key=lambda each: each.at)
        yield from (each.drops_out_at + INSTANT for each in mine.placed[first:])
        place = bisect_left(mine.absences, now - length)
        yield from (at + length + INSTANT for at in mine.absences[place : place + 1])


def _of_episode(episode: Episode, course: Course, now: datetime) -> Iterator[datetime]:
    """Limits, and hours that are still running."""
    soons = course.rulebook.soons
    for limit in episode.limits:
        yield limit.at
        yield from (limit.at - soon for soon in soons)
    likely = provisional(episode, now)
    for when in course.rulebook.timed:
        for spells in (episode.spells, likely) if likely is not episode.spells else (likely,):
            at = next_crossing(when, spells, now)
            if at is not None:
                yield at
                yield from (at - soon for soon in soons)
