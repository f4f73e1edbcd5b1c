"""The selected episode in sentences: what counts, what is owed and why, who was told and who was not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from models.duties.alerts import CROSSINGS, named
from models.duties.case import Case
from models.duties.duty import Duty
from models.duties.windows import Count, Placed
from models.events.duty import PersonTold
from models.events.entry import Entry
from models.events.words import entry_words
from models.history.confirmed import carried_over, confirmed_words
from models.protocol.rule import Protocol
from models.role_words import role_words
from models.times.words import DAYS, MONTHS, day_time_short
from models.times.zone import local, local_date
from screens.board.row_lines import warning_words
from screens.widgets.plain_text import wrapped

OF_THE_CHILD = {"sw": "social_worker", "tm": "team_manager", "sm": "service_manager", "iro": "iro"}
"""Roles that are asked after because the child's record names somebody in them."""


def panel_lines(
    case: Case, protocol: Protocol, width: int, height: int = 0, *, name: bool = True, together: str = ""
) -> list[str]:
    """The sentences wrapped for a width; where a height does not hold them all, the last line says so.

    `together` says who went with the child; it comes first.
    """
    whose = f"{named(case.child, case.now)}: " if name else ""
    linked = f"{together} " if together else ""
    carried = f"{_sentence(confirmed_words(case.episode, case.now))} " if carried_over(case.episode, case.now) else ""
    said = [f"{whose}{linked}{carried}{counted(case, protocol)}{_found(case)}", *sentences(case, protocol)]
    lines = [f" {line}" for sentence in said for line in wrapped(sentence, width - 2)]
    if height and len(lines) > height:
        lines = lines[:height]
        lines[-1] = lines[-1][: width - 16].ljust(width - 16) + " ..Enter: more"
    return lines


def beside_lines(case: Case, protocol: Protocol, width: int, height: int, together: str = "") -> list[str]:
    """What stands beside a wide board: the sentences, then as many of the newest entries as there is room for."""
    lines = panel_lines(case, protocol, width, together=together)
    newest = [f" {line}" for entry in reversed(case.episode.entries) for line in _entry_lines(entry, case.now, width)]
    return [*lines, "", " Newest first:", *newest][:height]


def _entry_lines(entry: Entry, now: datetime, width: int) -> list[str]:
    """`22:44 found, at Piccadilly (J Okafor)`, further lines set in."""
    words = f"{day_time_short(entry.happened_at, now)} {entry_words(entry).whole} ({entry.by.name})"
    first, *rest = wrapped(words, width - 4)
    return [first, *(f"  {line}" for line in rest)]


def sentences(case: Case, protocol: Protocol) -> Iterator[str]:
    """What follows the count, each a paragraph of its own."""
    yield told(case)
    if case.child.detail("not_to_be_told"):
        yield f"Must NOT be told: {case.child.detail('not_to_be_told')}."
    yield f"Owed: {owed(case, protocol)}."
    if case.episode.is_open:
        yield police(case)


def counted(case: Case, protocol: Protocol) -> str:
    """`2 of 3 in 28 days (26 Oct, tonight). Oldest drops out Mon 23 Nov 22:10.` for each window."""
    alike = {(count.of, count.window_days, count.n): count for count in reversed(case.counts)}
    said = " ".join(_count(count, case, protocol) for count in reversed(alike.values()))
    return said or "no rule counts the episodes of this child."


def owed(case: Case, protocol: Protocol) -> str:
    """`LCS entry; meeting: risk high (risk judged high; Bury 3.4.1)`, or nothing."""
    return "; ".join(_owed(duty, case, protocol) for duty in case.owed) or "nothing"


def told(case: Case) -> str:
    """`Told: police 20:55, sm 21:10.  NOT told: iro, sw.`"""
    times: dict[str, datetime] = {}
    for _, event in case.episode.each(PersonTold):
        times[event.role] = event.happened_at
    said = ", ".join(f"{role_words(role)} {day_time_short(at, case.now)}" for role, at in times.items())
    missing = ", ".join(role_words(role) for role in untold(case) if role not in times or _still_owed(role, case))
    parts = [f"Told: {said}." if said else "Told: nobody yet.", f"NOT told: {missing}." if missing else ""]
    return "  ".join(part for part in parts if part)


def untold(case: Case) -> list[str]:
    """The roles that a duty still waits for, then those named on the child's record."""
    waiting = [role for duty in case.owed for role in duty.outstanding]
    on_record = [role for role, detail in OF_THE_CHILD.items() if case.child.detail(detail)]
    return list(dict.fromkeys([*waiting, *on_record]))


def police(case: Case) -> str:
    """Log number, officer and grade, gaps in words."""
    episode = case.episode
    log = f"log {episode.police_log}" if episode.police_log else "no log number yet"
    officer = f", officer {episode.police_officer}" if episode.police_officer else ""
    grade = f"grade {episode.police_grade}" if episode.police_grade else "grade not given"
    risk = f"Our risk: {episode.risk}" if episode.risk else "Our risk: not judged"
    return f"Police: {log}{officer}, {grade}. {risk}{', significant harm' if episode.significant_harm else ''}."


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _still_owed(role: str, case: Case) -> bool:
    return any(role in duty.outstanding for duty in case.owed)


def _found(case: Case) -> str:
    if not case.episode.is_open or not case.episode.found_at:
        return ""
    return f" FOUND, NOT BACK since {day_time_short(case.episode.found_at, case.now)}."


def _count(count: Count, case: Case, protocol: Protocol) -> str:
    days = ", ".join(_day(each, case.now) for each in count.placed)
    listed = f" ({days})" if days else ""
    absent = f", and {count.absences} absent" if count.absences else ""
    drops = f" Oldest drops out {_when(count.drops_out_at)}." if count.drops_out_at else ""
    warns = f" {warning_words(count, protocol).capitalize()}." if count.next_owes else ""
    return f"{count.n} of {count.of} in {count.window_days} days{listed}{absent}, {count.known}.{drops}{warns}"


def _day(each: Placed, now: datetime) -> str:
    """`26 Oct`; `tonight` for what began in the twelve hours before now."""
    if now - each.at < timedelta(hours=12):
        return "tonight"
    here = local_date(each.at)
    return f"{here.day} {MONTHS[here.month - 1]}"


def _when(at: datetime) -> str:
    here = local(at)
    return f"{DAYS[here.weekday()]} {here.day} {MONTHS[here.month - 1]} {here.hour:02}:{here.minute:02}"


def _owed(duty: Duty, case: Case, protocol: Protocol) -> str:
    """A duty, why, and the place in the procedure that asks for it."""
    state = "OVERDUE " if duty.state(case.now) == "overdue" else ""
    place = duty.rule.source.partition(":")[0]
    source = f"; {protocol.authority} {place}" if place[:1].isdigit() else ""
    called = f"; {duty.called}" if duty.called else ""
    if not called and not any(when.kind in CROSSINGS for when in duty.rule.when):
        return f"{state}{duty.rule.label}"
    return f"{state}{duty.rule.label} ({', '.join(duty.whys)}{called}{source})"
