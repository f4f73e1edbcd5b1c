"""Signed handovers by plain command: list, show, ack."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from data.outcome import Refusal
from models import ids
from models.commands.desk import AcknowledgeHandover
from models.handover.signed import Signed, all_signed
from models.problem import Problem
from models.times.words import day_time
from models.times.zone import iso
from tui.plain.answer import TRAINING, refuse, say, say_json
from tui.plain.looking_up import desk_then, note_view, only_now
from tui.plain.session import Refused, Session
from tui.plain.shapes import VERSION, receipt_shape
from tui.plain.status import DONE


def _list(session: Session, options: Namespace) -> int:
    """Every signed handover, the newest first, with how much waits to be acknowledged."""
    found = all_signed(desk_then(session))
    if session.as_json:
        say_json({"v": VERSION, "handovers": [_shape(signed) for signed in found]})
        return DONE
    say(*[TRAINING] * session.desk.training, *([] if found else ["No handover has been signed yet."]))
    say(*(f"{each.entry.id}  {_when(each)}; {_how_many(each)}" for each in found))
    return DONE


def _show(session: Session, options: Namespace) -> int:
    """One of them as it was signed, and who has acknowledged which item."""
    signed = _the_one(session, options)
    note_view(session, "handover", signed.entry.id)
    if session.as_json:
        items = [
            {"id": i.id, "number": i.number, "headline": i.headline, "lines": list(i.lines)}
            | {"acknowledged": i.acknowledged or None}
            for i in signed.items
        ]
        say_json({"v": VERSION} | _shape(signed) | {"text": signed.text, "items": items})
        return DONE
    say(*signed.text.split("\n"), "", signed.words, f"Acknowledged: {_how_many(signed)}")
    say(*(f"   {item.number} {item.acknowledged or 'NOT acknowledged'}: {item.headline}" for item in signed.items))
    return DONE


def _ack(session: Session, options: Namespace) -> int:
    """Acknowledges the items that are named by number or id, or every one that waits."""
    only_now(session)
    signed = _the_one(session, options)
    named = options.rest[1:]
    if not named and not options.all:
        raise Refused(Problem("items", "say which items, by number as 1.2, or --all"))
    waiting = tuple(item.id for item in signed.waiting)
    by_number = {item.number: item.id for item in signed.items}
    items = waiting if options.all else tuple(by_number.get(each, each) for each in named)
    command = AcknowledgeHandover(key=session.desk.new_key(), handover=signed.entry.id, items=items)
    outcome = session.desk.submit(command)
    if isinstance(outcome, Refusal):
        return refuse(outcome.problems, session.as_json)
    now = _the_one(session, options)
    if session.as_json:
        say_json(receipt_shape(outcome) | {"id": signed.entry.id, "waiting": [item.id for item in now.waiting]})
    else:
        say(
            *[TRAINING] * session.desk.training,
            f"Recorded: {_how_many(now)}.",
            *(f"  Note: {n}." for n in outcome.notes),
        )
    return DONE


def _the_one(session: Session, options: Namespace) -> Signed:
    """The handover that is named by its whole id, or by `last`. Raises: Refused."""
    found = all_signed(desk_then(session))
    typed = ids.normal(options.rest[0]) if options.rest else ""
    if not typed:
        raise Refused(Problem("handover", "say which handover: its id, as list shows it, or last"))
    wanted = found[:1] if options.rest[0].lower() == "last" else [each for each in found if each.entry.id == typed]
    if not wanted:
        raise Refused(Problem("handover", "no handover has this id"))
    return wanted[0]


def _when(signed: Signed) -> str:
    return f"{day_time(signed.entry.entered_at)}, {signed.entry.by.name}, {signed.entry.by.role}"


def _how_many(signed: Signed) -> str:
    done = len(signed.items) - len(signed.waiting)
    return f"{done} of {len(signed.items)} items acknowledged"


def _shape(signed: Signed) -> dict[str, Any]:
    by = signed.entry.by
    return {
        "id": signed.entry.id,
        "signed_at": iso(signed.entry.entered_at),
        "by": {"name": by.name, "role": by.role},
        "acknowledged": [item.id for item in signed.items if item.acknowledged],
        "waiting": [item.id for item in signed.waiting],
    }


ACTS: dict[str, Callable[[Session, Namespace], int]] = {"list": _list, "show": _show, "ack": _ack}
"""What `handover` may be followed by."""
