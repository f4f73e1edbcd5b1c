"""Commands about the desk itself."""

from __future__ import annotations

from models.commands.base import Command


class MakeStore(Command):
    """Begin a store; the first account becomes its manager."""

    training: bool
    name: str
    authority: str = ""


class AddWorker(Command):
    """Give an account a name and a role."""

    account: str
    name: str
    role: str


class ChooseProtocol(Command):
    """These rules hold from now on; `text` is the whole protocol file."""

    name: str
    text: str
    reason: str = ""


class SeeAlert(Command):
    """The signed-in worker has seen an alert."""

    alert: str


class HandOver(Command):
    """Sign a handover: its text as generated, and the items in it."""

    text: str
    items: tuple[str, ...] = ()
    since: str = ""


class AcknowledgeHandover(Command):
    """Acknowledge items of a handover."""

    handover: str
    items: tuple[str, ...]


class LeaveDayAlert(Command):
    """The day team leaves something for the night, about a child or in general."""

    text: str
    child: str = ""
