"""The extract for the case system: every episode of a year, one row each, in columns that an import knows again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from models.events.base import OfEpisode
from models.events.duty import (
    InterviewAccepted,
    InterviewDeclined,
    InterviewHeld,
    InterviewOffered,
    InterviewStep,
    InterviewWrittenUp,
    MeetingHeld,
    PersonTold,
)
from models.events.episode import Found, PoliceSawChild
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.returns.year import CollectionYear
from models.times.zone import local, local_date

STEPS: dict[str, type[InterviewStep]] = {
    "interview offered": InterviewOffered,
    "interview accepted": InterviewAccepted,
    "interview declined": InterviewDeclined,
    "interview held": InterviewHeld,
    "interview written up": InterviewWrittenUp,
}
COLUMNS = (
    *("lcs", "surname", "forename", "dob", "status", "start", "end", "limit", "place", "risk"),
    *("switches", "ended without return", "found at", "found where", "seen by police", "police log", "police officer"),
    *(
        "police grade",
        *STEPS,
        "interview by",
        "interview reason",
        "meetings held",
        "told",
        "nightdesk child",
        "nightdesk episode",
    ),
)


def extract_rows(histories: Iterable[ChildHistory], year: CollectionYear, now: datetime) -> list[tuple[str, ...]]:
    """The rows by start: episodes that began in the year, or before it ends now; void ones are left out."""
    found = [
        (episode.since, _row(history, episode))
        for history in histories
        for episode in history.counting
        if year.first <= local_date(episode.since) <= year.last and episode.since <= now
    ]
    return [row for _, row in sorted(found)]


def _row(history: ChildHistory, episode: Episode) -> tuple[str, ...]:
    child = history.child
    born = child.dob.strftime("%d/%m/%Y") if child.dob else ""
    limit = minute(episode.limit.at) if episode.limit else ""
    switches = "; ".join(f"{spell.status} {minute(spell.start)}" for spell in episode.spells[1:])
    return (
        *(child.detail("lcs"), child.detail("surname"), child.detail("forename"), born),
        *(episode.opened_status, minute(episode.since), minute(episode.ended_at), limit, episode.place, episode.risk),
        *(switches, episode.ended, _last(episode, Found), _where(episode), _last(episode, PoliceSawChild)),
        *(episode.police_log, episode.police_officer, episode.police_grade),
        *_interview(history, episode),
        "; ".join(_meetings(episode)),
        "; ".join(f"{event.role} {minute(event.happened_at)}" for _, event in episode.each(PersonTold)),
        *(episode.child, episode.id),
    )


def _last(episode: Episode, kind: type[OfEpisode]) -> str:
    times = [event.happened_at for _, event in episode.each(kind)]
    return minute(times[-1]) if times else ""


def _where(episode: Episode) -> str:
    places = [event.where for _, event in episode.each(Found) if event.where]
    return places[-1] if places else ""


def _interview(history: ChildHistory, episode: Episode) -> Iterator[str]:
    """When each step was last taken, by whom, and why declined or late."""
    steps = [event for _, event in history.each(InterviewStep) if episode.id in (event.episode, *event.covers)]
    for kind in STEPS.values():
        times = [step.happened_at for step in steps if isinstance(step, kind)]
        yield minute(times[-1]) if times else ""
    yield next((step.by for step in reversed(steps) if step.by), "")
    yield "; ".join(step.reason for step in steps if step.reason)


def _meetings(episode: Episode) -> Iterator[str]:
    for _, event in episode.each(MeetingHeld):
        yield f"{minute(event.happened_at)} under {', '.join(event.rules)}"


def minute(at: datetime | None) -> str:
    """`21/11/2026 22:40`, London; on the night when the clocks go back with GMT or BST."""
    if at is None:
        return ""
    here = local(at)
    twice = here.utcoffset() != here.replace(fold=1 - here.fold).utcoffset()
    # Put together by hand: strftime takes as long as all the rest of a row.
    words = f"{here.day:02}/{here.month:02}/{here.year:04} {here.hour:02}:{here.minute:02}"
    return f"{words} {here.tzname()}" if twice else words
