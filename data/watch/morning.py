"""The morning letters, sent by the watch where a site says so: `[alerts] letters = "07:45"`.

They are the ones that the outbox drafts for social worker, Team Manager and Service Manager about what happened in the
night; no other letter goes without a person's key. Each goes as a worker would send it, is recorded, and meets the
duty. What is not certain, or stale, or without an address, stays in the outbox for a person, and that is said once.
"""

from __future__ import annotations

from datetime import time

from data.configuration import Configuration
from data.desk import Desk
from data.ledger import LedgerError
from data.mail import MaybeSent, NotSent
from data.mail_settings import BadMail
from data.outbox import Outbox
from data.sending import Sending, SentNotRecorded
from data.waiting_letter import Waiting
from data.watch.beside import Beside
from models.times.zone import local, local_date

PREFIX = "morning/"
"""How the ids of these letters begin."""
PAUSE_S = 60.0
"""After a letter that failed, no other is tried for so long."""


class MorningPost:
    """Sends one letter after another, each beside the watch's looks."""

    def __init__(self, desk: Desk, settings: Configuration, at: time) -> None:
        self._desk, self._at = desk, at
        self._outbox = Outbox(desk, settings)
        self._sending: Sending | None = None
        self._beside: Beside | None = None
        self._not_before = 0.0
        self._said: dict[str, str] = {}

    @property
    def under_way(self) -> bool:
        """Whether a letter is with the mail server at this moment."""
        return self._beside is not None

    def look(self) -> tuple[list[str], list[str]]:
        """What was sent, and what could not be, each in words without a name. Raises: LedgerError."""
        if self._beside and not self._beside.done:
            return [], []
        sent, failed = self._finish()
        if not failed and self._is_time() and self._desk.io.monotonic() >= self._not_before:
            failed = self._begin()
        return sent, failed

    def close(self) -> None:
        """Waits for the letter that is under way, and records it."""
        if self._beside:
            self._beside.wait()
            self._finish()

    def _is_time(self) -> bool:
        """From the hour that is set until the office closes, on its working days."""
        now = self._desk.now()
        rulebook = self._desk.rulebook
        closes = time.fromisoformat(rulebook.current(now).office_close)
        return rulebook.days.is_working(local_date(now)) and self._at <= local(now).time() < closes

    def _begin(self) -> list[str]:
        """Takes the next letter that can go; what is against the others, where that was not said before."""
        failed: list[str] = []
        for waiting in self._outbox.waiting():
            if not waiting.letter.id.startswith(PREFIX):
                continue
            why = _against(waiting) or self._start(waiting)
            if self._beside:
                break
            if self._said.get(waiting.letter.id) != why:
                self._said[waiting.letter.id] = why
                failed.append(f"letter {waiting.letter.id}: {why}")
        return failed

    def _start(self, waiting: Waiting) -> str:
        """Hands it over beside the watch; or why that is not to be."""
        sending = Sending(self._outbox, waiting)
        try:
            sending.begin()
        except (BadMail, NotSent) as why:
            sending.give_up()
            return str(why)
        self._sending, self._beside = sending, Beside(waiting.letter.id, sending.hand_over)
        return ""

    def _finish(self) -> tuple[list[str], list[str]]:
        """Records what the server took."""
        if self._beside is None or self._sending is None:
            return [], []
        beside, sending = self._beside, self._sending
        self._beside = self._sending = None
        try:
            beside.result()
            sending.finish()
        except (NotSent, MaybeSent, SentNotRecorded, LedgerError) as why:
            self._not_before = self._desk.io.monotonic() + PAUSE_S
            return [], [f"letter {beside.name}: {why}"]
        finally:
            sending.give_up()
        return [f"letter {beside.name} sent"], []


def _against(waiting: Waiting) -> str:
    """Why a person must look at it first, or nothing."""
    if waiting.stale:
        return "the facts have changed since it was edited; it waits in the outbox"
    if waiting.unfinished:
        return "somebody began to change it; it waits in the outbox"
    if not waiting.complete:
        return "no address is known; it waits in the outbox"
    if waiting.letter.caution:
        return "it needs a person to weigh it; it waits in the outbox"
    return f"{waiting.state}; it waits in the outbox" if waiting.mark and not waiting.taken else ""
