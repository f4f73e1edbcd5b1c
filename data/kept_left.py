"""Where the things that the day team left stand in the record, kept for the next start: `STORE/derived/left`.

They are shown for a week, and a busy county enters a thousand other things in one: a start reads only these, and what
was entered since the file was made. It is bound to the entry up to which it goes.
"""

from __future__ import annotations

import json

from data.derived_file import read_derived, write_derived
from models.events.desk import DayAlertLeft

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.ledger import Line
    from data.ledger.contract import AnyLedger

NAME = "left"
KIND = DayAlertLeft.__name__
FEW_LINES = 50
"""Entries since the file was made beyond which it is made anew: each is looked at by every start."""
FAR = 2000
"""And beyond which it is quicker to look through the week."""


class KeptLeft:
    """What one session takes from the file, and what it leaves there."""

    def __init__(self, store: str, ledger: AnyLedger) -> None:
        self._path, self._ledger = f"{store}/derived/{NAME}", ledger
        self._to_keep: dict[str, object] = {}

    def since(self, wanted: str) -> list[Line] | None:
        """The lines that were entered after a moment, in order; None where they must be looked for in the record."""
        lines = self._ledger.lines()
        try:
            kept = json.loads(read_derived(self._path) or b"")
            seq, places, since = int(kept["seq"]), [int(place) for place in kept["left"]], str(kept["since"])
            if since > wanted or not 0 < seq <= len(lines) <= seq + FAR or lines[seq - 1].hash != kept["hash"]:
                return None
            found = [*(lines[place - 1] for place in places if 0 < place <= seq), *lines[seq:]]
        except (ValueError, KeyError, TypeError):
            return None
        mine = [line for line in found if line.type == KIND and line.at > wanted]
        if len(lines) - seq > FEW_LINES:
            self.found(wanted, mine)
        return mine

    def found(self, since: str, lines: Iterable[Line]) -> None:
        """What stands in the record, as far as it is known now: worth keeping."""
        head = self._ledger.head
        self._to_keep = {"seq": head.seq, "hash": head.hash, "since": since, "left": [line.seq for line in lines]}

    def keep(self) -> None:
        """Puts it on the disk, where what is there is too far behind; a disk that refuses is let be."""
        if self._to_keep and not self._ledger.damage:
            try:
                write_derived(self._path, json.dumps(self._to_keep).encode())
            except OSError:
                return
            self._to_keep = {}
