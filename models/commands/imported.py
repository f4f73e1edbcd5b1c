"""Commands about what files from elsewhere say."""

from __future__ import annotations

from models.commands.base import Command


class RecordImport(Command):
    """A file was taken in; of daytime history it says from when to when that is complete."""

    what: str
    """`history`, `children` or `police`."""
    until: str
    digest: str
    rows: int = 0
    since: str = ""
    """Left empty: the file holds everything there ever was."""
    children: tuple[str, ...] = ()
    """Of a police download: whom it is about, so that differences are found again."""
    source: str = ""


class KeepPoliceReport(Command):
    """A row of the police's download."""

    child: str
    log: str
    started: str
    ended: str = ""
    status: str = ""
    source: str = ""


class KeepOurTime(Command):
    """Our time stands against that of a police report."""

    report: str
    field: str
    reason: str
