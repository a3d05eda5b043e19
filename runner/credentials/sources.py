"""Where one account of a list has its secret: ``keyring:``, ``env:`` or ``command:``, never the secret itself."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from runner.credentials import keyrings
from runner.credentials.commands import run_command
from runner.credentials.vault import Vault
from runner.errors import NeedsPerson, UsageError

KINDS: Final = ("keyring", "env", "command")


@dataclass(frozen=True)
class SecretSource:
    """A reference to a secret; safe to keep."""

    kind: str
    where: str = field(default="", repr=False)

    @classmethod
    def read(cls, text: str) -> SecretSource:
        """Read a reference such as ``keyring:``, ``keyring:shop/17``, ``env:OWNER_17`` or ``command:pass show mi/17``.

        Raises:
            UsageError: it is none; what stands there may be a secret, so it is not repeated.
        """
        kind, colon, where = text.strip().partition(":")
        if not colon or kind not in KINDS or (kind != "keyring" and not where.strip()):
            raise UsageError("is no reference; write keyring:, keyring:ENTRY, env:NAME or command:PROGRAM …")
        if kind == "env" and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", where.strip()):
            raise UsageError("names no variable; after env: stands a name of letters, digits and _")
        return cls(kind, where.strip())

    def fetch(self, entry: str, file: Mapping[str, str | None]) -> str:
        """The secret. May take as long as the command does: not for the event loop.

        Arguments:
            entry: the keyring's entry where the reference names none: the account.
            file: the values of the ``.env`` file, which count before the environment.

        Raises:
            NeedsPerson: it is not there.
            UsageError: the command failed, or the keyring cannot be used.
        """
        if self.kind == "keyring":
            found = keyrings.get(self.where or entry)
        elif self.kind == "env":
            found = file.get(self.where) or os.environ.get(self.where)
        else:
            found = run_command(self.where, "The command of the list")
        if not found:
            place = "the system keyring" if self.kind == "keyring" else "the environment or .env"
            # What follows the colon is not repeated: it is the password itself where somebody misunderstood.
            raise NeedsPerson(f"There is no secret in {place} where the list says, so nobody signed in.")
        return found


@dataclass(eq=False)
class RowVault(Vault):
    """The vault of one account of a list: its password comes from the account's own reference only."""

    source: SecretSource | None = None

    def password(self, account: str) -> str:
        """The account's password.

        Raises:
            NeedsPerson: it is not where the list says.
            UsageError: the command failed.
        """
        if self.source is None:
            return super().password(account)
        if account not in self._kept:
            self._kept[account] = self.source.fetch(account, self.file)
            self.hide_secret(self._kept[account])
        return self._kept[account]


def row_vault(reference: str, file: Mapping[str, str | None], *, reveal_identifiers: bool = False) -> RowVault:
    """The vault for a reference; an empty one looks where a single run would (``MI_PASSWORD`` and its kin)."""
    source = SecretSource.read(reference) if reference else None
    return RowVault(file, reveal_identifiers=reveal_identifiers, source=source)
