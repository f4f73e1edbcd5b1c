"""A letter as an e-mail message: the bytes that go to the server, and those of an `.eml` file."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import EmailMessage

PARTS = re.compile(r"[^\w]+|_")


def message(sender: str, to: tuple[str, ...], subject: str, text: str, at: datetime, message_id: str) -> EmailMessage:
    """The message; without sender or addresses they are left for the worker's mail program to fill in."""
    # Imported here (40 ms): few commands write letters.
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    made = EmailMessage(SMTP.clone(cte_type="7bit"))
    if sender:
        made["From"] = sender
    if to:
        made["To"] = ", ".join(to)
    made["Subject"] = subject
    made["Date"] = format_datetime(at)
    made["Message-ID"] = message_id
    if not sender:
        made["X-Unsent"] = "1"  # mail programs open it for sending
    made.set_content(text)
    return made


def names_child(name: str, child: str) -> bool:
    """Whether a file name holds a part of a child's name."""
    parts = set(PARTS.split(name.casefold()))
    return any(part in parts for part in PARTS.split(child.casefold()) if len(part) > 1)
