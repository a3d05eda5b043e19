"""Codes out of a mailbox, as soon as the server says that a letter came (IMAP IDLE, RFC 2177)."""

from __future__ import annotations

import asyncio
import imaplib
import ssl
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final, TypeVar

from imap_tools import AND, BaseMailBox, MailBox, MailBoxStartTls, MailMessage, U
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError

from runner.codes.addresses import is_from, is_to
from runner.codes.letters import code_in
from runner.codes.mailbox import Mailbox
from runner.errors import NeedsPerson

T = TypeVar("T")

IDLE_FOR: Final = 20 * 60.0
"""Seconds one IDLE lasts; servers may hang up after 30 minutes (RFC 2177)."""
_GLANCE: Final = 0.2
"""Seconds after which the waiting thread looks whether it is still wanted."""
_WITHOUT_IDLE: Final = 3.0
"""Seconds between two looks where the server has no IDLE."""
_TRIES: Final = 4
_PATIENCE: Final = 15
"""Seconds the server may take for an answer."""
_FOR_NOW: Final = ("[UNAVAILABLE]", "[LIMIT]", "[INUSE]", "[SERVERBUG]")
"""What a server says when the password is not to blame (RFC 5530), such as too many connections at once."""
_STARTTLS: Final = 143
_LARGEST_LETTER: Final = 300_000
"""Bytes of a letter that is read; a letter with a code has a few thousand."""
_MOST_LETTERS: Final = 50
"""How many of the new letters are looked at, the newest first."""
_CALLED: Final = '("name" "mi-runner")'
"""What we say who we are (RFC 2971); 163.com and 126.com open no folder before it (seen in many clients' issues)."""
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
        self._idles = False
        self._after = 0  # the last letter that was looked at
        self._found = ""  # a code that has reached nobody yet
        self._over = threading.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="imap")

    async def mark(self) -> None:
        """Remember the newest letter there is."""
        await self._do(self._mark)

    async def next_code(self) -> str:
        """Wait for a letter from the expected sender that holds exactly one code."""
        code = await self._do(self._next)
        self._found = ""  # not in the thread: whoever waited may have been cancelled in the moment it was found
        return code

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

    def _mark(self, stop: threading.Event) -> None:
        self._patiently(self._note_newest, stop)

    def _note_newest(self, _stop: threading.Event) -> None:
        box = self._enter()
        box.client.noop()  # without it an open session may tell of what it knew when it was opened
        self._after = int(box.folder.status(self.mailbox.folder, ["UIDNEXT"])["UIDNEXT"]) - 1
        self._found = ""

    def _next(self, stop: threading.Event) -> str:
        return self._patiently(self._listen, stop)

    def _patiently(self, act: Callable[[threading.Event], T], stop: threading.Event) -> T:
        """Do it, and again when the connection is lost."""
        for attempt in range(1, _TRIES + 1):
            try:
                return act(stop)
            except _TROUBLE as problem:
                self._leave()
                why = type(problem).__name__  # not its text: a server's answer may repeat what it was sent
                if isinstance(problem, ssl.SSLCertVerificationError) or self._over.is_set() or stop.wait(attempt):
                    break
        raise NeedsPerson(
            f"The mailbox at {self.mailbox.host} did not let us in ({why}), so a person has to enter the codes."
        )

    def _listen(self, stop: threading.Event) -> str:
        box, seconds = self._enter(), 1.0
        while not (stop.is_set() or self._over.is_set()):
            box.client.noop()  # an open session learns of new letters only when it asks or idles
            self._found = self._newest_code(box) or self._found
            if self._found:
                break
            # The first rounds are short: should a letter be overlooked or the line be dead, it costs a second, not more.
            self._wait_for_mail(box, stop, seconds)
            seconds = min(2 * seconds, IDLE_FOR)
        return self._found  # empty only when nobody waits for it any more

    def _newest_code(self, box: BaseMailBox) -> str:
        """The code of the newest letter that counts; whatever is older than it counts no longer.

        Of letters that are not for us only the head is read.
        """
        # 'n:*' always names the last letter, however old.
        listed = {int(uid) for uid in box.uids(AND(uid=U(str(self._after + 1), "*")))}
        new = sorted((uid for uid in listed if uid > self._after), reverse=True)
        codes = (self._code_of(box, str(uid)) for uid in new[:_MOST_LETTERS])
        code = next((code for code in codes if code), "")
        self._after = max([self._after, *new])
        return code

    def _code_of(self, box: BaseMailBox, uid: str) -> str:
        """The code of one letter. Whatever a letter does to its reader, it does not count, and the next is read."""
        try:
            head = next(iter(box.fetch(uid_list=[uid], mark_seen=False, headers_only=True)), None)
            if head is None or head.size_rfc822 > _LARGEST_LETTER or not self._counts(head):
                return ""
            letter = next(iter(box.fetch(uid_list=[uid], mark_seen=False)), None)
            return (code_in(letter.text, letter.html) or "") if letter else ""
        except _TROUBLE:
            raise
        except Exception:  # noqa: BLE001 - the letter is a stranger's, and so is what the library makes of it
            return ""

    def _counts(self, letter: MailMessage) -> bool:
        senders = letter.obj.get_all("From") or []
        if len(senders) != 1 or not is_from(str(senders[0]), self.mailbox.senders):
            return False
        names = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
        told = [str(value) for name in names for value in letter.obj.get_all(name) or []]
        return "@" not in self.account or is_to(told, self.account)

    def _wait_for_mail(self, box: BaseMailBox, stop: threading.Event, seconds: float) -> None:
        if not self._idles:
            stop.wait(_WITHOUT_IDLE)
            return
        until = time.monotonic() + seconds
        box.idle.start()  # type: ignore[no-untyped-call]
        try:
            if _is_told_already(box):
                return
            while (now := time.monotonic()) < until and not (stop.is_set() or self._over.is_set()):
                # Nothing said, and yet before its time: the server hung up, and ending IDLE will say so.
                if box.idle.poll(timeout=_GLANCE) or time.monotonic() - now < _GLANCE / 2:
                    return
        finally:
            box.idle.stop()  # type: ignore[no-untyped-call]

    def _enter(self) -> BaseMailBox:
        if self._box is None:
            kind = MailBoxStartTls if self.mailbox.port == _STARTTLS else MailBox
            box = kind(self.mailbox.host, self.mailbox.port, timeout=_PATIENCE, ssl_context=self.mailbox.trust())
            self._box = box
            try:
                box.login(self.mailbox.user, self.mailbox.password(), initial_folder=None)
                _say_who_we_are(box)
                box.folder.set(self.mailbox.folder)
            except (MailboxLoginError, MailboxFolderSelectError) as problem:
                # A refusal is not asked for twice: each time is a sign-in to the owner's mailbox.
                if any(word in str(problem) for word in _FOR_NOW):
                    raise
                self._leave()
                raise NeedsPerson(
                    f"The mailbox at {self.mailbox.host} did not let us in ({type(problem).__name__}), so a person has "
                    "to enter the codes."
                ) from None
            # What a server can do may be told only after signing in.
            self._idles = "IDLE" in _abilities(box)
        return self._box

    def _leave(self) -> None:
        box, self._box = self._box, None
        if box is not None:
            with suppress(*_TROUBLE):
                box.logout()
            with suppress(*_TROUBLE):  # logging out of a broken connection leaves it open
                box.client.shutdown()


def _abilities(box: BaseMailBox) -> set[str]:
    return set(b" ".join(box.client.capability()[1]).decode("ascii", "replace").upper().split())


def _say_who_we_are(box: BaseMailBox) -> None:
    if "ID" in _abilities(box):
        with suppress(imaplib.IMAP4.error):  # a server that does not like it may still open the folder
            box.client.xatom("ID", _CALLED)


def _is_told_already(box: BaseMailBox) -> bool:
    """Whether a letter was announced in one breath with the server's "go on".

    It waits in our buffer then, where the library, which looks at the socket (imap-tools 1.16), does not see it.
    """
    line, former = b"", box.client.sock.gettimeout()
    box.client.sock.settimeout(0)
    try:
        with suppress(OSError, imaplib.IMAP4.abort):  # nothing there
            line = box.client.readline()
    finally:
        box.client.sock.settimeout(former)
    return bool(line)
