"""Where secrets come from, and the one ``redact()`` that keeps them and the owner's identifiers out of every text.

A password is looked for in the environment, the ``.env`` file, a command (``MI_PASSWORD_COMMAND``), the system keyring and
a hidden prompt, in this order: what was said comes before what is only kept. It is never taken from an argument and
never written anywhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from runner.credentials import keyrings
from runner.credentials.commands import run_command
from runner.credentials.covering import cover_identifiers, cover_secrets
from runner.errors import NeedsPerson
from runner.printable import cover_with

COVERED = "•••"
_SHORTEST_IDENTIFIER = 3


@dataclass(eq=False)
class Vault:
    """Secrets of one run, and what must never be read in anything it writes.

    ``file`` holds the values of the ``.env`` file; ``prompt`` asks a person without echo, or is None when nobody is
    there to be asked.
    """

    file: Mapping[str, str | None] = field(default_factory=dict, repr=False)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    prompt: Callable[[str], str] | None = None
    reveal_identifiers: bool = False
    _kept: dict[str, str] = field(default_factory=dict, repr=False)
    _secrets: set[str] = field(default_factory=set, repr=False)
    _identifiers: dict[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Have every output of this process covered as long as this vault is in use."""
        cover_with(self.redact_secrets)

    def password(self, account: str) -> str:
        """The account's password, from the most explicit source that has one.

        Raises:
            NeedsPerson: no source has it and nobody is there to be asked.
            UsageError: the password command failed.
        """
        return self._find("MI_PASSWORD", account, f"Password of {account}: ")

    def new_password(self, account: str) -> str:
        """The new password for a reset, from ``MI_NEW_PASSWORD`` and its kin."""
        return self._find("MI_NEW_PASSWORD", f"{account} (new)", f"New password for {account}: ")

    def _find(self, name: str, entry: str, question: str) -> str:
        if entry in self._kept:
            return self._kept[entry]
        found = self._explicit(name) or self._from_command(f"{name}_COMMAND") or self._from_keyring(entry)
        if not found and self.prompt:
            found = self.prompt(question)
        if not found:
            raise NeedsPerson(
                f"No password was found for the account, so nobody signed in. Set {name} in .env, keep it with "
                f"'mi-runner secret store', or set {name}_COMMAND."
            )
        self.hide_secret(found)
        self._kept[entry] = found
        return found

    def fetch(self, secrets: tuple[str, ...], account: str) -> None:
        """Get what a scenario needs before a browser is opened, so that no prompt interrupts it.

        Raises:
            NeedsPerson, UsageError: as :meth:`password` does.
        """
        for secret in secrets:
            {"password": self.password, "new password": self.new_password}[secret](account)

    def _explicit(self, name: str) -> str | None:
        return self.environment.get(name) or self.file.get(name) or None

    def _from_command(self, name: str) -> str | None:
        command = self._explicit(name)
        return run_command(command, name) if command else None

    def _from_keyring(self, entry: str) -> str | None:
        try:
            return keyrings.get(entry)
        except keyrings.NoAnswer:
            if self.prompt:
                return None  # a person is there to be asked instead
            raise

    def hide_secret(self, value: str) -> None:
        """Keep a password or a code out of every text from now on."""
        if value:
            self._secrets.add(value)

    def hide_identifier(self, value: str, called: str) -> None:
        """Write ``called`` wherever a person's or device's identifier would stand."""
        value = value.strip()
        if value:
            self._identifiers.setdefault(value, f"‹{called}›")

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every password and code known so far, for the camera to cover."""
        return tuple(self._secrets)

    @property
    def identifiers(self) -> tuple[str, ...]:
        """Every identifier known so far, for the camera to cover; none when they may be shown."""
        return () if self.reveal_identifiers else tuple(self._identifiers)

    def redact(self, text: str) -> str:
        """The text without secrets, and without identifiers unless they may be shown."""
        return self.redact_secrets(text if self.reveal_identifiers else cover_identifiers(text, self._long))

    def redact_secrets(self, text: str) -> str:
        """The text without secrets: for what the owner may read, such as the names of their devices."""
        return cover_secrets(text, frozenset(self._secrets), COVERED)

    @property
    def _long(self) -> dict[str, str]:
        """Identifiers that may be looked for in texts: a name of two letters is in every sentence; pictures cover it."""
        return {value: mark for value, mark in self._identifiers.items() if len(value) >= _SHORTEST_IDENTIFIER}
