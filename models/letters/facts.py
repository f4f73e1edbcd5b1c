"""What a letter says of an episode: the facts as recorded, nothing that turns with the clock."""

from __future__ import annotations

from collections.abc import Iterator

from models.card.circumstances import CIRCUMSTANCES, circumstances_of
from models.duties.case import Case
from models.events.duty import PersonTold
from models.events.episode import EpisodeOpened, ReportAdded
from models.events.words import entry_words
from models.handover.said import duty_line, fully_named
from models.history.spells import MISSING
from models.letters.letter import TOLD_SO_FAR
from models.role_words import role_words
from models.text import one_line
from models.times.words import date_words, day_time, day_time_short

HIDDEN = "an address that is CONFIDENTIAL: ask the Emergency Duty Team by telephone"


def full_facts(case: Case) -> Iterator[str]:
    """Everything a professional who is responsible needs before they can ring back."""
    yield f"Child: {fully_named(case.child, case.now)}"
    yield f"Social worker: {case.child.detail('social_worker') or 'NOT RECORDED'}"
    yield _status(case)
    yield _risk(case)
    yield from _counts(case)
    yield ""
    yield from _circumstances(case)
    yield "What happened:"
    yield from _story(case)
    yield ""
    yield f"{TOLD_SO_FAR} {_told(case) or 'nobody is recorded'}"
    yield from _owed(case)


def few_facts(case: Case) -> Iterator[str]:
    """Who, and whether away: for those who need no more."""
    born = f", born {date_words(case.child.dob)}" if case.child.dob else ""
    yield f"Child: {case.child.name}{born}"
    episode = case.episode
    if episode.is_open:
        yield f"{_word(case)} since {episode.said(episode.since)}."
    elif episode.returned_at:
        yield f"Was away from {episode.said(episode.since)}, returned {episode.said(episode.returned_at)}."
    else:
        yield f"Was away from {episode.said(episode.since)}."


def _word(case: Case) -> str:
    return "MISSING" if case.episode.category == MISSING else "ABSENT (whereabouts known)"


def _status(case: Case) -> str:
    episode = case.episode
    place = HIDDEN if case.child.detail("confidential") else episode.place
    start = f"since {episode.said(episode.since)}" + (f", from {place}" if place else "")
    by = ", ".join(dict.fromkeys(opened.source for _, opened in episode.each(EpisodeOpened) if opened.source))
    start += f"; reported by {by}" if by else ""
    if episode.returned_at:
        return f"RETURNED {episode.said(episode.returned_at)}; was away {start}"
    if episode.ended_at:
        return f"ENDED {episode.said(episode.ended_at)} ({episode.ended}); was away {start}"
    if episode.found_at:
        return f"FOUND {episode.said(episode.found_at)}, NOT BACK; {_word(case)} {start}"
    limit = f"; agreed until {day_time(episode.limit.at)}" if episode.limit and _word(case) != "MISSING" else ""
    return f"{_word(case)} {start}{limit}"


def _risk(case: Case) -> str:
    episode = case.episode
    police = ", ".join(
        part
        for part in (
            f"log {episode.police_log}" if episode.police_log else "log number NOT RECORDED",
            episode.police_officer,
            f"graded {episode.police_grade}" if episode.police_grade else "",
        )
        if part
    )
    harm = ", RISK OF SIGNIFICANT HARM" if episode.significant_harm else ""
    return f"Risk, our judgement: {episode.risk or 'NOT JUDGED'}{harm}. Police: {police}."


def _counts(case: Case) -> Iterator[str]:
    """Each with how far it is known (D19): by day, for a letter says nothing that turns with the clock."""
    counted = (f"{each.n} of {each.of} in {each.window_days} days, {each.known}" for each in case.counts if each.n)
    for words in dict.fromkeys(counted):
        yield f"Counted: {words}."


def _circumstances(case: Case) -> Iterator[str]:
    said = circumstances_of(case.history, case.episode)
    for name, label in CIRCUMSTANCES.items():
        if name in said:
            yield f"{label}: {one_line(said[name])}"
    if said:
        yield ""


def _story(case: Case) -> Iterator[str]:
    for entry in case.episode.entries:
        if isinstance(entry.event, PersonTold):
            continue
        words = entry_words(entry)
        # The details of the opening stand above already, the place perhaps hidden.
        more = words.done if isinstance(entry.event, EpisodeOpened) else words.whole
        source = f" ({entry.event.source})" if entry.event and entry.event.source else ""
        again = " AGAIN" if isinstance(entry.event, ReportAdded) and entry.event.gone_again else ""
        yield f"  {day_time(entry.happened_at)}: {one_line(more)}{again}{source}"


def _told(case: Case) -> str:
    last = {event.role: entry.happened_at for entry, event in case.episode.each(PersonTold)}
    return ", ".join(f"{role_words(role)} {day_time_short(at, at)}" for role, at in last.items())


def _owed(case: Case) -> Iterator[str]:
    owed = [duty for duty in case.owed if duty.rule.owes not in ("tell", "briefing")]
    if owed:
        yield "Owed:"
    for duty in owed:
        yield f"  {duty_line(duty, duty.arose_at).removeprefix('owed: ')}"
