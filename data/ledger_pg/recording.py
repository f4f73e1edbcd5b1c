"""Recording on the server: one call, one commit; and what became of an entry whose answer was lost.

Acknowledged means that the server said so after its COMMIT. When the line breaks before it says anything, the old
connection is ended first (then nothing can be stored through it any more), and only then is the server asked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from data.io import Io
from data.ledger.errors import Busy, Conflict, DiskFull, LedgerError, NotRecorded, TooLong, Unconfirmed, ViewOnly
from data.ledger.line import FIRST_PREV, LONGEST, Draft, write
from data.ledger_pg.server import Greeting, Server, raw
from data.ledger_pg.wire import ServerRefused, Unreachable, array
from models.record import Record

_HEAD_LENGTH = len(b'{"seq":0,')
_TAIL_LENGTH = len(b',"prev":"","h":""}\n') + 2 * 64
_APPEND = "select * from nightdesk.append($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[])"
_LOOK_AGAIN = "Not recorded: another worker has just made an entry here. Look again."


class Doubt(Record):
    """Entries of which it is not known whether they are stored, and the connection through which they went."""

    ids: tuple[str, ...]
    through: Greeting


class Recording:
    """Writes for one session."""

    def __init__(self, server: Server, io: Io, sid: str) -> None:
        self._server, self._io, self._sid = server, io, sid
        self.doubt: Doubt | None = None
        """What is not known yet."""

    def append(self, drafts: Sequence[Draft], by: Mapping[str, Any], expect: Mapping[str, int]) -> list[bytes]:
        """The lines as they are stored now, in the order of the drafts.

        Raises: NotRecorded and its kinds; Unconfirmed; ViewOnly.
        """
        values = self._values(drafts, dict(by), expect)
        ids = tuple(as_written(draft.id) for draft in drafts)
        greeting = self._ready()
        try:
            rows = self._server.ask(_APPEND, values)
        except ServerRefused as refusal:
            raise self._refused(refusal) from refusal
        except Unreachable as problem:
            return self._looked_up(Doubt(ids, greeting), problem)
        return self._server_confirmed(ids, greeting) if self._server.warned else [raw(line) for _, line in rows]

    def _server_confirmed(self, ids: tuple[str, ...], greeting: Greeting) -> list[bytes]:
        """After a warning at the commit, such as that a standby was not waited for: asked again, durably this time."""
        try:
            return self._server.confirmed(ids)
        except (Unreachable, ServerRefused) as problem:
            self.doubt = Doubt(ids, greeting)
            raise Unconfirmed(f"The server stored the entry and did not confirm it ({problem}).") from problem

    def _ready(self) -> Greeting:
        """A connection that was in order a moment ago: one that went away unnoticed would leave a doubt for nothing."""
        try:
            self._server.look_again()
            if self._server.connected:
                self._server.hear(0.0)
            greeting = self._server.reach()
        except Unreachable:
            greeting = self._reached_again()
        if greeting.standby:
            raise ViewOnly("View only: the server is a standby and takes no entries.")
        if not greeting.may_append:
            raise ViewOnly("View only: this login may not record on the server.")
        return greeting

    def _reached_again(self) -> Greeting:
        try:
            return self._server.reach()
        except Unreachable as problem:
            raise NotRecorded(f"Not recorded: the server cannot be reached ({problem}).") from problem

    def settle(self) -> None:
        """Finds out about what is in doubt; nothing to do when nothing is. Raises: Unreachable, ServerRefused."""
        self._server.look_again()
        if self.doubt is not None and self._server.end(self.doubt.through):
            self._server.confirmed(self.doubt.ids)  # what is there comes as other entries do
            self.doubt = None

    def _looked_up(self, doubt: Doubt, problem: Unreachable) -> list[bytes]:
        try:
            ended = self._server.end(doubt.through)
            found = self._server.confirmed(doubt.ids) if ended else None
        except (Unreachable, ServerRefused):
            found = None
        if found is None:
            self.doubt = doubt
            raise Unconfirmed(
                f"The server was lost while the entry was on its way ({problem}); it is not known whether it is stored."
            ) from problem
        if len(found) < len(doubt.ids):
            raise NotRecorded(f"Not recorded: the server was lost on the way ({problem}). Try again.") from problem
        return found

    def _values(self, drafts: Sequence[Draft], by: dict[str, Any], expect: Mapping[str, int]) -> list[str]:
        at = self._io.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        bodies = []
        for number, draft in enumerate(drafts, start=1):
            batch = (number, len(drafts)) if len(drafts) > 1 else None
            line = write(draft, 0, batch, at, by, self._sid, FIRST_PREV)
            bodies.append(line[_HEAD_LENGTH:-_TAIL_LENGTH].decode())
        ids, subjects = ([as_written(text) for text in texts] for texts in zip(*_keys(drafts), strict=True))
        about = [as_written(subject) for subject in expect]
        return [array(values) for values in (ids, subjects, bodies, about, expect.values())]

    def _refused(self, refusal: ServerRefused) -> LedgerError:
        code = refusal.code
        if code == "ND001":
            return Conflict("Not recorded: part of this was recorded before.")
        if code in ("ND002", "23505"):
            return Conflict(_LOOK_AGAIN)
        if code == "ND003":
            return TooLong(json.loads(f'"{refusal.detail}"'), int(refusal.message), LONGEST)
        if code == "55P03":
            return Busy(self._holder())
        if code in ("42501", "25006"):
            self._server.drop()  # what it says of itself no longer holds
            return ViewOnly(f"View only: the server refuses ({refusal.message}).")
        if code.startswith("53"):
            return DiskFull(f"Not recorded: the server has no room ({refusal.message}).")
        return NotRecorded(f"Not recorded: the server refused ({refusal.message}).")

    def _holder(self) -> str:
        try:
            return self._server.ask("select nightdesk.holder()")[0][0].removeprefix("nightdesk ")
        except (Unreachable, ServerRefused):
            return ""


def _keys(drafts: Sequence[Draft]) -> list[tuple[str, str]]:
    return [(draft.id, draft.subject) for draft in drafts]


def as_written(text: str) -> str:
    """A text as it stands in a line, between its quotes: the columns hold no NUL and no half of a character."""
    return json.dumps(text, ensure_ascii=False)[1:-1].encode("utf-8", "backslashreplace").decode()
