"""The command `import`: children, history or police reports from a file; the police's differences, taken or kept."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from data.outcome import Receipt, Refusal
from models.problem import Problem
from models.text import how_many
from tui.plain.answer import TRAINING, fail, refuse, safe, say, say_json
from tui.plain.looking_up import only_now
from tui.plain.options import parser
from tui.plain.progress import stoppable
from tui.plain.session import Refused, Session, open_session
from tui.plain.shapes import VERSION, receipt_shape
from tui.plain.status import DONE, REFUSED, STOPPED

if TYPE_CHECKING:
    from data.imports.run import Imported

ABOUT = """Take in children, daytime history or the police's download from a CSV file.

  import children FILE            register new children, complete known ones, double none
  import history FILE --until T   the daytime's episodes: counts are then known to T
  import police FILE              keep their reports, list where their times differ
  import differences              where the police's times differ from ours
  import take ID                  their time becomes ours: a correction, police as source
  import keep ID --reason TEXT    ours stands"""
FILES = ("children", "history", "police")
MOST_SHOWN = 200


def run(name: str, words: list[str]) -> int:
    """Runs `import …`; returns the exit status."""
    made = parser(name, ABOUT, reading=True)
    _add(made)
    options = made.parse_intermixed_args(words)
    if (options.subject is None) != (options.what == "differences"):
        made.error("a FILE (or an ID to take or keep) is wanted" if options.subject is None else "too many words")
    session = open_session(options, write=options.what != "differences")
    try:
        return _act(session, options)
    finally:
        session.desk.close()


def _add(made: ArgumentParser) -> None:
    made.add_argument("what", choices=(*FILES, "differences", "take", "keep"))
    made.add_argument("subject", nargs="?", metavar="FILE|ID", help="a CSV file; of take and keep, a difference")
    made.add_argument("--map", default="", metavar="FILE", help="your headings: a TOML file with a table [columns]")
    made.add_argument("--preview", action="store_true", help="say what would come of it, record nothing")
    made.add_argument("--update", action="store_true", help="children: theirs replaces what differs")
    made.add_argument("--until", metavar="TIME", default="", help="history: up to when the file is complete")
    made.add_argument("--since", metavar="TIME", default="", help="history: from when; else its earliest start")
    made.add_argument("--reason", default="", metavar="TEXT", help="why theirs is taken, or ours kept")


def _act(session: Session, options: Namespace) -> int:
    if options.what == "differences":
        return _list(session)
    only_now(session)
    if options.what in FILES:
        return _import(session, options)
    from data.imports import differences

    if options.what == "take":
        return _decided(session, differences.take_theirs(session.desk, options.subject, options.reason))
    return _decided(session, differences.keep_ours(session.desk, options.subject, options.reason))


def _import(session: Session, options: Namespace) -> int:
    from data.access import note_access
    from data.imports.columns import read_mapping
    from data.imports.file import Stopped, Unreadable, look_at, size_of
    from data.imports.run import Wanted, import_file

    desk = session.desk
    try:
        with stoppable(size_of(options.subject), "bytes read") as progress:
            file = look_at(options.subject, progress)
        wanted = Wanted(
            file=file,
            kind=options.what,
            own=read_mapping(options.map),
            preview=options.preview,
            update=options.update,
            until=_moment(session, "until", options.until),
            since=_moment(session, "since", options.since),
        )
        with stoppable(wanted.file.lines, "rows") as progress:
            outcome = import_file(desk, wanted, progress)
    except Stopped as why:
        return fail(str(why), STOPPED, session.as_json)
    except Unreadable as why:
        return refuse([Problem("file", str(why))], session.as_json)
    if isinstance(outcome, Refusal):
        note_access(desk, f"import {options.what}", "", "refused")
        return refuse(outcome.problems, session.as_json)
    if not session.look_only and not options.preview:
        note_access(desk, f"import {options.what}", f"{wanted.file.digest[:12]} {outcome.rows} rows")
    return _answer(session, outcome)


def _moment(session: Session, name: str, typed: str) -> datetime | None:
    from models.times.parse import parse_past
    from models.times.reading import Unread

    if not typed.strip():
        return None
    found = parse_past(typed, session.now)
    if isinstance(found, Unread):
        raise Refused(Problem(name, found.message))
    if found.at > session.now:
        raise Refused(Problem(name, "this has not come yet"))
    return found.at


def _answer(session: Session, outcome: Imported) -> int:
    """What came of the file; refused rows make the status that of a refusal, although the others are recorded."""
    from data.imports.run import MOST_NAMED

    code = STOPPED if outcome.stopped else REFUSED if outcome.refusals else DONE
    if session.as_json:
        say_json({"v": VERSION, **_shape(outcome)})
        return code
    rows, done = how_many(outcome.rows, "row"), "would be new" if outcome.preview else "new"
    say(
        *[TRAINING] * session.desk.training,
        *["PREVIEW: nothing was recorded."] * outcome.preview,
        f"{rows}: {outcome.new} {done}, {outcome.known} known already, {outcome.refusals} refused.",
        *(f"  row {note.row}: {note.words}" for note in outcome.notes[:MOST_SHOWN]),
        *_ending(outcome),
    )
    for refused in outcome.refused[:MOST_SHOWN]:
        print(safe(f"row {refused.row}: {refused.words}"), file=sys.stderr)
    if outcome.refusals > MOST_SHOWN:
        more = outcome.refusals - MOST_SHOWN
        print(f"... and {more:,} more refused rows; --json lists the first {MOST_NAMED:,}", file=sys.stderr)
    return code


def _ending(outcome: Imported) -> list[str]:
    if outcome.stopped:
        return ["Stopped. The rows so far are recorded; import the same file again to go on."]
    if outcome.preview:
        return []
    if outcome.kind == "police":
        return ["Where their times differ from ours: nightdesk import differences"]
    if outcome.kind == "history" and not outcome.complete:
        return ["Counts are NOT known any further: every row must be here first, and the file must hold some."]
    return []


def _shape(outcome: Imported) -> dict[str, Any]:
    return {
        "kind": outcome.kind,
        "rows": outcome.rows,
        "new": outcome.new,
        "known": outcome.known,
        "refused": [{"row": each.row, "message": safe(each.words)} for each in outcome.refused],
        "refusals": outcome.refusals,
        "notes": [{"row": each.row, "message": safe(each.words)} for each in outcome.notes],
        "stopped": outcome.stopped,
        "preview": outcome.preview,
        "complete": outcome.complete,
    }


def _list(session: Session) -> int:
    from data.imports.differences import waiting
    from models.times.words import date_words
    from models.times.zone import iso

    found = list(waiting(session.register))
    if session.as_json:
        shapes = [
            {
                "id": each.id,
                "child": child.id,
                "name": child.name,
                "episode": each.episode or None,
                "log": each.log,
                "field": each.field,
                "ours": iso(each.ours) if each.ours else None,
                "theirs": iso(each.theirs) if each.theirs else None,
            }
            for child, each in found
        ]
        say_json({"v": VERSION, "differences": shapes})
        return DONE
    say(
        *[TRAINING] * session.desk.training,
        f"{how_many(len(found), 'difference')} to decide on." if found else "No difference waits.",
    )
    for child, each in found:
        born = f", born {date_words(child.dob)}" if child.dob else ""
        say("", f"{child.name}{born}", f"  {each.words}", f"  id: {each.id}")
    return DONE


def _decided(session: Session, outcome: Receipt | Refusal) -> int:
    if isinstance(outcome, Refusal):
        return refuse(outcome.problems, session.as_json)
    if session.as_json:
        say_json(receipt_shape(outcome))
        return DONE
    from models.events.words import entry_words

    history = session.desk.register.child(outcome.child)
    whose = f": {history.child.name}" if history else ""
    say(*[TRAINING] * session.desk.training, f"Recorded{whose}.")
    say(*(f"  {entry_words(entry).whole}  (entry {entry.id})" for entry in outcome.entries))
    return DONE
