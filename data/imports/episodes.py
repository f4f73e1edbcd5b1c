"""The daytime's episodes, brought as history, and the police's reports about children whom we know."""

from __future__ import annotations

from array import array
from datetime import datetime

from data.imports.known import Known, NotFound
from data.imports.moments import Moment, moment, status
from data.imports.planned import Planned, key_of
from data.imports.rows import Row
from models.commands.episode import ConfirmAway, OpenEpisode, RecordReturn
from models.commands.imported import KeepPoliceReport
from models.decide.imported import ALREADY
from models.history.child import Child
from models.history.confirmed import last_confirmed
from models.history.episode import Episode
from models.history.register import Register
from models.history.spells import ABSENCE
from models.imports.matching import NEAR
from models.times.words import day_time
from models.times.zone import from_iso, iso

SOURCE = "daytime history"


class History:
    """What becomes of each row of the daytime's episodes: over, or, without an end, carried over into the night."""

    def __init__(self, known: Known, register: Register, now: datetime, until: datetime) -> None:
        self.known, self._register, self._now, self._until = known, register, now, iso(until)
        self._in_file: dict[str, array[int]] = {}
        """By child, start and end of each row taken, as numbers: a large file has millions."""
        self.earliest = ""
        """The earliest start in the file."""

    def plan(self, row: Row) -> Planned:
        """Records the whole episode, unless it is here already."""
        child, start, end = self.known.meant(row), moment(row, "start", self._now), moment(row, "end", self._now)
        kind, limit = status(row, "missing"), moment(row, "limit", self._now)
        problem = _problems(child, start, end, kind, limit) or _wanting(start, end)
        if problem or isinstance(child, NotFound):
            return Planned(problem=problem)
        self.earliest = min(self.earliest or start.text, start.text)
        if self._here(child.id, start.text, end.text):
            return Planned(child=child.id)
        away = self._still_open(child.id, start.text)
        if away:
            return self._of_open(away, child, start.text, end.text)
        if self._overlaps(child.id, start.text, end.text):
            return Planned(problem="start: this overlaps an earlier row about the same child")
        opened = OpenEpisode(
            key=key_of("history", child.id, start.text, end.text, kind.text),
            child=child.id,
            status=kind.text,
            since=start.text,
            returned=end.text,
            limit=limit.text,
            reported="" if end.text else max(start.text, self._until),
            place=row.cell("place"),
            risk=row.cell("risk"),
            source=SOURCE,
            recorded_elsewhere=True,
        )
        return Planned(opened, child=child.id, note=_note(kind.text, limit.text, child))

    def taken(self, planned: Planned, child: Child) -> None:
        """Later rows may not overlap it."""
        if isinstance(planned.command, OpenEpisode):
            spans = self._in_file.setdefault(child.id, array("q"))
            spans.extend((_number(planned.command.since), _number(planned.command.returned)))

    def no_matter(self, message: str) -> bool:
        """Every refusal of an episode matters: without it the history is not complete."""
        return False

    def _still_open(self, child: str, start: str) -> Episode | None:
        """Our open episode, where a row that began near its start is about that one."""
        history = self._register.child(child)
        ours = history.open_episode if history else None
        return ours if ours and abs(ours.since - from_iso(start)) <= NEAR else None

    def _of_open(self, ours: Episode, child: Child, start: str, end: str) -> Planned:
        """The day team has the return, or has the child as away still; of the start, ours is kept."""
        differs = f"it begins {day_time(from_iso(start))} there; ours, {day_time(ours.since)}, is kept"
        note = differs if iso(ours.since) != start else ""
        if end:
            back = RecordReturn(key=key_of("back", ours.id, end), episode=ours.id, at=end, source=SOURCE)
            return Planned(back, child=child.id, note=note)
        if last_confirmed(ours).at >= from_iso(self._until):
            return Planned(child=child.id, note=note)
        still = ConfirmAway(key=key_of("still", ours.id, self._until), episode=ours.id, at=self._until, source=SOURCE)
        return Planned(still, child=child.id, note=note)

    def _overlaps(self, child: str, start: str, end: str) -> bool:
        """Whether an earlier row of the file about the same child overlaps this one."""
        spans, since, until = self._in_file.get(child, array("q")), _number(start), _number(end)
        return any(a < until and since < b for a, b in zip(spans[::2], spans[1::2], strict=True))

    def _here(self, child: str, start: str, end: str) -> bool:
        """The same end, and a start no further off than one going missing told differently."""
        history = self._register.child(child)
        episodes = history.counting if history else ()
        ours = [each.since for each in episodes if each.ended_at and iso(each.ended_at) == end]
        return any(abs(since - from_iso(start)) <= NEAR for since in ours)


class Police:
    """What becomes of each row of the police's download: kept beside our record, which it never changes."""

    def __init__(self, known: Known, now: datetime, source: str, digest: str) -> None:
        self.known, self._now, self._source, self._digest = known, now, source, digest

    def plan(self, row: Row) -> Planned:
        """Keeps the row, unless the same was kept before."""
        child, start, end = self.known.meant(row), moment(row, "start", self._now), moment(row, "end", self._now)
        kind = status(row, "")
        problem = _problems(child, start, end, kind) or ("" if start.text else "start: the police's start is wanted")
        if problem or isinstance(child, NotFound):
            return Planned(problem=problem)
        log = row.cell("log")
        kept = KeepPoliceReport(
            # A row without an end is news again in another file, once the child is back here.
            key=key_of("police", child.id, log, start.text, end.text or self._digest, kind.text),
            child=child.id,
            log=log,
            started=start.text,
            ended=end.text,
            status=kind.text,
            source=self._source,
        )
        return Planned(kept, child=child.id)

    def taken(self, planned: Planned, child: Child) -> None:
        """Rows of the police stand each for itself."""

    def no_matter(self, message: str) -> bool:
        """The same row again changes nothing."""
        return message == ALREADY


def _note(kind: str, limit: str, child: Child) -> str:
    """What an absence of the past lacks: its limit, or a child who is looked after still."""
    if kind != ABSENCE:
        return ""
    without = "" if limit else "without its agreed limit"
    legal = "" if "looked-after" in child.traits else f"although {child.name} is not looked after now ({child.legal})"
    said = ", ".join(each for each in (without, legal) if each)
    return f"the absence is taken {said}" if said else ""


def _number(moment: str) -> int:
    """An instant as stored, by its digits: in the order of time. What has not come is after everything."""
    return int("".join(filter(str.isdigit, moment)) or "9" * 14)


def _problems(child: Child | NotFound, *moments: Moment) -> str:
    """Everything wrong with a row at once."""
    who = child.words if isinstance(child, NotFound) else ""
    return "; ".join(each for each in (who, *(one.problem for one in moments)) if each)


def _wanting(start: Moment, end: Moment) -> str:
    if not start.text:
        return "start: since when was the child away?"
    return "end: the return is not after the start" if end.text and end.text <= start.text else ""
