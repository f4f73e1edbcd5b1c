"""A real SMTP server on loopback that accepts, refuses, hangs or breaks off, as a test tells it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class PostOffice:
    """What the server does with letters, and those that it took."""

    def __init__(self, manner: str = "accept") -> None:
        self.manner = manner
        self.taken: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.in_data = 0
        """How often a whole message arrived, taken or not."""

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        if self.manner == "hang":
            await asyncio.sleep(3600)
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.manner == "no such person" or self.manner == address:
            return "550 5.1.1 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.in_data += 1
        if self.manner == "refuse the letter":
            return "554 5.7.1 looks like \x1b[31mspam"
        if self.manner == "drop":
            assert server.transport is not None
            server.transport.abort()
            return "451 never arrives"
        if self.manner == "hang after the letter":
            await asyncio.sleep(3600)
        content: Any = envelope.content
        made = message_from_bytes(content, policy=policy.default)
        assert isinstance(made, EmailMessage)
        self.taken.append(made)
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 OK"


@contextmanager
def served(office: PostOffice, **options: Any) -> Iterator[int]:
    """The port on which the server listens."""
    controller = Controller(office, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def mail_table(port: int, **more: str) -> dict[str, str]:
    """A `[mail]` table for that port: no protection, and a second's patience."""
    return {
        "server": "127.0.0.1",
        "port": str(port),
        "security": "none",
        "sender": "edt@bury.example",
        "timeout": "1",
        "sw": "sw@bury.example",
        "tm": "tm@bury.example",
        "sm": "sm@bury.example",
        "strategic-lead": "lead@bury.example",
        "assistant-director": "ad@bury.example",
        **more,
    }
