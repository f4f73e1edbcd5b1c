"""The answers of reading commands in words, for people and screen readers: one fact a line, nothing drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from models.duties.case import ABSENT, GROUPS, MISSING, RETURNED, Case
from models.duties.chair import chair_for
from models.duties.clocks import Clock
from models.duties.duty import OVERDUE
from models.duties.together import together_words
from models.duties.windows import Count
from models.events.entry import Entry
from models.events.words import entry_words
from models.history.changed import change_words
from models.history.confirmed import carried_over, confirmed_words
from models.history.corrections import corrected, corrections_of
from models.history.details import DETAILS
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.history.late import late_entries
from models.history.register import Register
from models.text import how_many
from models.times.words import countdown, date_words, day_time, day_time_short, duration, full_time
from models.times.zone import local_date

HEADINGS = {MISSING: "MISSING", ABSENT: "ABSENT", RETURNED: "RETURNED, DUTIES OWED"}


def board(cases: list[Case], now: datetime, alerts: Sequence[str] = ()) -> list[str]:
    """The board: what must be seen, then groups, and in each the episodes with what is owed before any countdown."""
    lines = [f"{full_time(now)}  {summary(cases)}", *alerts]
    for group in GROUPS:
        mine = [case for case in cases if case.group == group]
        if mine:
            lines += ["", HEADINGS[group], *(line for case in mine for line in _case(case))]
    return lines


def summary(cases: Iterable[Case]) -> str:
    """How many of each, and how much is overdue."""
    cases = list(cases)
    counts = {group: sum(case.group == group for case in cases) for group in GROUPS}
    overdue = sum(clock.state == OVERDUE for case in cases for clock in case.clocks)
    found = sum(case.episode.status == "found" for case in cases)
    words = f"{counts[MISSING]} missing, {counts[ABSENT]} absent, {counts[RETURNED]} returned with duties owed"
    words += f", {found} of the missing found but not back" if found else ""
    return words + (f", {overdue} OVERDUE" if overdue else "")


def due(cases: list[Case], now: datetime) -> list[str]:
    """Everything owed: each with by when, by whom and who has not been told."""
    if not cases:
        return [f"{full_time(now)}  nothing is owed"]
    owed = sum(len(case.owed) for case in cases)
    lines = [f"{full_time(now)}  {how_many(owed, 'duty', 'duties')} owed"]
    for case in cases:
        lines += ["", _heading(case)]
        for clock in case.live_clocks:
            if clock.duty:
                duty = next(duty for duty in case.duties if duty.id == clock.duty)
                lines += [f"  {clock_line(clock, now)}", f"      {clock.text}", f"      by: {duty.owner or 'not said'}"]
                chair = chair_for(duty, case.history) if duty.rule.owes == "meeting" else ""
                lines += [f"      chair: {chair}"] * bool(chair)
                lines += [f"      why: {clock.why}", f"      id: {clock.duty}"]
        if case.lapsed:
            lines.append("  The agreed limit lapsed: switch to missing, agree a new limit, or record the return.")
    return lines


def show(cases: list[Case], now: datetime, register: Register) -> list[str]:
    """One episode after the other, whole; with whom the child is linked, and whether those are away too."""
    lines: list[str] = []
    for case in cases:
        lines += [
            _heading(case),
            *_facts(case),
            *(f"  {words}" for words in (together_words(case, register),) if words),
            *(f"  {clock_line(clock, now)}  ({clock.why})" for clock in case.clocks),
        ]
        lines += [f"  {count_line(count)}" for count in case.counts] + [""]
    return lines[:-1]


def child(history: ChildHistory, now: datetime) -> list[str]:
    """A child's details, by their labels."""
    child = history.child
    lines = [f"{child.name}  (child {child.id})"]
    lines += [f"  {DETAILS[name]}: {text}" for name, text in child.details.items() if name in DETAILS]
    episodes = len(history.counting)
    return [*lines, f"  {episodes} episode{'' if episodes == 1 else 's'} recorded"]


def history(history: ChildHistory, entries: Iterable[Entry], now: datetime) -> list[str]:
    """Every entry: when it happened, what, who says so; who entered it and when, late or corrected."""
    lines = [f"{history.child.name}  (child {history.child.id})"]
    return [*lines, *_entries(entries, history.entries, now)]


def desk_history(entries: Iterable[Entry], every: Sequence[Entry], now: datetime) -> list[str]:
    """The same of what is recorded on the desk itself."""
    return ["The desk: what concerns no one child", *_entries(entries, every, now)]


def _entries(entries: Iterable[Entry], every: Sequence[Entry], now: datetime) -> list[str]:
    lines: list[str] = []
    came_late = late_entries(every)
    for entry in entries:
        lines.append(f"{entry.id}  {day_time(entry.happened_at)}  {entry_words(entry).whole}")
        late = ", entered late" if entry.id in came_late else ""
        source = f"; says: {entry.event.source}" if entry.event and entry.event.source else ""
        entered = day_time_short(entry.entered_at, now)
        lines.append(f"    entered {entered} by {entry.by.name}, {entry.by.role}{late}{source}")
        if corrections_of(entry.id, every):
            lines.append(f"    NOW READS: {entry_words(corrected(entry, every)).whole}")
        for change in corrections_of(entry.id, every):
            lines.append(f"    SET RIGHT by {change.by.name}: {change_words(change, every)}")
    return lines


def belongs(entry: Entry, episode: Episode, history: ChildHistory) -> bool:
    """Whether an entry is part of an episode's history: of it, or setting right one that is."""
    target = getattr(entry.event, "entry", "")
    own = {each.id for each in history.entries if getattr(each.event, "episode", "") == episode.id}
    return entry.id in own or target in own or episode.id in getattr(entry.event, "duty", "")


def clock_line(clock: Clock, now: datetime) -> str:
    """One clock: the time left or OWED first, then what it is about."""
    left = clock.left(now)
    until = "at" if clock.kind == "threshold" else "by"
    when = f"{until} {day_time(clock.at)}" if clock.at and left is not None else ""
    if clock.kind == "elapsed" and clock.at and clock.is_live:
        when = f"since {day_time(clock.at)}, {duration((now - clock.at).total_seconds())}"
    if not clock.is_live:
        return f"{clock.state.upper():8} {clock.label}"
    if clock.duty or left is None:
        word = clock.state.upper() if clock.state == OVERDUE else "OWED" if clock.duty else "AHEAD"
        time = f" {countdown(left.total_seconds())}" if left is not None else ""
        return f"{word}{time}  {clock.label}  {when}".rstrip()
    word = "PROVISIONALLY DUE" if clock.state == "due" else countdown(left.total_seconds())
    return f"{word:8} {clock.label}  {when}".rstrip()


def count_line(count: Count) -> str:
    """`2 of 3 in 28 days`, when the oldest drops out, and what the next one would owe."""
    line = f"{count.n} of {count.of} in {count.window_days} days ({count.rule})"
    if count.drops_out_at:
        line += f"; the oldest drops out {day_time(count.drops_out_at)}"
    if count.absences:
        line += f"; {count.absences} absence{'s' if count.absences > 1 else ''} beside it"
    line += f"; {count.known}"
    return line + ("; THE NEXT ONE OWES IT" if count.next_owes else "")


def _case(case: Case) -> list[str]:
    lines = [_heading(case)]
    lines += [f"  {confirmed_words(case.episode, case.now)}"] if carried_over(case.episode, case.now) else []
    lines += [f"  {clock_line(clock, case.now)}" for clock in case.live_clocks if clock.at]
    return lines + [f"  {count_line(count)}" for count in case.counts if count.n]


def _heading(case: Case) -> str:
    child, episode = case.child, case.episode
    age = child.age(local_date(case.now))
    born = f", born {date_words(child.dob)}" if child.dob else ""
    placed = f", placed by {child.placing}" if child.placing else ""
    risk = f", risk {episode.risk.upper()}" if episode.risk else ", risk not judged"
    away = duration(episode.time_away(case.now).total_seconds())
    about = "about " if episode.about else ""
    return (
        f"{child.name}, {age if age is not None else '?'}{born}, {child.legal}{placed}: {STATUS[episode.status]} "
        f"since {about}{day_time(episode.since)}, away {away}{risk}  (episode {episode.id}, child {child.id})"
    )


STATUS = {
    "missing": "MISSING",
    "absence": "ABSENT",
    "found": "FOUND, NOT BACK",
    "returned": "returned; was away",
    "ended": "ended; was away",
    "voided": "VOID, opened in error; was recorded",
}


def _facts(case: Case) -> list[str]:
    episode = case.episode
    facts = [f"  {spell.status} from {day_time(spell.start)}" for spell in episode.spells]
    limit = episode.limit
    facts += (
        [f"  limit {day_time(limit.at)}" + (f", agreed by {limit.agreed_by}" * bool(limit.agreed_by))] if limit else []
    )
    facts += [f"  {confirmed_words(case.episode, case.now)}"] if episode.is_open else []
    facts += [f"  found {day_time(episode.found_at)}"] if episode.found_at else []
    facts += [f"  returned {day_time(episode.returned_at)}"] if episode.returned_at else []
    police = ", ".join(text for text in (episode.police_log, episode.police_officer, episode.police_grade) if text)
    return facts + ([f"  police: {police}"] if police else [])
