"""The commands `panel` and `figures`: papers for managers."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from models.figures.counted import Figures
from models.figures.panel import PanelChild, panel
from models.figures.paper import figure_lines
from models.figures.period import Period, month_of, running_year, year_to
from models.figures.report import Report, report
from models.problem import Problem
from models.text import how_many
from models.times.words import date_words, day_time
from models.times.zone import local_date
from tui.plain.answer import TRAINING, fail, say, say_json
from tui.plain.looking_up import note_view
from tui.plain.options import parser
from tui.plain.progress import Stopped, read_through
from tui.plain.session import Refused, Session, open_session
from tui.plain.shapes import VERSION, child_shape
from tui.plain.status import DONE, STOPPED


def run(name: str, words: list[str]) -> int:
    """Runs one of the two; returns the exit status."""
    if name == "panel":
        made = parser(name, "The monthly missing panel: which children, and why.", reading=True)
        made.add_argument("--month", default="", help="YYYY-MM; this month when left out")
    else:
        made = parser(name, "A year's figures: episodes, interviews, placements, reasons, hours.", reading=True)
        made.add_argument("--year", default="", help="the year in which it ends, on 31 March; this one when left out")
        made.add_argument("--csv", default="", metavar="NAME", help="also as a file of this name in the exports folder")
    options = made.parse_args(words)
    session = open_session(options)
    try:
        note_view(session, name, options.month if name == "panel" else options.year or "this year")
        return _panel(session, options) if name == "panel" else _figures(session, options)
    except Stopped:
        return fail("Stopped; nothing was written.", STOPPED, session.as_json)
    finally:
        session.desk.close()


def _panel(session: Session, options: Namespace) -> int:
    period = _month(session, options.month)
    rulebook = session.desk.rulebook_of(session.register)
    with read_through(session) as along:
        found = panel(along(session.register.children()), rulebook, period, session.now)
    known = session.register.desk.daytime.words(period.begins, min(session.now, period.ends))
    if session.as_json:
        children = [_shape(each, session) for each in found]
        say_json({"v": VERSION, "month": period.first.isoformat()[:7], "known": known, "children": children})
        return DONE
    say(
        *[TRAINING] * session.desk.training,
        f"Missing panel, {period.first:%B %Y}: {how_many(len(found), 'child', 'children')}; {known}",
        *panel_lines(found),
    )
    return DONE


def panel_lines(found: list[PanelChild]) -> Iterator[str]:
    """The paper: each child with the reasons, the episodes, and what is still owed."""
    for each in found:
        yield ""
        yield f"{each.child.name}, {each.child.legal}" + (
            f", born {date_words(each.child.dob)}" if each.child.dob else ""
        )
        yield from (f"  because: {reason}" for reason in each.reasons)
        for episode in each.episodes:
            ended = f" to {day_time(episode.ended_at)}" if episode.ended_at else ", still away"
            yield f"  episode: {episode.category} {day_time(episode.since)}{ended}"
        yield from (f"  interview found, {words}" for words in each.heard)
        yield from (f"  still owed: {label}" for label in each.owed)


def _shape(each: PanelChild, session: Session) -> dict[str, Any]:
    return {
        "child": child_shape(each.child, session.now),
        "reasons": list(each.reasons),
        "episodes": [episode.id for episode in each.episodes],
        "owed": list(each.owed),
        "heard": list(each.heard),
    }


def _month(session: Session, typed: str) -> Period:
    today = local_date(session.now)
    if not typed:
        return month_of(today.year, today.month)
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", typed)
    if not found:
        raise Refused(Problem("month", "a month like 2026-11 is wanted"))
    return month_of(int(found.group(1)), int(found.group(2)))


def _figures(session: Session, options: Namespace) -> int:
    period = year_of(session, options.year)
    with read_through(session) as along:
        found = report(along(session.register.children()), period, session.register.desk.daytime, session.now)
    if options.csv:
        _write_csv(session, options.csv, found)
    if session.as_json:
        say_json({"v": VERSION, **_shape_of(found)})
        return DONE
    say(*[TRAINING] * session.desk.training, *figure_lines(found))
    return DONE


def _shape_of(found: Report) -> dict[str, Any]:
    return {
        **_counts(found.whole),
        "known": found.known,
        "months": [_counts(month) for month in found.months],
        "placements": [{"name": name, **_counts(each)} for name, each in found.placements],
        "reasons": [{"name": name, **_counts(each)} for name, each in found.reasons],
        "found_at": [list(row) for row in found.found_at],
        "hours": found.hours,
    }


def year_of(session: Session, typed: str) -> Period:
    """The year that was typed, or the one that is running."""
    today = local_date(session.now)
    if not typed:
        return running_year(today)
    if not re.fullmatch(r"20\d\d", typed):
        raise Refused(Problem("year", "a year like 2027 is wanted: the one in which it ends"))
    return year_to(int(typed))


def _counts(found: Figures) -> dict[str, Any]:
    held = found.interviews
    return {
        "from": found.period.first.isoformat(),
        "to": found.period.last.isoformat(),
        "children": found.children,
        "missing": found.missing,
        "absent": found.absent,
        "interviews": {name: getattr(held, name) for name in held.kinds()},
    }


CSV_HEADER = ("by", "name", "children", "missing", "absent", "due", "offered", "accepted", "declined", "held")
IN_TIME = "within 72 h"


def _write_csv(session: Session, name: str, found: Report) -> None:
    from data.csv_files import BadName, csv_bytes
    from data.exports import write_to_exports

    groups = [("month", f"{month.period.first:%Y-%m}", month) for month in found.months]
    groups += [("placement", which, each) for which, each in found.placements]
    groups += [("reason", which, each) for which, each in found.reasons]
    rows = [(by, which, *_cells(each)) for by, which, each in groups]
    rows += [("found at", place, "", str(count)) for place, count in found.found_at]
    try:
        folder = session.configuration.exports
        file = write_to_exports(session.desk, folder, name, csv_bytes((*CSV_HEADER, IN_TIME), rows), "export figures")
    except BadName as why:
        raise Refused(Problem("csv", str(why))) from why
    if not session.as_json:
        say(f"Written: {file}")


def _cells(found: Figures) -> tuple[str, ...]:
    held = found.interviews
    return tuple(map(str, (found.children, found.missing, found.absent, *(getattr(held, n) for n in held.kinds()))))
