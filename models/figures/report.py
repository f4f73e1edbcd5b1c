"""A period's whole report: the counts, by month, by placement, by reason, where children were found, and how known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from models.events.episode import Found
from models.figures.counted import Figures, Pair, begun_in, by_hour, figures, place_of, reasons_of
from models.figures.period import Period
from models.history.daytime import Daytime
from models.history.history import ChildHistory
from models.record import Record

Named = tuple[str, Figures]
"""One placement or reason, and the counts of its episodes."""


class Report(Record):
    """Everything that is counted of a period, once, for the paper, the screen, the file and JSON."""

    whole: Figures
    months: tuple[Figures, ...]
    placements: tuple[Named, ...]
    """By where the children went from, most episodes first."""
    reasons: tuple[Named, ...]
    """By why they went; an episode with several reasons stands under each."""
    found_at: tuple[tuple[str, int], ...]
    """Where missing children were found, most first."""
    hours: tuple[tuple[int, ...], ...]
    known: str
    """How far the episodes of the period are known, those of the daytime too (D19)."""


def report(histories: Iterable[ChildHistory], period: Period, daytime: Daytime, now: datetime) -> Report:
    """Counts a period; each child is looked at once."""
    pairs = begun_in(histories, period)
    places: dict[str, list[Pair]] = {}
    reasons: dict[str, list[Pair]] = {}
    for history, episode in pairs:
        places.setdefault(place_of(history, episode), []).append((history, episode))
        for reason in dict.fromkeys(reasons_of(history, episode)):
            reasons.setdefault(reason, []).append((history, episode))
    return Report(
        whole=figures(pairs, period),
        months=tuple(figures(pairs, month) for month in period.months()),
        placements=_named(places, period),
        reasons=_named(reasons, period),
        found_at=tuple(Counter(_found(pairs)).most_common()),
        hours=by_hour(pairs),
        known=daytime.words(period.begins, min(now, period.ends)),
    )


def _named(groups: Mapping[str, list[Pair]], period: Period) -> tuple[Named, ...]:
    found = ((name, figures(mine, period)) for name, mine in groups.items())
    return tuple(sorted(found, key=lambda each: (-each[1].missing - each[1].absent, each[0])))


def _found(pairs: Iterable[Pair]) -> Iterable[str]:
    """The last place in which each missing child was located."""
    for _, episode in pairs:
        places = [event.where for _, event in episode.each(Found) if event.where]
        if places and episode.ever_missing:
            yield places[-1]
