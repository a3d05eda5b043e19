"""Codes leave by real e-mail: an SMTP sink inside the console by default, or any SMTP host."""

from __future__ import annotations

import asyncio
import email
import email.policy
import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from typing import TYPE_CHECKING

from aiosmtpd.smtp import SMTP, Envelope, Session

from runner.practice.accounts import Account
from runner.practice.words import say

if TYPE_CHECKING:
    from runner.practice.state import World

SENDER = "no-reply@account.practice.test"
PATIENCE = 10.0
"""Seconds an SMTP host may take."""


class Sink:
    """Receives every message and keeps it for the control API."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a message (the name is aiosmtpd's)."""
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        message = email.message_from_bytes(raw, policy=email.policy.default)
        body = message.get_body(("plain",))
        with self._world.lock:
            self._world.mail.append(
                {
                    "to": list(envelope.rcpt_tos),
                    "from": envelope.mail_from,
                    "subject": str(message["Subject"]),
                    "text": body.get_content().strip() if body else "",
                    "at": self._world.now(),
                }
            )
        return "250 OK"

    async def listen(self) -> asyncio.Server:
        """Start receiving on a free loopback port."""
        loop = asyncio.get_running_loop()
        return await loop.create_server(lambda: SMTP(self, hostname="localhost", loop=loop), "127.0.0.1", 0)


class Postman:
    """Sends codes by mail, or by text message (which stays inside the console)."""

    def __init__(self, world: World, host: str, port: int, told: Callable[[str, str, str], None] | None = None) -> None:
        self._world = world
        self._smtp = (host, port)
        self._told = told

    async def deliver(self, account: Account, code: str, channel: str, language: str) -> bool:
        """Send a code to the account's own address; False when the SMTP host did not take it."""
        seconds = self._world.switches_for(account).code_ttl
        text = say("mail text", language, code=code, seconds=seconds)
        if channel == "phone":
            with self._world.lock:
                self._world.sms.append({"to": account.phone, "text": text, "at": self._world.now()})
        else:
            message = EmailMessage()
            message["From"], message["To"] = f"Xiaomi Account <{SENDER}>", account.email
            message["Subject"] = say("mail subject", language)
            message.set_content(text)
            try:
                await asyncio.to_thread(self._send, message)
            except (OSError, smtplib.SMTPException) as error:
                self._world.note("mail-failed", account, reason=type(error).__name__)
                return False
        if self._told:
            self._told(account.email, channel, code)
        return True

    def _send(self, message: EmailMessage) -> None:
        with smtplib.SMTP(*self._smtp, timeout=PATIENCE) as smtp:
            smtp.send_message(message)
