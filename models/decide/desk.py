"""Decisions about the desk itself: its store, people, protocol, shifts and alerts."""

from __future__ import annotations

from models import ids
from models.commands.desk import (
    AcknowledgeHandover,
    AddWorker,
    ChooseProtocol,
    HandOver,
    LeaveDayAlert,
    MakeStore,
    SeeAlert,
)
from models.decide.asking import LARGEST, Asking, Decision
from models.duties.rulebook import BEGINNING
from models.events.desk import (
    DESK,
    AlertSeen,
    DayAlertLeft,
    HandoverAcknowledged,
    ProtocolChosen,
    ShiftHandedOver,
    StoreMade,
    WorkerAdded,
)
from models.problem import Problem
from models.protocol.load import Malformed, load_protocol
from models.text import size
from models.worker import MANAGER, ROLES


def make_store(asking: Asking, command: MakeStore) -> Decision:
    """The first event of a store. Of a real one, the account that makes it becomes manager."""
    if asking.register.desk.entries:
        asking.wrong("", "this store has been made already")
    name = asking.line("name", command.name) or asking.who.account
    authority = asking.line("authority", command.authority)
    made = StoreMade(happened_at=asking.now, training=command.training, authority=authority)
    first = WorkerAdded(happened_at=asking.now, account=asking.who.account, name=name, role=MANAGER)
    named = command.name.strip() or not command.training
    return asking.decided((DESK, made), (DESK, first) if named else None)


def add_worker(asking: Asking, command: AddWorker) -> Decision:
    """A manager's act. The last manager cannot be made less: nobody could undo it."""
    _needs_manager(asking, "giving names and roles")
    account = asking.line("account", command.account, "say the account, as the system knows it")
    name = asking.line("name", command.name, "say the worker's name")
    role = asking.choice("role", command.role.replace("-", " "), ROLES)
    others = [w for w in asking.register.desk.workers.values() if w.may_manage and w.account != account]
    if role != MANAGER and not others and not asking.register.desk.training:
        asking.wrong("role", "this is the only manager; make somebody else a manager first")
    event = WorkerAdded(happened_at=asking.now, account=account, name=name, role=role)
    return asking.decided((DESK, event))


def choose_protocol(asking: Asking, command: ChooseProtocol) -> Decision:
    """From now on; the first one chosen in a register without children holds from the beginning."""
    _needs_manager(asking, "choosing the protocol")
    if size(command.text) > LARGEST:
        asking.wrong("text", f"{size(command.text):,} bytes are too many; the most is {LARGEST:,}")
    else:
        asking.problems.extend(mistakes_in(command.text))
    empty = next(iter(asking.register.children()), None) is None
    at = BEGINNING if empty else asking.now
    source = asking.line("reason", command.reason)
    name = asking.line("name", command.name)
    event = ProtocolChosen(happened_at=at, source=source, name=name, text=command.text)
    return asking.decided((DESK, event))


def see_alert(asking: Asking, command: SeeAlert) -> Decision:
    """One worker's "seen" never clears another's."""
    alert = asking.line("alert", command.alert)[:200]
    event = AlertSeen(happened_at=asking.now, alert=alert, account=asking.who.account)
    return asking.decided((DESK, event))


def hand_over(asking: Asking, command: HandOver) -> Decision:
    """The outgoing worker signs."""
    text = asking.prose("text", command.text, "a handover needs its text")
    event = ShiftHandedOver(happened_at=asking.now, text=text, items=command.items, since=command.since)
    return asking.decided((DESK, event))


def acknowledge_handover(asking: Asking, command: AcknowledgeHandover) -> Decision:
    """The incoming worker acknowledges items of a handover that was signed."""
    handover = next((e for e in asking.register.desk.handovers if e.id == ids.normal(command.handover)), None)
    if handover is None:
        asking.wrong("handover", "no handover has this id")
        return asking.refused()
    known = getattr(handover.event, "items", ())
    done = asking.register.desk.acknowledged.get(handover.id, ())
    if not command.items:
        asking.wrong(
            "items", "every item has been acknowledged already" if set(known) <= set(done) else "say which items"
        )
    if handover.by.account == asking.who.account:
        asking.notes.append("you signed this handover yourself; the one who comes in should acknowledge it")
    for item in command.items:
        if item not in known:
            asking.wrong("items", f"{item[:60]!r} is not an item of this handover")
    event = HandoverAcknowledged(happened_at=asking.now, handover=handover.id, items=command.items)
    return asking.decided((DESK, event))


def leave_day_alert(asking: Asking, command: LeaveDayAlert) -> Decision:
    """Something for the night, about a child or in general."""
    text = asking.prose("text", command.text, "say what the night needs to know")
    history = asking.child("child", command.child) if command.child.strip() else None
    event = DayAlertLeft(happened_at=asking.now, text=text)
    child = history.child.id if history else ""
    return asking.decided((child or DESK, event), child=child)


def mistakes_in(text: str) -> tuple[Problem, ...]:
    """Every mistake in a protocol's text."""
    try:
        load_protocol(text)
    except Malformed as why:
        return why.problems
    return ()


def _needs_manager(asking: Asking, what: str) -> None:
    if not asking.who.may_manage:
        asking.wrong("", f"{what} needs a manager")
