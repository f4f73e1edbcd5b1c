"""When time alone changes what is owed: the moments at which something is crossed, comes soon, or is late.

Between two of them duties, clocks and counts stay as they are; only the time left goes down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from models.duties.arisings import INSTANT, next_crossing
from models.duties.birthdays import OF_AGE
from models.duties.duty import Duty
from models.duties.lapses import provisional
from models.duties.rulebook import END, Rulebook
from models.duties.windows import Count
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.times.age import turns
from models.times.zone import at_local


def next_change(
    history: ChildHistory, rulebook: Rulebook, now: datetime, found: Iterable[Duty], windows: Iterable[Count]
) -> datetime:
    """The first moment after now at which something is different although nothing was entered; END if none is known.

    `found` and `windows` are the child's duties and counts now.
    """
    moments = [
        *(period.since for period in rulebook.periods),
        *(at for entry in history.entries for at in (entry.entered_at, entry.happened_at)),
        *(entry.happened_at for entry in history.standing),
        *(at for duty in found for at in _of_duty(duty)),
        *(at for count in windows for at in _of_count(count, history)),
        *(at for episode in history.counting for at in _of_episode(episode, rulebook, now)),
    ]
    if history.child.dob:
        moments.append(at_local(turns(history.child.dob, OF_AGE)))
    return min((at for at in moments if at > now), default=END)


def _of_duty(duty: Duty) -> Iterator[datetime]:
    if duty.is_owed and duty.deadline:
        yield duty.deadline - duty.rule.soon
        yield duty.deadline + INSTANT


def _of_count(count: Count, history: ChildHistory) -> Iterator[datetime]:
    for each in count.placed:
        yield each.drops_out_at + INSTANT
    for episode in history.counting:
        yield episode.since + timedelta(days=count.window_days) + INSTANT


def _of_episode(episode: Episode, rulebook: Rulebook, now: datetime) -> Iterator[datetime]:
    """Limits, and hours that are still running."""
    if episode.ended_at and episode.ended_at <= now:
        return
    likely = provisional(episode, now)
    for rule in (rule for period in rulebook.periods for rule in period.protocol.rules):
        ahead = [limit.at for limit in episode.limits]
        for when in rule.when:
            if when.kind == "time":
                ahead += [at for spells in (episode.spells, likely) if (at := next_crossing(when, spells, now))]
        for at in ahead:
            yield at
            yield at - rule.soon
