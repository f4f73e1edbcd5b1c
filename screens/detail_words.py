"""What the detail of an episode says, now and looking back: who, the clocks, and one clock or entry whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType

from models.duties.alerts import named
from models.duties.case import Case
from models.duties.clocks import ELAPSED, Clock
from models.events.words import entry_words
from models.history.changed import change_words
from models.history.corrections import corrections_of
from models.times.words import clock_time, countdown, date_words, day_time, duration
from screens.board.columns import LEGAL_WORDS
from screens.board.episode_lines import EpisodeLines
from screens.widgets.board_row import BoardRow
from screens.widgets.plain_text import wrapped

TONES = {"overdue": "overdue", "due": "owed", "soon": "soon"}


class DetailLines(EpisodeLines, inherit_bindings=False):
    """Clocks and entries: Enter reads one in full."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *EpisodeLines.BINDINGS[:-1],
        Binding("enter", "choose", "Whole entry", id="episode.read", tooltip="Read the clock or entry in full"),
    ]


def who_lines(case: Case, width: int) -> list[str]:
    """Who the child is, and how the episode stands, in a window of this width."""
    child = case.child
    born = f"born {date_words(child.dob)}" if child.dob else "date of birth NOT KNOWN"
    placing = f", placed by {child.placing}" if child.placing else ""
    legal = LEGAL_WORDS.get(child.legal, child.legal)
    said = [f"{named(child, case.now)}, {born}, {legal}{placing}", f"{_stands(case)}; {case.episode.id}"]
    return [f" {line}" for words in said for line in wrapped(words, width - 2)]


def _stands(case: Case) -> str:
    """The status now, and apart from it since when the child is or was away: the two began at different times."""
    episode = case.episode
    status = {"absence": "ABSENT", "found": "FOUND, NOT BACK"}.get(episode.status, episode.status.upper())
    away, missing = (each.total_seconds() for each in (episode.time_away(case.now), episode.time_missing(case.now)))
    part = "" if missing == away else f", {duration(missing)} of it missing" if missing else ", none of it missing"
    both = "away and missing" if missing == away else "away"
    since = "since" if episode.is_open else "from"
    return f"{status}; {both} {since} {episode.said(episode.since)}, {duration(away)}{part}"


def clock_rows(case: Case) -> list[BoardRow]:
    """A row for each clock: time left, what, and why."""
    return [_clock_row(clock, case.now) for clock in (*case.live_clocks, *(c for c in case.clocks if not c.is_live))]


def _clock_row(clock: Clock, now: datetime) -> BoardRow:
    left = clock.left(now)
    cell = countdown(left.total_seconds()) if left is not None and clock.is_live else ""
    if clock.kind == ELAPSED and clock.is_live:
        cell = "OWED"
    state = "" if clock.state in ("running", "due") else f" ({clock.state.upper()})"
    return BoardRow(
        key=f"clock/{clock.rule}/{clock.duty}",
        countdown=cell,
        rest=f"{clock.label}{state}: {clock.why}",
        tone=TONES.get(clock.state, "plain"),
    )


def whole_words(case: Case, key: str) -> Iterator[str]:
    """A clock with its source, or an entry with everything it holds."""
    for clock in case.clocks:
        if key == f"clock/{clock.rule}/{clock.duty}":
            yield f"{clock.text[:1].upper()}{clock.text[1:]}. Why: {clock.why}."
            yield f"Source: {clock.source}"
    for entry in case.history.entries:
        if entry.id == key:
            yield entry_words(entry).whole
            for change in corrections_of(entry.id, case.history.entries):
                when = day_time(change.entered_at)
                yield f"SET RIGHT {when} by {change.by.name}: {change_words(change, case.history.entries)}"
            yield f"happened {day_time(entry.happened_at)}, entered {day_time(entry.entered_at)}, {entry.by.name}"
            yield f"entry {entry.seq}, {entry.id}, {clock_time(entry.entered_at)}"
