"""A file was taken in: what that says of how far the daytime is known (D19)."""

from __future__ import annotations

from models.commands.desk import RecordImport
from models.decide.asking import Asking, Decision
from models.events.desk import DESK, HistoryImported

KINDS = ("history", "children", "police")


def record_import(asking: Asking, command: RecordImport) -> Decision:
    """Noted once: the same file again, complete to the same time, is a refusal that says so."""
    kind = asking.choice("what", command.what, KINDS)
    until = asking.past("until", command.until, "say up to when the file is complete, for example yesterday 17:00")
    since = asking.maybe_past("since", command.since)
    digest = asking.line("digest", command.digest, "the file's SHA-256 is wanted")
    if since and until and since.at >= until.at:
        asking.wrong("since", "the file cannot begin after its own end")
    if until is None or asking.problems:
        return asking.refused()
    event = HistoryImported(
        happened_at=asking.now,
        kind=kind,
        until=until.at,
        since=since.at if since else None,
        digest=digest,
        rows=command.rows,
        source=asking.line("source", command.source),
    )
    if any(_same(event, entry.event) for entry in asking.register.desk.entries):
        asking.wrong("", "this file has been imported already, up to the same time")
    return asking.decided((DESK, event))


def _same(event: HistoryImported, other: object) -> bool:
    if not isinstance(other, HistoryImported):
        return False
    return (event.kind, event.digest, event.since, event.until) == (other.kind, other.digest, other.since, other.until)
