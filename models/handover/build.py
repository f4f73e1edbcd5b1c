"""Generating the items of a handover, in their order, from the cases and from what was entered this shift."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from models.duties.beyond_protocol import ESCALATION
from models.duties.case import ABSENT as ABSENT_GROUP
from models.duties.case import MISSING, Case
from models.duties.duty import Duty
from models.events.duty import PersonTold
from models.events.entry import Entry
from models.handover.entered import alerts_left, calls, corrections, escalations_made
from models.handover.item import (
    ABSENT,
    COLA,
    CROSSED,
    ESCALATIONS,
    INTERVIEWS,
    STILL_MISSING,
    Item,
    numbered,
)
from models.handover.known import Known
from models.handover.said import duty_line, fully_named
from models.history.confirmed import carried_over, confirmed_words
from models.role_words import role_words
from models.times.words import day_time, day_time_short, duration

INTERVIEW = ("interview", "write-up")
TELL_PLACING = "tell-placing-authority"


def items_of(cases: Iterable[Case], entries: Iterable[Entry], known: Known, now: datetime) -> tuple[Item, ...]:
    """Every item, in order, numbered; `entries` are this shift's, `known` what they rest on."""
    cases = list(cases)
    shift = sorted((entry for entry in entries if entry.entered_at <= now), key=lambda entry: entry.seq)
    waiting = [duty for case in cases for duty in _own(case) if duty.rule.id == ESCALATION.id]
    return numbered(
        [
            *_away(cases, MISSING, STILL_MISSING),
            *_away(cases, ABSENT_GROUP, ABSENT),
            *_interviews(cases),
            *_crossed(cases),
            *_escalations(cases),
            *escalations_made(shift, known, waiting),
            *_cola(cases),
            *calls(shift, known),
            *corrections(shift, known),
            *alerts_left(shift, known),
        ]
    )


def _own(case: Case) -> list[Duty]:
    """The duties that wait and arose on this episode, so that none is named twice."""
    return [duty for duty in case.owed if duty.episodes[:1] in ((case.episode.id,), ("",), ())]


def _away(cases: list[Case], group: str, section: str) -> Iterator[Item]:
    """Those away, the longest first, each with all that is owed."""
    for case in sorted((case for case in cases if case.group == group), key=lambda case: case.episode.since):
        lines = [_how_long(case)]
        if carried_over(case.episode, case.now):
            lines.append(confirmed_words(case.episode, case.now))
        if group == ABSENT_GROUP:
            lines += _limit(case)
        lines += [duty_line(duty, case.now) for duty in case.owed]
        ahead = (clock for clock in case.live_clocks if not clock.duty and clock.at)
        lines += [f"ahead: {clock.label} {day_time(clock.at)}" for clock in ahead if clock.at]
        counts = dict.fromkeys(
            f"{count.n} of {count.of} in {count.window_days} days" for count in case.counts if count.n
        )
        lines += [f"counted: {words}" for words in counts]
        yield Item(f"away/{case.episode.id}", section, fully_named(case.child, case.now), (*lines, _told(case)))


def _how_long(case: Case) -> str:
    episode = case.episode
    away = duration(episode.time_away(case.now).total_seconds())
    found = f"; FOUND {day_time(episode.found_at)}, NOT BACK" if episode.found_at else ""
    place = f" from {episode.place}" if episode.place else ""
    log = f"; police log {episode.police_log}" if episode.police_log else ""
    return f"away {away}{place}, since {episode.said(episode.since)}{found}; risk {episode.risk or 'NOT JUDGED'}{log}"


def _limit(case: Case) -> list[str]:
    """Until when, agreed with whom; no limit is said too."""
    limit = case.episode.limit
    if limit is None:
        return ["NO LIMIT is recorded"]
    agreed = f", agreed by {limit.agreed_by}" if limit.agreed_by else ""
    return [f"limit {day_time(limit.at)}{agreed}" + (": LAPSED, waits for a decision" if case.lapsed else "")]


def _interviews(cases: list[Case]) -> Iterator[Item]:
    for case in cases:
        yield from _item_of(case, "interview", INTERVIEWS, [d for d in _own(case) if d.rule.owes in INTERVIEW])


def _crossed(cases: list[Case]) -> Iterator[Item]:
    """Meetings and briefings whoever they concern; of those who are back, everything else that is owed too."""
    for case in cases:
        apart = [duty for duty in _own(case) if duty.rule.owes not in INTERVIEW and duty.rule.id != ESCALATION.id]
        if case.episode.is_open:
            apart = [duty for duty in apart if duty.rule.owes in ("meeting", "briefing")]
        yield from _item_of(case, "owed", CROSSED, apart)


def _escalations(cases: list[Case]) -> Iterator[Item]:
    for case in cases:
        for duty in (duty for duty in _own(case) if duty.rule.id == ESCALATION.id):
            line = f"{duty.whys[0]}; owed since {day_time(duty.arose_at)}, NOT ANSWERED"
            yield Item(f"owed/{duty.id}", ESCALATIONS, fully_named(case.child, case.now), (line,))


def _item_of(case: Case, kind: str, section: str, owed: list[Duty]) -> Iterator[Item]:
    if owed:
        lines = [duty_line(duty, case.now) for duty in owed]
        back = f"returned {day_time(case.episode.returned_at)}" if case.episode.returned_at else ""
        lines = [back, *lines] if back else lines
        yield Item(f"{kind}/{case.episode.id}", section, fully_named(case.child, case.now), (*lines, _told(case)))


def _cola(cases: list[Case]) -> Iterator[Item]:
    for case in cases:
        if not case.child.placing:
            continue
        told = [duty for duty in case.duties if duty.rule.id == TELL_PLACING]
        waits = any(duty.is_owed for duty in told)
        word = "NOT TOLD" if waits else "told" if told else "no rule asks for it"
        line = f"{case.child.placing}: {word}"
        yield Item(f"cola/{case.episode.id}", COLA, fully_named(case.child, case.now), (line, _told(case)))


def _told(case: Case) -> str:
    """Who has been told, and when."""
    told = {event.role: entry.happened_at for entry, event in case.episode.each(PersonTold)}
    said = (f"{role_words(role)} {day_time_short(at, case.now)}" for role, at in told.items())
    return "told: " + (", ".join(said) or "nobody is recorded")
