"""Opening an episode: the first thing a caller's report becomes."""

from __future__ import annotations

from models import ids
from models.commands.episode import OpenEpisode
from models.decide.absence import absence_allowed, limit_of
from models.decide.asking import Asking, Decision
from models.events.base import Event
from models.events.duty import EnteredOnLcs, PersonTold
from models.events.episode import AbsenceLimitAgreed, EpisodeOpened, PoliceGraded, Returned, RiskJudged
from models.history.history import ChildHistory
from models.history.spells import ABSENCE, STATUSES
from models.times.reading import Reading
from models.times.words import date_words, day_time
from models.times.zone import local_date

SOURCE_WANTED = "say who reports it, for example: carer, Ash House"


def open_episode(asking: Asking, command: OpenEpisode) -> Decision:
    """One open episode a child (D17); no absence without a limit (D12); absence for looked-after children only."""
    history = asking.child("child", command.child)
    status = asking.choice("status", command.status, STATUSES)
    since = asking.past("since", command.since, "say since when: left, or last seen, whichever is later")
    returned = asking.maybe_past("returned", command.returned)
    asking.line("source", command.source, SOURCE_WANTED)
    if history:
        _check_free(asking, history, since, returned)
        born = history.child.dob
        if born and since and local_date(since.at) < born:
            asking.wrong("since", f"before the date of birth, {date_words(born)}")
        if status == ABSENCE and not command.recorded_elsewhere:
            absence_allowed(asking, history, "status")
    limit = _limit_of(asking, command, since, returned) if status == ABSENCE else None
    if returned and since and returned.at <= since.at:
        asking.wrong("returned", "the return is not after the start")
    episode = asking.fresh_id(ids.EPISODE)
    further = _further(asking, command, episode, since, limit, returned)
    opened = _opened(asking, command, episode, status, since)
    if history is None or opened is None or asking.problems:
        return asking.refused()
    child = history.child.id
    return asking.decided((child, opened), *((child, event) for event in further), child=child, episode=episode)


def _limit_of(asking: Asking, command: OpenEpisode, since: Reading | None, returned: Reading | None) -> Reading | None:
    """The limit that was agreed. What another system recorded may lack it, for nothing can lapse any more."""
    if returned and command.recorded_elsewhere and not command.limit.strip():
        return None
    return limit_of(asking, command.limit, since, past=returned is not None)


def _check_free(asking: Asking, history: ChildHistory, since: Reading | None, returned: Reading | None) -> None:
    """The child has no open episode, and the new one does not overlap an earlier one."""
    current, name = history.open_episode, history.child.name
    if current and returned is None:
        asking.wrong(
            "child",
            f"{name} already has an open episode, {current.status} since {day_time(current.since)}: "
            f"add this report to it (report {current.id}), or record the return first",
        )
        return
    for episode in history.counting:
        if since is None or (episode.ended_at and episode.ended_at <= since.at):
            continue
        if returned is None or episode.since < returned.at:
            field = "returned" if since.at < episode.since and returned else "since"
            asking.wrong(field, f"this overlaps the episode that began {day_time(episode.since)}")
            return


def _opened(
    asking: Asking, command: OpenEpisode, episode: str, status: str, since: Reading | None
) -> EpisodeOpened | None:
    reported = asking.maybe_past("reported", command.reported)
    circumstances = {
        name: asking.prose(name, text) for name, text in (command.circumstances | {"told": command.text}).items()
    }
    place = asking.line("place", command.place)
    if since is None:
        return None
    return EpisodeOpened(
        happened_at=since.at,
        about=since.about,
        source=asking.line("source", command.source),
        episode=episode,
        status=status,
        reported_at=reported.at if reported else asking.now,
        afterwards=bool(command.returned.strip()),
        place=place,
        circumstances={name: text for name, text in circumstances.items() if text},
    )


def _further(
    asking: Asking,
    command: OpenEpisode,
    episode: str,
    since: Reading | None,
    limit: Reading | None,
    returned: Reading | None,
) -> list[Event]:
    """What else the report told: limit, risk, the police's words, the return."""
    events: list[Event] = []
    if limit and since:
        events.append(_limit(asking, command, episode, since, limit))
    told = asking.maybe_past("police_told", command.police_told)
    log = asking.line("police_log", command.police_log)
    if told:
        events.append(
            PersonTold(
                happened_at=told.at, about=told.about, episode=episode, role="police", how="telephone", reference=log
            )
        )
    if command.recorded_elsewhere and not returned:
        events.append(_on_lcs(asking, command, episode, since))
    return [*events, *_judged(asking, command, episode, since, returned, log)]


def _on_lcs(asking: Asking, command: OpenEpisode, episode: str, since: Reading | None) -> EnteredOnLcs:
    """What was carried over from the day system is on it."""
    reported = asking.maybe_past("reported", command.reported)
    at = reported or since
    return EnteredOnLcs(happened_at=at.at if at else asking.now, episode=episode, source=command.source.strip())


def _judged(
    asking: Asking, command: OpenEpisode, episode: str, since: Reading | None, returned: Reading | None, log: str
) -> list[Event]:
    events: list[Event] = []
    at = since.at if since and returned else asking.now
    if command.risk.strip() or command.significant_harm:
        grade = asking.choice("risk", command.risk or "high", asking.protocol.risk_grades)
        events.append(
            RiskJudged(happened_at=at, episode=episode, grade=grade, significant_harm=command.significant_harm)
        )
    grade = asking.line("police_grade", command.police_grade)
    officer = asking.line("police_officer", command.police_officer)
    if log or grade or officer:
        events.append(PoliceGraded(happened_at=at, episode=episode, grade=grade, log=log, officer=officer))
    if returned:
        events.append(Returned(happened_at=returned.at, about=returned.about, episode=episode))
    return events


def _limit(asking: Asking, command: OpenEpisode, episode: str, since: Reading, limit: Reading) -> AbsenceLimitAgreed:
    return AbsenceLimitAgreed(
        happened_at=since.at,
        episode=episode,
        limit=limit.at,
        agreed_by=asking.line("agreed_by", command.agreed_by),
        whereabouts=asking.line("whereabouts", command.whereabouts),
        confirmed_by=asking.line("confirmed_by", command.confirmed_by),
        confirmed_how=asking.line("confirmed_how", command.confirmed_how),
    )
