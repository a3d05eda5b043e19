"""Codes out of a mailbox, as soon as the server says that a letter came (IMAP IDLE, RFC 2177)."""

from __future__ import annotations

import asyncio
import imaplib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final, TypeVar

from imap_tools import AND, BaseMailBox, MailBox, MailBoxStartTls, MailMessage, U
from imap_tools.errors import ImapToolsError

from runner.codes.letters import code_in, is_from
from runner.codes.mailbox import Mailbox
from runner.errors import NeedsPerson

T = TypeVar("T")

IDLE_FOR: Final = 20 * 60.0
"""Seconds one IDLE lasts; servers may hang up after 30 minutes (RFC 2177)."""
_GLANCE: Final = 0.5
"""Seconds after which the waiting thread looks whether it is still wanted."""
_WITHOUT_IDLE: Final = 3.0
"""Seconds between two looks where the server has no IDLE."""
_TRIES: Final = 3
_STARTTLS: Final = 143
_TROUBLE: Final = (ImapToolsError, imaplib.IMAP4.error, OSError)


class ImapCodes:
    """The codes sent to one account, from one mailbox. Its thread is its own, so that no other work waits for it."""

    def __init__(self, mailbox: Mailbox, account: str) -> None:
        """Read one mailbox.

        Arguments:
            mailbox: where it is.
            account: whose codes; of a mailbox for many, only letters to this address count.
        """
        self.mailbox, self.account = mailbox, account
        self._box: BaseMailBox | None = None
        self._after = 0
        self._over = threading.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="imap")

    async def mark(self) -> None:
        """Remember the newest letter there is."""
        await self._do(self._mark)

    async def next_code(self) -> str:
        """Wait for a letter from the expected sender that holds exactly one code."""
        return await self._do(self._next)

    async def close(self) -> None:
        """Leave the mailbox."""
        self._over.set()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._leave)
        self._thread.shutdown(wait=False)

    async def _do(self, act: Callable[[threading.Event], T]) -> T:
        stop = threading.Event()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, act, stop)
        except asyncio.CancelledError:
            stop.set()  # the thread notices within a glance
            raise

    def _mark(self, _stop: threading.Event) -> None:
        box = self._enter()
        box.client.noop()  # without it an open session may tell of what it knew when it was opened
        self._after = int(box.folder.status(self.mailbox.folder, ["UIDNEXT"])["UIDNEXT"]) - 1

    def _next(self, stop: threading.Event) -> str:
        for attempt in range(1, _TRIES + 1):
            try:
                return self._listen(stop)
            except _TROUBLE:
                self._leave()
                if attempt == _TRIES or stop.wait(attempt):
                    break
        raise NeedsPerson(f"The mailbox at {self.mailbox.host} cannot be read, so a person has to enter the code.")

    def _listen(self, stop: threading.Event) -> str:
        box, seconds = self._enter(), 1.0
        while not (stop.is_set() or self._over.is_set()):
            box.client.noop()  # an open session learns of new letters only when it asks or idles
            if code := self._newest_code(box):
                return code
            # A letter that comes in the moment in which IDLE begins is announced together with the server's "go on",
            # and the library overlooks it (imap-tools 1.16): the first rounds are short, so that it costs a second.
            self._wait_for_mail(box, stop, seconds)
            seconds = min(2 * seconds, IDLE_FOR)
        return ""  # nobody waits for it any more

    def _newest_code(self, box: BaseMailBox) -> str | None:
        """The code of the newest letter that counts; whatever is older than it counts no longer."""
        for letter in sorted(self._new(box), key=lambda each: int(each.uid or 0), reverse=True):
            if self._counts(letter) and (code := code_in(letter.text, letter.html)):
                self._after = max(self._after, int(letter.uid or 0))
                return code
        return None

    def _new(self, box: BaseMailBox) -> Iterator[MailMessage]:
        for letter in box.fetch(AND(uid=U(str(self._after + 1), "*")), mark_seen=False):
            if int(letter.uid or 0) > self._after:  # 'n:*' always names the last letter, however old
                yield letter

    def _counts(self, letter: MailMessage) -> bool:
        if not is_from(str(letter.obj["From"] or ""), self.mailbox.senders):
            return False
        if "@" not in self.account:
            return True
        names = ("to", "delivered-to", "x-original-to", "envelope-to", "cc")
        told = " ".join(value for name in names for value in letter.headers.get(name, ())).lower()  # type: ignore[no-untyped-call]
        return self.account.lower() in told

    def _wait_for_mail(self, box: BaseMailBox, stop: threading.Event, seconds: float) -> None:
        if "IDLE" not in box.client.capabilities:
            stop.wait(_WITHOUT_IDLE)
            return
        until = time.monotonic() + seconds
        box.idle.start()  # type: ignore[no-untyped-call]
        try:
            while time.monotonic() < until and not (stop.is_set() or self._over.is_set()):
                if box.idle.poll(timeout=_GLANCE):
                    return
        finally:
            box.idle.stop()  # type: ignore[no-untyped-call]

    def _enter(self) -> BaseMailBox:
        if self._box is None:
            kind = MailBoxStartTls if self.mailbox.port == _STARTTLS else MailBox
            box: BaseMailBox | None = None
            try:
                box = kind(self.mailbox.host, self.mailbox.port, timeout=30, ssl_context=self.mailbox.trust())
                box.login(self.mailbox.user, self.mailbox.password(), initial_folder=self.mailbox.folder)
                self._box = box
            except _TROUBLE as problem:
                if box is not None:
                    with suppress(*_TROUBLE):
                        box.client.shutdown()
                # Not its text: a server's answer may repeat what it was sent.
                raise NeedsPerson(
                    f"The mailbox at {self.mailbox.host} did not let us in ({type(problem).__name__}), so a person has "
                    "to enter the codes."
                ) from None
        return self._box

    def _leave(self) -> None:
        box, self._box = self._box, None
        if box is not None:
            with suppress(*_TROUBLE):
                box.logout()
