"""Generating a handover from the cases and from what was entered this shift."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from models.duties.case import ABSENT as ABSENT_GROUP
from models.duties.case import MISSING, Case
from models.duties.duty import Duty
from models.events.child import CallTaken
from models.events.desk import DayAlertLeft
from models.events.duty import EntryCorrected, EntryVoided, PersonTold
from models.events.entry import Entry
from models.events.episode import EpisodeVoided
from models.events.words import entry_words
from models.handover.item import (
    ABSENT,
    ALERTS,
    CALLS,
    COLA,
    CORRECTIONS,
    CROSSED,
    INTERVIEWS,
    STILL_MISSING,
    Item,
)
from models.history.child import Child
from models.times.words import clock_time, date_words, day_time, duration
from models.times.zone import local_date

INTERVIEW = ("interview", "write-up")
SETS_RIGHT = (EntryCorrected, EntryVoided, EpisodeVoided)
TELL_PLACING = "tell-placing-authority"


def items_of(cases: Iterable[Case], entries: Iterable[Entry], names: dict[str, Child], now: datetime) -> list[Item]:
    """Every item, in order. `entries` are those entered this shift; `names` the children they are about."""
    cases = list(cases)
    shift = sorted(entries, key=lambda entry: entry.seq)
    return [
        *_away(cases, MISSING, STILL_MISSING),
        *_away(cases, ABSENT_GROUP, ABSENT),
        *_owed(cases, INTERVIEWS, interview=True),
        *_owed(cases, CROSSED, interview=False),
        *_cola(cases),
        *(_of_entry(entry, CALLS, names) for entry in shift if isinstance(entry.event, CallTaken)),
        *(_of_entry(entry, CORRECTIONS, names) for entry in shift if isinstance(entry.event, SETS_RIGHT)),
        *(_of_entry(entry, ALERTS, names) for entry in shift if isinstance(entry.event, DayAlertLeft)),
    ]


def named(child: Child, now: datetime) -> str:
    """The child, so that none is taken for another."""
    age = child.age(local_date(now))
    born = f", born {date_words(child.dob)}" if child.dob else ""
    return f"{child.name}, {'?' if age is None else age}{born}, {child.legal}"


def duty_line(duty: Duty, now: datetime) -> str:
    """What is owed, by when, by whom, and who has not been told."""
    when = (
        f"by {day_time(duty.deadline)}" if duty.deadline else f"owed since {day_time(duty.arose_at)}, no deadline set"
    )
    late = ", OVERDUE" if duty.deadline and now > duty.deadline else ""
    owner = f", {duty.owner}" if duty.owner else ""
    untold = f"; not told: {', '.join(duty.outstanding)}" if duty.outstanding else ""
    called = f"; {duty.called}" if duty.called else ""
    return f"{duty.rule.label}: {when}{late}{owner}{untold}{called}"


def _away(cases: list[Case], group: str, section: str) -> Iterator[Item]:
    """Those away, the longest first."""
    mine = sorted((case for case in cases if case.group == group), key=lambda case: case.episode.since)
    for case in mine:
        episode = case.episode
        found = ", FOUND, NOT BACK" if episode.status == "found" else ""
        away = duration(episode.time_away(case.now).total_seconds())
        lines = [f"away {away}, since {day_time(episode.since)}{found}; risk {episode.risk or 'not judged'}"]
        if group == ABSENT_GROUP and episode.limit:
            lines.append(f"limit {day_time(episode.limit.at)}" + (": LAPSED, not decided" if case.lapsed else ""))
        ahead = [clock for clock in case.live_clocks if not clock.duty]
        lines += [f"ahead: {clock.label} {day_time(clock.at)}" for clock in ahead if clock.at]
        lines += [duty_line(duty, case.now) for duty in case.owed]
        yield Item(f"away/{episode.id}", section, named(case.child, case.now), (*lines, _told(case)))


def _owed(cases: list[Case], section: str, interview: bool) -> Iterator[Item]:
    """What is owed on children who are back: interviews apart from the rest."""
    for case in cases:
        if case.episode.is_open:
            continue
        duties = [duty for duty in case.owed if (duty.rule.owes in INTERVIEW) == interview]
        duties = [duty for duty in duties if duty.episode == case.episode.id]
        if duties:
            lines = tuple(duty_line(duty, case.now) for duty in duties)
            yield Item(f"owed/{duties[0].id}", section, named(case.child, case.now), (*lines, _told(case)))


def _cola(cases: list[Case]) -> Iterator[Item]:
    for case in cases:
        told = [duty for duty in case.duties if duty.rule.id == TELL_PLACING]
        if case.child.placing:
            waiting = any(duty.is_owed for duty in told)
            word = "NOT TOLD" if waiting else "told" if told else "nothing to tell yet"
            line = f"{case.child.placing}: {word}"
            yield Item(f"cola/{case.episode.id}", COLA, named(case.child, case.now), (line, _told(case)))


def _told(case: Case) -> str:
    """Who has been told, and when."""
    told = {event.role: entry.happened_at for entry, event in case.episode.each(PersonTold)}
    return "told: " + (", ".join(f"{role} {clock_time(at)}" for role, at in told.items()) or "nobody is recorded")


def _of_entry(entry: Entry, section: str, names: dict[str, Child]) -> Item:
    child = names.get(entry.subject)
    said = entry_words(entry).whole
    headline = f"{child.name}: {said}" if child else said
    return Item(f"entry/{entry.id}", section, headline, (f"{entry.by.name}, {day_time(entry.entered_at)}",))
