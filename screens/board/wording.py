"""The board's rows as they were worded last, and until when those words hold: a row is worded anew only then.

Of a row nothing but its countdowns changes each second, and those are drawn from the instants to which they count.
The time away changes with its own minute, everything else that the time of day or the date changes with the clock's
minute; states, counts and duties change only when the night is worked out anew, which gives another case.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from models.duties.case import Case
from models.record import Record
from models.times.countdown import MINUTE
from screens.board.row_lines import Manner
from screens.board.rows import row_of
from screens.widgets.board_row import BoardRow


class Worded(Record):
    """A case's row, and the moments from which and before which it is worded so."""

    case: Case
    row: BoardRow
    since: datetime
    until: datetime


class Wording:
    """The words of one board's rows."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self._known: dict[str, Worded] = {}

    def row(self, case: Case, now: datetime) -> BoardRow:
        """The row at a moment, but for its countdowns, which may be those of a moment before."""
        known = self._of(case)
        if known is None or not known.since <= now < known.until:
            known = self._word(case, now)
        return known.row

    def keep_only(self, keys: set[str]) -> None:
        """Forgets the rows of all others."""
        for key in self._known.keys() - keys:
            del self._known[key]

    def _of(self, case: Case) -> Worded | None:
        known = self._known.get(case.episode.id)
        return known if known is not None and same_facts(known.case, case) else None

    def _word(self, case: Case, now: datetime) -> Worded:
        case = case.but(now=now)
        known = self._known[case.episode.id] = Worded(case, row_of(case, self.manner), now, _until(case))
        return known


def same_facts(one: Case, other: Case) -> bool:
    """Whether two cases differ in their moment only: what was not worked out anew is the same object."""
    return (
        one.clocks is other.clocks
        and one.duties is other.duties
        and one.windows is other.windows
        and one.episode is other.episode
        and one.history is other.history
    )


def _until(case: Case) -> datetime:
    """The first moment after the case's own at which its words may be others."""
    now, episode = case.now, case.episode
    turns = [now + timedelta(seconds=MINUTE - now.second)]  # every zone's midnight and office close is a full minute
    if episode.is_open:
        away = int(episode.time_away(now).total_seconds())
        turns.append(now + timedelta(seconds=MINUTE - away % MINUTE))
    return min([*turns, *(limit.at for limit in episode.limits if limit.at > now)])
