"""What the find index rests on: the ledger's files as they were when it was last known to be true.

While they look the same (HEAD byte for byte; each file's name, length and time of last change), the index is as
true as it was then, and a search needs nothing else of the ledger. The note also says for which head the index was
made, so that an index and a note of two different moments never pass for a pair. After an entry that changes nothing
findable, such as a note, the index stays true: only the files are looked at anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

NOTE = "find.ground"
MODE = 0o660
HEAD_SIZE = 8192
QUIET = frozenset(
    "NoteAdded CallTaken PanelHeard AbsenceLimitAgreed ReportAdded StillAway PoliceSawChild RiskJudged "
    "ReviewPromised ReviewDone InterviewOffered InterviewAccepted InterviewDeclined InterviewHeld "
    "InterviewWrittenUp MeetingCalled MeetingHeld BriefingSent PersonTold EnteredOnLcs TaskDone EscalationMade "
    "EscalationAnswered DutyWaived AlertSeen ShiftHandedOver HandoverAcknowledged DayAlertLeft WorkerAdded "
    "ProtocolChosen".split()
)
"""The types of entries that change nothing anybody can be found by."""


class Ground:
    """The note of one store."""

    def __init__(self, store: object) -> None:
        self._store = str(store)
        self._path = f"{self._store}/derived/{NOTE}"

    def look(self) -> bytes:
        """How the ledger's files look now. Raises: OSError."""
        with open(f"{self._store}/HEAD", "rb", buffering=0) as file:
            parts = file.read(HEAD_SIZE).split()
        for entry in sorted(os.scandir(f"{self._store}/ledger"), key=lambda entry: entry.name):
            seen = entry.stat()
            parts.append(f"{entry.name} {seen.st_size} {seen.st_mtime_ns}".encode("utf-8", "replace"))
        return b"\n".join(parts)

    def made_for(self) -> str:
        """The head for which the index on the disk was made, and the kind of store; empty unless it is true now."""
        try:
            with open(self._path, "rb", buffering=0) as file:
                made_for, _, looked = file.read().partition(b"\n")
            return made_for.decode("ascii", "replace") if looked == self.look() else ""
        except OSError:
            return ""

    def carry(self, made_for: str, types: Iterable[str], newest_head: Callable[[], object]) -> None:
        """After entries that change nothing findable the index, made for that head, goes on being true.

        `newest_head` shows whether anybody makes an entry meanwhile. A disk that refuses is let be.
        """
        if not made_for or any(name not in QUIET for name in types):
            return
        try:
            before, looked = newest_head(), self.look()
            if newest_head() == before:
                self.note(made_for, looked)
        except OSError:
            return  # the next search makes the index anew

    def note(self, made_for: str, looked: bytes) -> None:
        """Notes how the files looked while the index was true. Raises: OSError."""
        beside = f"{self._path}.{os.getpid()}.new"
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, MODE)
        try:
            os.write(handle, made_for.encode() + b"\n" + looked)
        finally:
            os.close(handle)
        os.replace(beside, self._path)


def words_for(head: tuple[int, str], training: bool) -> str:
    """A head and a kind of store, as the note has them."""
    return f"{head[0]}:{head[1]} {'training' if training else 'real'}"
