"""The reading commands: board, due, show, history, child show."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from functools import partial

from models.duties.case import Case, cases_of
from models.events.desk import DESK
from models.history.history import ChildHistory
from tui.plain import shapes, words
from tui.plain.answer import TRAINING, say, say_json
from tui.plain.long_look import looked_through
from tui.plain.looking_up import desk_then, looked, note_view, of_the_past, resolve
from tui.plain.options import parser, split
from tui.plain.session import Session, open_session
from tui.plain.status import DONE


def run(name: str, typed: list[str]) -> int:
    """Runs one reading command; returns the exit status."""
    if name == "child":
        _, typed = split(typed)
    about, add, read = _READING[name]
    made = parser("child show" if name == "child" else name, about, reading=True)
    if add:
        add(made)
    options = made.parse_args(typed)
    return looked(open_session(options), lambda session: read(session, options))


def _board(session: Session, options: Namespace) -> int:
    cases = _cases_now(session)
    if session.as_json or of_the_past(session):
        return _answer(session, cases, words.board)
    # Imported here: a script's board has no need of them.
    from data.waiting_alerts import waiting_alerts
    from tui.plain.alerts import alert_lines

    alerts = waiting_alerts(session.desk, cases)
    return _answer(session, cases, lambda cases, now: words.board(cases, now, alert_lines(alerts) if alerts else []))


def _due(session: Session, options: Namespace) -> int:
    cases = [case for case in _cases_now(session) if case.owed or case.lapsed]
    return _answer(session, cases, words.due)


def _show(session: Session, options: Namespace) -> int:
    found, history = resolve(session, options.id)
    note_view(session, "show", history.child.id)
    cases = list(_cases(session, history, found))
    in_words = partial(words.show, register=session.register) if cases else None
    return _answer(session, cases, in_words or (lambda *_: words.child(history, session.now)))


def _cases(session: Session, history: ChildHistory, found: str) -> list[Case]:
    cases = cases_of(history, session.desk.rulebook_of(session.register), session.now)
    return [case for case in cases if history.episode(found) is None or case.episode.id == found]


def _desk_history(session: Session) -> int:
    """What is recorded on the desk, the oldest first: calls, alerts for the night, imports, workers, handovers."""
    state = desk_then(session)
    every = state.entries
    shown = [entry for entry in every if entry.type != "AlertSeen"]
    if session.as_json:
        say_json({"v": shapes.VERSION, "events": [shapes.entry_shape(entry, state.changes) for entry in shown]})
    else:
        say(*[TRAINING] * session.desk.training, *words.desk_history(shown, every, session.now))
    return DONE


def _history(session: Session, options: Namespace) -> int:
    if options.id.lower() == DESK:
        return _desk_history(session)
    found, history = resolve(session, options.id)
    note_view(session, "history", history.child.id)
    episode = history.episode(found)
    entries = [e for e in history.entries if episode is None or words.belongs(e, episode, history)]
    if session.as_json:
        say_json({"v": shapes.VERSION, "events": [shapes.entry_shape(e, history.entries) for e in entries]})
    else:
        say(*[TRAINING] * session.desk.training, *words.history(history, entries, session.now))
    return DONE


def _child(session: Session, options: Namespace) -> int:
    _, history = resolve(session, options.id)
    note_view(session, "child show", history.child.id)
    if session.as_json:
        shape = shapes.child_shape(history.child, session.now)
        say_json({"v": shapes.VERSION, "child": {**shape, "details": history.child.details}})
    else:
        say(*[TRAINING] * session.desk.training, *words.child(history, session.now))
    return DONE


def _cases_now(session: Session) -> list[Case]:
    """What is on the board at the session's moment; who that is, is left on the disk for whoever asks next."""
    cases = session.desk.cases(session.register, session.now, looked_through(session))
    if not of_the_past(session) and not session.look_only:
        session.desk.keep_derived()
    return cases


def _answer(session: Session, cases: list[Case], in_words: Callable[..., list[str]]) -> int:
    rulebook = session.desk.rulebook_of(session.register)
    if session.as_json:
        name = rulebook.current(session.now).name
        say_json(shapes.cases_shape(cases, name, session.desk.head, session.now))
    else:
        training = [TRAINING] * session.desk.training
        warnings = session.desk.warnings
        say(*training, *(line for line in warnings if line), *in_words(cases, session.now))
    return DONE


def _id(made: ArgumentParser) -> None:
    made.add_argument("id", metavar="EPISODE|CHILD", help="an id, or its beginning")


def _id_or_desk(made: ArgumentParser) -> None:
    made.add_argument("id", metavar="EPISODE|CHILD|desk", help="an id, or its beginning; desk: what concerns no child")


_READING: dict[str, tuple[str, Callable[[ArgumentParser], None] | None, Callable[[Session, Namespace], int]]] = {
    "board": ("Who is away, what is owed, and every countdown.", None, _board),
    "due": ("Everything owed, most pressing first.", None, _due),
    "show": ("One episode, or every episode of a child.", _id, _show),
    "history": ("Every entry: what happened when, and who entered it when.", _id_or_desk, _history),
    "child": ("A child's details.", _id, _child),
}
