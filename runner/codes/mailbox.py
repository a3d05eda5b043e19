"""The owner's own mailbox: where it is, and who may read it."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pages.origin import is_port
from runner.credentials.sources import SecretSource
from runner.errors import NeedsPerson, UsageError
from runner.settings import pick

VENDOR_SENDERS: Final = ("noreply@notice.xiaomi.com",)
"""Whom codes come from (seen in four independent programs, 2026); another sender is a setting."""
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,40}")


@dataclass(frozen=True)
class Mailbox:
    """How a mailbox is reached; always by TLS."""

    host: str
    port: int
    user: str
    senders: tuple[str, ...]
    folder: str = "INBOX"
    authority: Path | None = None
    secret: SecretSource = field(default_factory=lambda: SecretSource("keyring"), repr=False)
    file: Mapping[str, str | None] = field(default_factory=dict, repr=False)

    @classmethod
    def named(cls, name: str, file: Mapping[str, str | None]) -> Mailbox:
        """The mailbox that ``MI_IMAP_<NAME>_HOST`` and its kin describe.

        Arguments:
            name: its name in the list (``imap:NAME``).
            file: the values of the ``.env`` file, which count before the environment.

        Raises:
            UsageError: something is missing or makes no sense.
        """

        def setting(what: str, default: str | None = None) -> str | None:
            return pick(f"MI_IMAP_{name.upper()}_{what}", file, default)

        host, user, port = setting("HOST"), setting("USER"), setting("PORT", "993")
        if not host or not user:
            raise UsageError(f"names the mailbox {name}, but MI_IMAP_{name.upper()}_HOST and _USER are not both set")
        if not is_port(str(port)):
            raise UsageError(f"names the mailbox {name}, whose MI_IMAP_{name.upper()}_PORT is no number of a port")
        senders = tuple(
            one.strip() for one in (setting("SENDER") or ",".join(VENDOR_SENDERS)).split(",") if one.strip()
        )
        authority = setting("CA")
        reference = setting("SECRET") or f"keyring:{user}"
        return cls(
            host, int(str(port)), user, senders, setting("FOLDER", "INBOX") or "INBOX",
            Path(authority) if authority else None, SecretSource.read(reference), file,
        )  # fmt: skip

    def password(self) -> str:
        """The mailbox's password.

        Raises:
            NeedsPerson: it is not there.
            UsageError: the password command failed.
        """
        return self.secret.fetch(self.user, self.file)

    def trust(self) -> ssl.SSLContext:
        """Who may say that the server is the right one: the system, or the authority that is set.

        Raises:
            NeedsPerson: the authority's file cannot be read.
        """
        try:
            return ssl.create_default_context(cafile=self.authority)
        except (OSError, ssl.SSLError):
            raise NeedsPerson(f"The certificate file {self.authority} cannot be read, so no mail is read.") from None


def check_name(name: str) -> None:
    """Whether it can be a mailbox's name.

    Raises:
        UsageError: it cannot.
    """
    if not _NAME.fullmatch(name):
        raise UsageError("imap: wants a name of letters and digits, as in MI_IMAP_<NAME>_HOST")
