"""Live children in brief as plain data, and back (`models.duties.brief`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from sys import intern

from models.duties.brief import Brief, Cause, Live

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Plain = list[Any]


def brief_out(live: Live) -> Plain:
    """A child in brief."""
    briefs = [
        [
            b.episode, b.short_name, b.rank, str(b.least), str(b.since), b.late, b.lapsed, b.stays,
            b.gone, b.more, str(b.turn), str(b.then),
            [[cause.id, cause.kind, str(cause.at), cause.episode] for cause in b.causes],
        ]
        for b in live.briefs
    ]  # fmt: skip
    return [live.id, str(live.since), str(live.until), briefs]


class BriefReader:
    """Reads many: equal moments and words, and the ids of subjects that somebody holds, are held once."""

    def __init__(self, subjects: Iterable[str]) -> None:
        self._subjects = {subject: subject for subject in subjects}
        self._moments: dict[datetime, datetime] = {}

    def read(self, plain: Plain) -> Live:
        """The same again. Raises: ValueError, KeyError, TypeError, IndexError, AttributeError."""
        place, child, since, until, briefs = plain
        child = self._subjects.get(child) or str(child)
        found = tuple(self._brief(child, each) for each in briefs)
        live = Live(child, (), self._moment(since), self._moment(until), found)
        live.place = int(place)
        return live

    def _brief(self, child: str, plain: Plain) -> Brief:
        episode, name, rank, least, since, late, lapsed, stays, gone, more, turn, then, causes = plain
        return Brief(
            child=child, short_name=intern(name), episode=episode, rank=int(rank),
            least=self._moment(least), since=self._moment(since), late=late, lapsed=lapsed, stays=stays,
            gone=tuple(gone), more=more, turn=self._moment(turn), then=self._moment(then),
            causes=tuple(Cause(id, intern(kind), self._moment(at), of) for id, kind, at, of in causes),
        )  # fmt: skip

    def _moment(self, text: str) -> datetime:
        at = datetime.fromisoformat(text)
        return self._moments.setdefault(at, at)
