"""Appending: what happens between taking the lock and letting it go."""

from __future__ import annotations

from collections.abc import Mapping

from data.ledger import files
from data.ledger.commit import commit
from data.ledger.errors import Conflict, Damaged
from data.ledger.follower import NO_HEAD, Follower
from data.ledger.head import Head, both, newest, patched, slot_offset
from data.ledger.line import Draft, Line, just_written, write
from data.ledger.place import Place
from data.ledger.recovery import is_settled, settle
from data.ledger.set_aside import said, unsaid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SPARE_BEHIND = 500
"""How many events the other slot of HEAD may lag behind: batches of two always hit the same slot."""
PROGRAM = {"name": "Nightdesk", "role": "program", "account": ""}


class Writer:
    """Writes for one session. Every method is called under the lock."""

    def __init__(self, place: Place, follower: Follower, sid: str) -> None:
        self._place = place
        self._follower = follower
        self._sid = sid
        self._left = b""
        self._spare: Head | None = None

    def settle(self) -> bool:
        """Takes in what others wrote and leaves nothing beyond HEAD; True when a tail was set aside.

        Raises: NotRecorded, Unconfirmed, Damaged.
        """
        raw = self._place.head_bytes()
        if self._at_a_glance(raw):
            return False
        on_disk, self._spare = both(raw)
        if on_disk is None:
            raise Damaged("", 0, NO_HEAD)
        if on_disk.seq > self._follower.head.seq:
            self._follower.read_up_to(on_disk)
        elif on_disk.seq < self._follower.head.seq:
            self._follower.check_still_there(on_disk)
        if self._spare_lags(on_disk):
            self._place.write_spare(on_disk, raw)
            self._spare = on_disk
        settled = settle(self._place, on_disk)
        for line, head in settled.adopted:
            if line.seq > self._follower.head.seq:
                self._follower.take_in(line, head)
                self._follower.deliver_later(line)
        known = self._follower.head
        if (known.seq, known.hash) != (settled.head.seq, settled.head.hash):
            raise Damaged(settled.head.file, settled.head.size, f"event {known.seq} is not what it was")
        self._follower.head = settled.head
        raw = self._place.head_bytes()
        if newest(raw) == settled.head:
            self._leave(raw)
        return settled.tail

    def _at_a_glance(self, raw: bytes) -> bool:
        """Whether nothing happened since this session settled or wrote: all that an append usually has to look at."""
        head = self._follower.head
        known = raw == self._left == self._follower.seen
        return known and not self._spare_lags(head) and is_settled(self._place, head)

    def _leave(self, raw: bytes) -> None:
        self._follower.seen = self._left = raw

    def _spare_lags(self, head: Head) -> bool:
        return self._spare is None or self._spare.seq < head.seq - SPARE_BEHIND

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
        before, known = self._follower.head, self._left == self._follower.seen != b""
        at = self._place.io.now().isoformat(timespec="seconds")[:19] + "Z"
        file = self._file_for(at[:7])
        after = before if file == before.file else before.but(file=file, size=0)
        written, lines = [], []
        for number, draft in enumerate(drafts, start=1):
            batch = (number, len(drafts)) if len(drafts) > 1 else None
            written.append(write(draft, after.seq + 1, batch, at, by, self._sid, after.hash))
            line = just_written(written[-1])
            after = Head.at(line.seq, line.hash, file, after.size + len(written[-1]))
            lines.append((line, after))
        commit(self._place, before, after, b"".join(written))
        for line, place in lines:
            self._follower.take_in(line, place)
        if known:
            self._leave(patched(self._left, after))
        if slot_offset(after) != slot_offset(before):
            self._spare = before
        return [line for line, _ in lines]

    def _file_for(self, month: str) -> str:
        """HEAD's file while its month lasts; else the next, which a writer that died may have made."""
        current = self._follower.head.file
        if files.month_of(current) == month:
            return current
        number = files.number_of(current)
        there = self._place.files()
        return there[number] if len(there) > number else files.name(number + 1, month)
