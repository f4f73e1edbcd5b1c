"""The sections of the card about this time: the caller, the worry, last seen, looks, who was told, what to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from models.card.circumstances import CIRCUMSTANCES, TOLD
from models.card.line import CIRCUMSTANCE, POLICE, REVIEW, CardLine, CardSection, detail_line, known_or_gap
from models.card.line import TOLD as TELL
from models.duties.owed import duties
from models.duties.rulebook import Rulebook
from models.events.duty import PersonTold
from models.events.episode import AbsenceLimitAgreed, EpisodeOpened, Found, ReportAdded
from models.history.child import Child
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.history.spells import ABSENCE
from models.times.words import day_time, day_time_short, duration

QUESTIONS = {
    "call_back": "a number to call back on",
    "worries": "why are you worried?",
    "done_so_far": "what has been done so far to trace the child?",
    "last_seen_by": "who saw the child last, and where?",
    "going": "where was the child going, and with whom?",
    "clothing": "what is the child wearing, and is there a bag?",
    "phone": "has the child a phone, and is it on?",
    "planned": "was it planned: a bag packed, money taken?",
}

Circumstances = Mapping[str, str]


def _asked(name: str, said: Circumstances) -> CardLine:
    return known_or_gap(CIRCUMSTANCES[name], said.get(name, ""), QUESTIONS[name], (CIRCUMSTANCE, name))


def caller(history: ChildHistory, episode: Episode | None, said: Circumstances) -> CardSection:
    """Who is calling, and the Philomena form."""
    opened = [event.source for _, event in episode.each(EpisodeOpened)] if episode else []
    lines = [
        known_or_gap("Reported by", ", ".join(opened), "who is calling, and in which role?", (CIRCUMSTANCE, "source")),
        _asked("call_back", said),
        detail_line(history.child, "philomena", "is there a Philomena form? Tell police of it"),
    ]
    return CardSection("caller", "Caller", tuple(lines))


def worry(episode: Episode | None, said: Circumstances, now: datetime) -> CardSection:
    """Why worried, what was done, and every further report."""
    lines = [_asked("worries", said), _asked("done_so_far", said)]
    lines += [CardLine("Told besides", said[TOLD])] if said.get(TOLD) else []
    strange = (name for name in said if name not in CIRCUMSTANCES and name != TOLD)
    lines += [CardLine(name.replace("_", " ").capitalize(), said[name]) for name in strange]
    for _, report in episode.each(ReportAdded) if episode else ():
        when = day_time_short(report.happened_at, now)
        lines.append(CardLine("Reported again", f"{when}, {report.source}: {report.text}"))
    return CardSection("worry", "The worry", tuple(lines))


def last_seen(episode: Episode | None, said: Circumstances, now: datetime) -> CardSection:
    """When, where, by whom; going where."""
    lines = [_since(episode, now), *(_limit_lines(episode, now) if episode else ())]
    if episode and episode.found_at:
        lines.append(CardLine("FOUND, NOT BACK", _found_words(episode)))
    lines += [_asked("last_seen_by", said), _asked("going", said), _asked("planned", said)]
    return CardSection("seen", "Last seen", tuple(lines))


def _limit_lines(episode: Episode, now: datetime) -> Iterator[CardLine]:
    """What was agreed for an absence; a missing child has no limit any more."""
    agreed = [event for _, event in episode.each(AbsenceLimitAgreed)]
    if episode.category != ABSENCE or not agreed:
        return
    last, by = agreed[-1], ("limit", "agreed_by")
    lapsed = "LAPSED " if last.limit <= now else ""
    yield CardLine("Agreed limit", f"{lapsed}{day_time_short(last.limit, now)}", fills=("limit", "limit"))
    yield known_or_gap("Agreed by", last.agreed_by, "who agreed the limit?", by)
    yield known_or_gap("Whereabouts", last.whereabouts, "at which address is the child?", ("limit", "whereabouts"))
    sure = ", ".join(part for part in (last.confirmed_by, last.confirmed_how) if part)
    yield known_or_gap("Confirmed by", sure, "who confirmed that, and how?", ("limit", "confirmed_by"))


def _found_words(episode: Episode) -> str:
    found = [event for _, event in episode.each(Found)][-1:]
    where = "".join(f", {event.where}" for event in found if event.where)
    return f"{day_time(episode.found_at or episode.since)}{where}"


def _since(episode: Episode | None, now: datetime) -> CardLine:
    if episode is None:
        return CardLine("Away since", "ASK: when was the child last seen? No episode is open", True, ("open", "since"))
    about = "about " if episode.about else ""
    place = f", from {episode.place}" if episode.place else ""
    away = duration(episode.time_away(now).total_seconds())
    status = "absent" if episode.category == "absence" else "missing"
    return CardLine("Away since", f"{about}{day_time(episode.since)}{place}; {status}, away {away}")


def looks(child: Child, said: Circumstances) -> CardSection:
    """How the child is recognised."""
    lines = (
        _asked("clothing", said),
        _asked("phone", said),
        detail_line(child, "description", "height, build, hair, marks?"),
        detail_line(child, "photo", "who holds a photograph?"),
    )
    return CardSection("looks", "Clothing and description", lines)


def told(history: ChildHistory, episode: Episode | None, rulebook: Rulebook, now: datetime) -> CardSection:
    """Who has been told, who has not; who can identify and collect."""
    lines = list(_told_lines(episode, now))
    found = duties(history, rulebook, now) if episode else ()
    waiting = dict.fromkeys(role for duty in found if duty.is_owed for role in duty.outstanding)
    roles = rulebook.current(now).roles
    if waiting:
        names = ", ".join(roles.get(role, role) for role in waiting)
        lines.append(CardLine("NOT told yet", names, True, (TELL, next(iter(waiting)))))
    lines.append(detail_line(history.child, "identified_by", "who can identify the child, and who will collect?"))
    return CardSection("told", "Told; identify and collect", tuple(lines))


def _told_lines(episode: Episode | None, now: datetime) -> Iterator[CardLine]:
    for _, event in episode.each(PersonTold) if episode else ():
        who = event.name or event.role.replace("-", " ")
        reference = f", reference {event.reference}" if event.reference else ""
        yield CardLine("Told", f"{who} {day_time_short(event.happened_at, now)} by {event.how}{reference}")


def write_down(episode: Episode | None, reviews: list[datetime], now: datetime) -> CardSection:
    """Before the call ends: what police say."""
    log, officer, grade = (
        (episode.police_log, episode.police_officer, episode.police_grade) if episode else ("", "", "")
    )
    due = ", ".join(day_time_short(at, now) for at in reviews)
    lines = (
        known_or_gap("Police log number", log, "the police log number", (POLICE, "log")),
        known_or_gap("Officer", officer, "the officer's name and collar number", (POLICE, "officer")),
        known_or_gap("Police grade", grade, "the police grade, in their words", (POLICE, "grade")),
        known_or_gap("Next review", due, "when will they review, or call back?", (REVIEW, "due")),
    )
    return CardSection("write", "Write down before the call ends", lines)
