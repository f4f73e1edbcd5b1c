"""Finding what an id, or the beginning of one, means; for reading commands only."""

from __future__ import annotations

from collections.abc import Callable

from models import ids
from models.history.desk_state import DeskState
from models.history.history import ChildHistory
from models.problem import Problem
from tui.plain.answer import fail, refuse
from tui.plain.session import Refused, Session
from tui.plain.status import DAMAGED, VIEW_ONLY


def resolve(session: Session, typed: str) -> tuple[str, ChildHistory]:
    """The id that was meant and the history it belongs to, as known at the session's moment.

    Raises:
        Refused: nothing has this id at that moment, or several begin like it.
    """
    found = session.desk.resolve(typed)
    if len(found) > 1:
        some = ", ".join(found[:6]) + (" …" if len(found) > 6 else "")
        raise Refused(Problem("id", f"{typed!r} could be {len(found)} ids: {some}; type more of it"))
    history = session.register.history_of(found[0]) if found else None
    if not found or history is None:
        raise Refused(Problem("id", f"no child, episode or entry has an id that begins {typed!r}"))
    if found[0].startswith(ids.EPISODE) and history.episode(found[0]) is None:
        raise Refused(Problem("id", f"episode {found[0]} had not begun by that moment, or was not known of"))
    return found[0], history


def of_the_past(session: Session) -> bool:
    """Whether `--as-of` or `--known-at` chose another moment than the present."""
    return session.register is not session.desk.register


def desk_then(session: Session) -> DeskState:
    """What is recorded on the desk itself, as of the session's moment."""
    desk = session.register.desk
    return desk.at(session.now) if of_the_past(session) else desk


def only_now(session: Session) -> None:
    """For a command that acts. Raises: Refused, when an earlier moment was to be looked at."""
    if of_the_past(session):
        raise Refused(Problem("as-of", "an earlier moment can be looked at only: nothing is recorded or sent there"))


def looked(session: Session, answer: Callable[[Session], int]) -> int:
    """Runs a command that only looks. A damaged store still shows what is sound; the status says that it is not all."""
    desk = session.desk
    try:
        code = answer(session)
    except Refused as why:
        if not desk.damage:
            raise
        code = refuse(why.problems, session.as_json)
    finally:
        desk.close()
    if desk.lost:
        return VIEW_ONLY  # that it may not be the newest was said when the store was opened
    if desk.damage:
        return fail(f"{desk.damage} Only entries up to number {desk.head.seq} are shown.", DAMAGED, as_json=False)
    return code


def note_view(session: Session, what: str, subject: str, result: str = "done") -> None:
    """Puts a look at somebody's record in the access log, unless nothing is to be written at all."""
    if session.look_only:
        return
    from data.access import note_access

    note_access(session.desk, what, subject, result)
