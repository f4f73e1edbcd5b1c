"""The commands `find` and `card`."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from data.find.findable import Hit
from models.history.history import ChildHistory
from models.times.words import date_words
from models.times.zone import local_date
from tui.plain.answer import say, say_json
from tui.plain.looking_up import note_view, resolve
from tui.plain.options import parser
from tui.plain.session import Session, open_session
from tui.plain.shapes import VERSION, child_shape
from tui.plain.status import DONE, REFUSED


def run(name: str, typed: list[str]) -> int:
    """Runs `find` or `card`; `find` that finds nobody exits with 1, as grep does."""
    about = "Find a child by anything the caller can say." if name == "find" else "The call card: what police ask."
    made = parser(name, about, reading=True)
    if name == "find":
        made.add_argument("text", nargs="+", help="name, date of birth, police log, LCS number, telephone, placement …")
        made.add_argument("--limit", type=int, default=10, help="at most so many (10)")
    else:
        made.add_argument("id", metavar="CHILD")
    options = made.parse_args(typed)
    session = open_session(options)
    try:
        return _find(session, options) if name == "find" else _card(session, options)
    finally:
        session.desk.close()


def _find(session: Session, options: Namespace) -> int:
    hits = session.desk.find(" ".join(options.text), max(1, min(options.limit, 100)))
    moment = [(hit, session.register.child(hit.child)) for hit, _ in hits]
    known = [(hit, history) for hit, history in moment if history]
    if session.as_json:
        shapes = [_shape(session, hit, history) for hit, history in known]
        say_json({"v": VERSION, "children": shapes})
    else:
        say(*(_line(session, hit, history) for hit, history in known) if known else ["nobody found"])
    return DONE if known else REFUSED


def _shape(session: Session, hit: Hit, history: ChildHistory) -> dict[str, Any]:
    current = history.open_episode
    return {
        **child_shape(history.child, session.now),
        "child": history.child.id,
        "how": hit.how,
        "field": hit.field,
        "matched": hit.matched,
        "status": current.status if current else None,
        "episode": current.id if current else None,
    }


def _line(session: Session, hit: Hit, history: ChildHistory) -> str:
    child, current = history.child, history.open_episode
    born = date_words(child.dob) if child.dob else "date of birth not known"
    age = child.age(local_date(session.now))
    where = child.detail("placement") or child.detail("address") or "no address"
    now = f"  NOW {current.status.upper()}" if current else ""
    how = "" if hit.how == "exact" else f"  ({hit.how}: {hit.field} {hit.matched})"
    return f"{child.id}  {child.name}, {'?' if age is None else age}, {born}, {child.legal}, {where}{now}{how}"


def _card(session: Session, options: Namespace) -> int:
    from models.card import call_card

    _, history = resolve(session, options.id)
    note_view(session, "card", history.child.id)
    sections = call_card(history, session.desk.rulebook_of(session.register), session.now)
    if session.as_json:
        shape = [
            {"heading": s.heading, "lines": [{"label": x.label, "text": x.text, "gap": x.gap} for x in s.lines]}
            for s in sections
        ]
        say_json({"v": VERSION, "child": child_shape(history.child, session.now), "sections": shape})
        return DONE
    for section in sections:
        say("", section.heading.upper())
        say(*(f"  {line.label}: {line.text}" if line.label else f"  {line.text}" for line in section.lines))
    return DONE
