"""What files from elsewhere say: noted beside our own record, whose times it never changes by itself."""

from __future__ import annotations

from models import ids
from models.commands.imported import KeepOurTime, KeepPoliceReport, RecordImport
from models.decide.asking import Asking, Decision
from models.events.desk import DESK, HistoryImported
from models.events.imported import OurTimeKept, PoliceReportKept
from models.history.daytime import HISTORY
from models.history.spells import STATUSES
from models.imports.differences import FIELDS, differences_of, newest, still_without_end
from models.imports.matching import episode_meant

KINDS = (HISTORY, "children", "police")


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
        children=command.children,
        source=asking.line("source", command.source),
    )
    if any(_same(event, entry.event) for entry in asking.register.desk.entries):
        asking.wrong("", "this file has been imported already")
    return asking.decided((DESK, event))


def _same(event: HistoryImported, other: object) -> bool:
    if not isinstance(other, HistoryImported) or (event.kind, event.digest) != (other.kind, other.digest):
        return False
    if event.kind == HISTORY:
        return (event.since, event.until) == (other.since, other.until)
    return set(event.children) <= set(other.children)


def keep_police_report(asking: Asking, command: KeepPoliceReport) -> Decision:
    """Kept once: a row that says what the last one about the same log said is a refusal that says so.

    Unless the child has come back since: that the police still have no end is news.
    """
    history = asking.child("child", command.child)
    started = asking.past("started", command.started, "the police's start is wanted")
    ended = asking.maybe_past("ended", command.ended)
    status = asking.choice("status", command.status, STATUSES) if command.status.strip() else ""
    log = asking.line("log", command.log)
    if started and ended and ended.at <= started.at:
        asking.wrong("ended", "the police's end is not after their start")
    if history is None or started is None or asking.problems:
        return asking.refused()
    episode = episode_meant(history.counting, started.at, ended.at if ended else None)
    event = PoliceReportKept(
        happened_at=started.at,
        about=started.about,
        source=asking.line("source", command.source),
        log=log,
        ended=ended.at if ended else None,
        status=status,
        episode=episode.id if episode else "",
    )
    said = (log, event.happened_at, event.ended, status)
    same = [entry for entry, e in newest(history) if (e.log, e.happened_at, e.ended, e.status) == said]
    if any(still_without_end(episode, entry.but(entered_at=asking.now), event) for entry in same):
        same = [entry for entry in same if still_without_end(episode, entry, event)]
    if same:
        asking.wrong("", ALREADY)
    return asking.decided((history.child.id, event), child=history.child.id, episode=event.episode)


ALREADY = "this report has been kept already"


def keep_our_time(asking: Asking, command: KeepOurTime) -> Decision:
    """A person's decision, with a reason; theirs stays on the record beside ours."""
    report = ids.normal(command.report)
    field = asking.choice("field", command.field, FIELDS)
    reason = asking.prose("reason", command.reason, "say why ours stands")
    history = asking.register.history_of(report)
    open_ones = differences_of(history) if history else ()
    found = next((each for each in open_ones if (each.report, each.field) == (report, field)), None)
    if found is None and not asking.problems:
        asking.wrong("report", "no difference of this kind waits; they are listed by: import differences")
    if history is None or found is None:
        return asking.refused()
    event = OurTimeKept(happened_at=asking.now, report=report, field=field, reason=reason, episode=found.episode)
    return asking.decided((history.child.id, event), child=history.child.id, episode=found.episode)
