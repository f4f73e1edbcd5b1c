"""The commands `find` and `card`."""

from __future__ import annotations

from argparse import Namespace

from models.times.zone import local_date
from tui.plain.answer import TRAINING, say, say_json
from tui.plain.found import tell
from tui.plain.looking_up import looked, note_view, resolve
from tui.plain.options import parser
from tui.plain.session import Session, open_session
from tui.plain.shapes import VERSION, child_shape
from tui.plain.status import DONE


def run(name: str, typed: list[str]) -> int:
    """Runs `find` or `card`; `find` that finds nobody exits with 1, as grep does."""
    about = "Find a child by anything the caller can say." if name == "find" else "The call card: what police ask."
    made = parser(name, about, reading=True)
    if name == "find":
        made.add_argument(
            "text", nargs="+", help="name, date of birth, police log, LCS number …; - reads standard input"
        )
        made.add_argument("--limit", type=int, default=10, help="at most so many (10)")
    else:
        made.add_argument("id", metavar="CHILD")
    options = made.parse_args(typed)
    act = _find if name == "find" else _card
    return looked(open_session(options), lambda session: act(session, options))


def _find(session: Session, options: Namespace) -> int:
    """From the index; among the children of another moment without one."""
    from tui.plain.asked import text_of

    text, limit = " ".join(" ".join(text_of(word) for word in options.text).split()), max(1, min(options.limit, 100))
    desk, today = session.desk, local_date(session.now)
    if session.register is desk.register:
        found = desk.found(text, limit)
        if not session.look_only:
            desk.keep_find_index()
    else:
        from data.finder import search_moment

        found = search_moment(session.register, text, today, limit)
    return tell(found, today, desk.training, session.as_json)


def _card(session: Session, options: Namespace) -> int:
    from models.card import call_card, card_text
    from models.duties.together import linked_words

    _, history = resolve(session, options.id)
    note_view(session, "card", history.child.id)
    linked = linked_words(history, session.register, session.now)
    sections = call_card(history, session.desk.rulebook_of(session.register), session.now, linked)
    if session.as_json:
        shape = [
            {"heading": s.heading, "lines": [{"label": x.label, "text": x.text, "gap": x.gap} for x in s.lines]}
            for s in sections
        ]
        say_json({"v": VERSION, "child": child_shape(history.child, session.now), "sections": shape})
        return DONE
    say(*[TRAINING] * session.desk.training)
    say(*card_text(sections, "  "))
    return DONE
