"""When a rule's duty arises: every instant at which one of its triggers is met, if nothing further is entered."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from models.duties.duty import Arising
from models.duties.lapses import lapses
from models.duties.windows import places, within
from models.events.base import OfEpisode
from models.events.duty import EnteredOnLcs, InterviewHeld, MeetingCalled, MeetingHeld, MeetingStep
from models.events.entry import Entry
from models.events.episode import EpisodeOpened, ReportAdded, RiskJudged, StatusSwitched
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.history.spells import Spell, moment_reached
from models.protocol.rule import Rule, When
from models.times.words import clock_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    E = TypeVar("E", bound=OfEpisode)

Found = Iterable[Arising]
Trigger = Callable[[When, ChildHistory, datetime], Found]
AT_ONCE = ("lcs", "tell")
"""What is owed at once is not owed at these steps of an episode that was entered as history, when it was over."""
STEPS = ("opened", "switched", "returned", "reported-again")
INSTANT = timedelta(microseconds=1)
"""What "after 24 hours" is later than "at 24 hours" (D9)."""


def crossing(when: When, spells: Iterable[Spell], more: int = 0) -> datetime | None:
    """When a time trigger (or `more` hours beyond it) is reached, if things stay as they are; None if never."""
    return moment_reached(spells, when.status, _amount(when, more))


def _amount(when: When, more: int = 0) -> timedelta:
    hours = timedelta(hours=when.hours + more)
    return hours + INSTANT if when.after else hours


def next_crossing(when: When, spells: tuple[Spell, ...], now: datetime) -> datetime | None:
    """The crossing to come; one that is past only where it does not recur."""
    more, at = 0, crossing(when, spells)
    while at is not None and at <= now and when.every:
        more += when.every
        at = crossing(when, spells, more)
    return at


def arisings(rule: Rule, history: ChildHistory, until: datetime) -> list[Arising]:
    """Every arising of one rule for one child, in order of time; of those that recur for ever only the ones by `until`.

    Those of a later moment come if nothing is entered until then.
    """
    found: list[Arising] = []
    for place, when in enumerate(rule.when):
        found += _of_trigger(rule, place, when, history, until)
    if found and rule.when[0].kind == "returned" and all(when.kind == "returned" for when in rule.when):
        found = [each.but(mark="") for each in found]
    if len(found) > 1:
        found.sort(key=_at)
    return found


def possible(history: ChildHistory) -> frozenset[str]:
    """The kinds of trigger that something in this history may meet: the others need not be asked about."""
    found = {kind for kind, event in _TRIGGERS_OF_EVENTS if any(history.each(event))}
    for episode in history.counting:
        found.add("opened")
        if episode.limits:
            found.add("lapse")
        if episode.returned_at:
            found.add("returned")
    if "opened" in found:
        found.update(("count", "time", "reported-again"))
    return frozenset(found)


def _at(each: Arising) -> datetime:
    return each.at


def _of_trigger(rule: Rule, place: int, when: When, history: ChildHistory, until: datetime) -> Found:
    """The arisings of one trigger, told apart from those of the triggers before it."""
    found = _TRIGGERS[when.kind](when, history, until)
    if when.kind in STEPS and rule.owes in AT_ONCE:
        found = [each for each in found if each.episode not in _entered_as_history(history)]
    if not place:
        return found
    return [each if each.mark else each.but(mark=f"{when.kind}{place}") for each in found]


def _entered_as_history(history: ChildHistory) -> frozenset[str]:
    if _entered_as_history not in history.worked_out:
        over = frozenset(episode.id for episode in history.counting if episode.afterwards)
        history.worked_out[_entered_as_history] = over
    found: frozenset[str] = history.worked_out[_entered_as_history]
    return found


def _each(history: ChildHistory, kind: type[E]) -> Iterator[tuple[Episode, Entry, E]]:
    """The entries that hold events of one kind, with their episodes: by episode, then in order of time."""
    told: dict[str, list[tuple[Entry, E]]] = {}
    for entry, event in history.each(kind):
        told.setdefault(event.episode, []).append((entry, event))
    for episode in history.counting if told else ():
        for entry, event in told.get(episode.id, ()):
            yield episode, entry, event


def _mark(entry: Entry) -> str:
    return entry.id[-5:]


def _about(episode: Episode, at: datetime, what: str) -> str:
    return f"{what} {episode.said(at)}" if at in episode.abouts else what


def _count(when: When, history: ChildHistory, until: datetime) -> Found:
    """Tested at the start of each counted episode, whenever that was entered (D4)."""
    all_placed = places(history, when).placed
    for each in all_placed if len(all_placed) >= when.number else ():
        inside = within(all_placed, each.at, when.days)
        held = [other for other in inside if (other.at, other.episode.id) <= (each.at, each.episode.id)]
        if len(held) >= when.number:
            yield Arising(each.at, each.episode.id, f"{len(held)} episodes in {when.days} days")


def _time(when: When, history: ChildHistory, until: datetime) -> Found:
    amount = _amount(when)
    for episode in history.counting:
        if episode.ended_at and episode.ended_at - episode.since < amount:
            continue  # spares adding up the spells of nearly every episode
        at = moment_reached(episode.spells, when.status, amount)
        if at is not None:
            why = f"{when.status} for {when.hours} hours"
            yield Arising(at, episode.id, f"{why}, from {episode.said(episode.since)}" if episode.about else why)
            yield from _again(when, episode, until)


def _again(when: When, episode: Episode, until: datetime) -> Found:
    """A rule that recurs: once more each so many hours in the status."""
    times = 1
    while when.every:
        at = crossing(when, episode.spells, times * when.every)
        if at is None or at > until:
            return
        hours = when.hours + times * when.every
        yield Arising(at, episode.id, f"{when.status} for {hours} hours", str(times + 1))
        times += 1


def _lapse(when: When, history: ChildHistory, until: datetime) -> Found:
    for episode in history.counting:
        for lapse in lapses(episode):
            mark = "" if lapse.limit.entry == episode.limits[0].entry else lapse.limit.entry[-5:]
            yield Arising(lapse.limit.at, episode.id, f"limit {clock_time(lapse.limit.at)} lapsed", f"lapse{mark}")


def _opened(when: When, history: ChildHistory, until: datetime) -> Found:
    for episode in history.counting:
        status = episode.spells[0].status
        if status in when.statuses:
            yield Arising(episode.since, episode.id, _about(episode, episode.since, f"opened as {status}"))


def _switched(when: When, history: ChildHistory, until: datetime) -> Found:
    for episode, entry, event in _each(history, StatusSwitched):
        starts = {spell.start: spell.status for spell in episode.spells[1:]}
        if event.to in when.statuses and starts.get(event.happened_at) == event.to:
            why = _about(episode, event.happened_at, f"switched to {event.to}")
            yield Arising(event.happened_at, episode.id, why, _mark(entry), still_to_come=True)


def _returned(when: When, history: ChildHistory, until: datetime) -> Found:
    for episode in history.counting:
        if episode.returned_at and episode.first(when.statuses):
            yield Arising(episode.returned_at, episode.id, _about(episode, episode.returned_at, "returned"), "back")


def _interview_held(when: When, history: ChildHistory, until: datetime) -> Found:
    for episode, entry, event in _each(history, InterviewHeld):
        yield Arising(event.happened_at, episode.id, "interview held", _mark(entry))


def _meeting_called(when: When, history: ChildHistory, until: datetime) -> Found:
    return _meeting(MeetingCalled, "meeting called", when, history)


def _meeting_held(when: When, history: ChildHistory, until: datetime) -> Found:
    return _meeting(MeetingHeld, "meeting held", when, history)


def _meeting(kind: type[MeetingStep], why: str, when: When, history: ChildHistory) -> Found:
    """Meetings under the rules that the trigger names, or under any."""
    for episode, entry, event in _each(history, kind):
        if not when.meetings or set(when.meetings) & set(event.rules):
            yield Arising(event.happened_at, episode.id, why, _mark(entry), still_to_come=kind is MeetingCalled)


def _risk(when: When, history: ChildHistory, until: datetime) -> Found:
    """Each time the judgement turns to one of the grades; staying there is not a new reason."""
    before: dict[str, str] = {}
    for episode, entry, event in _each(history, RiskJudged):
        if event.grade in when.grades and before.get(episode.id, "") not in when.grades:
            yield Arising(event.happened_at, episode.id, f"risk judged {event.grade}", _mark(entry))
        before[episode.id] = event.grade


def _harm(when: When, history: ChildHistory, until: datetime) -> Found:
    for episode, entry, event in _each(history, RiskJudged):
        if event.significant_harm:
            yield Arising(event.happened_at, episode.id, "risk of significant harm", _mark(entry))


def _reported_again(when: When, history: ChildHistory, until: datetime) -> Found:
    """A report on an open episode, or a new episode while the case system still holds the one before (B2, D17)."""
    for episode, entry, event in _each(history, ReportAdded):
        yield Arising(event.happened_at, episode.id, f"second report {clock_time(event.happened_at)}", _mark(entry))
    on_lcs = _open_on_lcs(history)
    for episode in history.counting if on_lcs else ():
        if episode.id in on_lcs:
            opened = next(entry for entry, _ in episode.each(EpisodeOpened))
            yield Arising(episode.since, episode.id, "an earlier episode was not closed on LCS", _mark(opened))


def _open_on_lcs(history: ChildHistory) -> set[str]:
    """The episodes that began while the case system still held an earlier one open.

    It did when the last thing entered there was entered while the child was away, and nothing since the return.
    """
    found: set[str] = set()
    acts = [(event.happened_at, event.episode) for _, event in history.each(EnteredOnLcs)]
    backs = {episode.id: episode.ended_at for episode in history.counting}
    for episode in history.counting if len(backs) > 1 else ():
        last = bisect_right(acts, episode.since, key=lambda act: act[0]) - 1
        while last >= 0 and acts[last][1] == episode.id:
            last -= 1
        back = backs.get(acts[last][1]) if last >= 0 else None
        if back is not None and acts[last][0] < back <= episode.since:
            found.add(episode.id)
    return found


_TRIGGERS_OF_EVENTS: tuple[tuple[str, type[OfEpisode]], ...] = (
    ("switched", StatusSwitched),
    ("interview-held", InterviewHeld),
    ("meeting-called", MeetingCalled),
    ("meeting-held", MeetingHeld),
    ("risk", RiskJudged),
    ("harm", RiskJudged),
)
_TRIGGERS: dict[str, Trigger] = {
    "count": _count,
    "time": _time,
    "lapse": _lapse,
    "opened": _opened,
    "switched": _switched,
    "returned": _returned,
    "interview-held": _interview_held,
    "meeting-called": _meeting_called,
    "meeting-held": _meeting_held,
    "risk": _risk,
    "harm": _harm,
    "reported-again": _reported_again,
}
