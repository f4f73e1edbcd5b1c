"""Appending: what happens between taking the lock and letting it go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.ledger import files
from data.ledger.commit import commit
from data.ledger.errors import Conflict, Damaged
from data.ledger.follower import Follower
from data.ledger.head import Head
from data.ledger.line import Draft, Line, read, write
from data.ledger.place import Place
from data.ledger.recovery import settle
from data.ledger.set_aside import said, unsaid

SPARE_BEHIND = 500
"""How many events the other slot of HEAD may lag behind: batches of two always hit the same slot."""
PROGRAM = {"name": "Nightdesk", "role": "program", "account": ""}


class Writer:
    """Writes for one session. Every method is called under the lock."""

    def __init__(self, place: Place, follower: Follower, sid: str) -> None:
        self._place = place
        self._follower = follower
        self._sid = sid

    def settle(self) -> bool:
        """Takes in what others wrote and leaves nothing beyond HEAD; True when a tail was set aside.

        Raises: NotRecorded, Unconfirmed, Damaged.
        """
        on_disk, spare = self._follower.heads_on_disk()
        if on_disk.seq > self._follower.head.seq:
            self._follower.read_up_to(on_disk)
        elif on_disk.seq < self._follower.head.seq:
            self._follower.check_still_there(on_disk)
        if spare is None or spare.seq < on_disk.seq - SPARE_BEHIND:
            self._place.write_spare(on_disk)
        settled = settle(self._place, on_disk)
        for line, head in settled.adopted:
            if line.seq > self._follower.head.seq:
                self._follower.take_in(line, head)
                self._follower.deliver_later(line)
        known = self._follower.head
        if (known.seq, known.hash) != (settled.head.seq, settled.head.hash):
            raise Damaged(settled.head.file, settled.head.size, f"event {known.seq} is not what it was")
        self._follower.head = settled.head
        return settled.tail

    def tell_of_tails(self) -> bool:
        """Stores an event for each tail in quarantine that no event tells of; True when there was one."""
        tails = unsaid(self._place)
        for name, draft in tails:
            if not self._follower.history.with_ids([draft.id]):
                self._follower.deliver_later(self._commit([draft], PROGRAM)[0])
            said(self._place, name)
        return bool(tails)

    def store(self, drafts: list[Draft], by: dict[str, Any], expect: Mapping[str, int]) -> list[Line]:
        """All drafts as one batch; what is there already when they were stored before.

        Raises: NotRecorded and its kinds, Unconfirmed.
        """
        ids = [draft.id for draft in drafts]
        there = self._follower.history.with_ids(ids)
        if len(there) == len(ids):
            self._follower.delivered(there)
            return there
        if there or len(set(ids)) < len(ids):
            raise Conflict("Not recorded: part of this was recorded before.")
        for subject, version in expect.items():
            if self._follower.history.version(subject) != version:
                raise Conflict("Not recorded: another worker has just made an entry here. Look again.")
        return self._commit(drafts, by)

    def _commit(self, drafts: list[Draft], by: dict[str, Any]) -> list[Line]:
        before = self._follower.head
        at = self._place.io.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        file = self._file_for(at[:7])
        after = before if file == before.file else before.but(file=file, size=0)
        written, lines = [], []
        for number, draft in enumerate(drafts, start=1):
            batch = (number, len(drafts)) if len(drafts) > 1 else None
            written.append(write(draft, after.seq + 1, batch, at, by, self._sid, after.hash))
            line, _ = read(written[-1])
            after = Head(line.seq, line.hash, file, after.size + len(written[-1]))
            lines.append((line, after))
        commit(self._place, before, after, b"".join(written))
        for line, place in lines:
            self._follower.take_in(line, place)
        return [line for line, _ in lines]

    def _file_for(self, month: str) -> str:
        """HEAD's file while its month lasts; else the next, which a writer that died may have made."""
        current = self._follower.head.file
        if files.month_of(current) == month:
            return current
        number = files.number_of(current)
        there = self._place.files()
        return there[number] if len(there) > number else files.name(number + 1, month)
