"""The source of codes that a list names: ``imap:NAME``, ``totp:REFERENCE``, ``practice:ADDRESS``, or a person."""

from __future__ import annotations

from collections.abc import Mapping

from runner.codes.base import CodeSource
from runner.codes.imap import ImapCodes
from runner.codes.mailbox import Mailbox, check_name
from runner.codes.practice import PracticeCodes
from runner.codes.totp import TotpCodes
from runner.credentials.sources import SecretSource
from runner.errors import UsageError


def check_codes(text: str) -> None:
    """Whether a cell names a source of codes.

    Raises:
        UsageError: it does not; what stands there may be a key, so it is not repeated.
    """
    kind, colon, where = text.partition(":")
    if kind == "imap" and colon:
        check_name(where)
    elif kind == "totp" and colon:
        SecretSource.read(where)
    elif kind == "practice" and colon:
        PracticeCodes(where, "")
    elif text not in {"", "person"}:
        raise UsageError("is no source; write imap:NAME, totp:keyring:ENTRY, totp:env:NAME or person")


def find_source(text: str, file: Mapping[str, str | None], account: str) -> CodeSource | None:
    """The source for an account; None when a person reads its codes. May run a command: not for the event loop.

    Arguments:
        text: the list's cell.
        file: the values of the ``.env`` file.
        account: whose codes.

    Raises:
        UsageError: a mailbox is not described.
        NeedsPerson: an authenticator's key is not there.
    """
    kind, _, where = text.partition(":")
    if kind == "imap":
        return ImapCodes(Mailbox.named(where, file), account)
    if kind == "totp":
        return TotpCodes(SecretSource.read(where).fetch(f"totp {account}", file))
    if kind == "practice":
        return PracticeCodes(where, account)
    return None
