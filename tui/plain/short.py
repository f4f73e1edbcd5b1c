"""The command `short`: which children are one episode short of a threshold."""

from __future__ import annotations

from data.lately_away import lately_away
from models.duties.alerts import named
from models.duties.short_of import Short, begins, one_short
from models.times.words import day_time
from tui.plain.answer import TRAINING, fail, say, say_json
from tui.plain.looking_up import note_view
from tui.plain.options import parser
from tui.plain.progress import Stopped, reading
from tui.plain.session import Session, open_session
from tui.plain.shapes import VERSION, child_shape, count_shape
from tui.plain.status import DONE, STOPPED


def run(name: str, words: list[str]) -> int:
    """Lists them, the fullest window first; returns the exit status."""
    options = parser(name, "Children whose next episode makes something owed.", reading=True).parse_args(words)
    session = open_session(options)
    try:
        note_view(session, name, "every child")
        return _list(session)
    except Stopped:
        return fail("Stopped; nothing was listed.", STOPPED, session.as_json)
    finally:
        session.desk.close()


def _list(session: Session) -> int:
    rulebook = session.desk.rulebook_of(session.register)
    whom = lately_away(session.desk, session.register, begins(rulebook, session.now))
    with reading(len(whom), "children") as along:
        found = one_short(along(session.register.of(whom)), rulebook, session.now)
    if session.as_json:
        say_json({"v": VERSION, "children": [_shape(each, session) for each in found]})
        return DONE
    lines = (line for each in found for line in _lines(each, session))
    say(*[TRAINING] * session.desk.training, f"One episode short: {len(found)}", *lines)
    return DONE


def _lines(each: Short, session: Session) -> list[str]:
    count = each.count
    until = f" until {day_time(count.drops_out_at)}" if count.drops_out_at else ""
    return [
        f"{named(each.child, session.now)}, {each.child.legal}: {count.n} of {count.of} in {count.window_days} days",
        f"  the next owes a {each.owes}{until}; {count.known}",
    ]


def _shape(each: Short, session: Session) -> dict[str, object]:
    return {"child": child_shape(each.child, session.now), "owes": each.owes, **count_shape(each.count)}
