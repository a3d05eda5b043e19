"""Real e-mail: codes leave by SMTP, and are received by a mailbox inside the console unless another host is set."""

from __future__ import annotations

import asyncio
import re
import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from aiosmtpd.smtp import SMTP, Envelope, Session
from aiosmtpd.smtp import SMTP as Server

SENDER = "noreply@notice.practice.test"
CODE = re.compile(r"(?<!\d)(\d{6})(?!\d)")

Received = Callable[[str, str, str], None]
"""Called with the recipient, the subject and the text of each message."""


class Mailbox:
    """Takes whatever comes and hands it on."""

    def __init__(self, received: Received) -> None:
        self.received = received

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802 - aiosmtpd's
        message = BytesParser(policy=default).parsebytes(envelope.content or b"")
        body = message.get_body(("plain",))
        text = body.get_content() if body else ""
        for recipient in envelope.rcpt_tos:
            self.received(recipient, str(message["subject"]), text)
        return "250 OK"


async def open_mailbox(received: Received) -> tuple[asyncio.Server, int]:
    """An SMTP server on loopback; the server and its port."""
    handler = Mailbox(received)
    server = await asyncio.get_running_loop().create_server(
        lambda: Server(handler, hostname="practice.test", enable_SMTPUTF8=True), "127.0.0.1", 0
    )
    return server, server.sockets[0].getsockname()[1]


def send_code(host: str, port: int, recipient: str, subject: str, text: str) -> None:
    """Send one message; blocks for the length of an SMTP conversation."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = SENDER, recipient, subject
    message.set_content(text)
    with smtplib.SMTP(host, port, timeout=10) as smtp:
        smtp.send_message(message)
