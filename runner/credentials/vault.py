"""Where secrets come from, and the one ``redact()`` that keeps them and the owner's identifiers out of every text.

A password is looked for in the environment, the ``.env`` file, the system keyring, a command
(``MI_PASSWORD_COMMAND``) and a hidden prompt, in this order. It is never taken from an argument and never written anywhere.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import keyring
from keyring.errors import KeyringError

from runner.errors import NeedsPerson, UsageError

SERVICE = "mi-runner"
COVERED = "•••"
_SHORTEST_IDENTIFIER = 3


@dataclass
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
        found = self._explicit(name) or from_keyring(entry) or self._from_command(f"{name}_COMMAND")
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

    def hide_secret(self, value: str) -> None:
        """Keep a password or a code out of every text from now on."""
        if value:
            self._secrets.add(value)

    def hide_identifier(self, value: str, called: str) -> None:
        """Write ``called`` wherever a person's or device's identifier would stand."""
        value = value.strip()
        if len(value) >= _SHORTEST_IDENTIFIER:
            self._identifiers.setdefault(value, f"‹{called}›")

    @property
    def identifiers(self) -> tuple[str, ...]:
        """Every identifier known so far, for the camera to cover; none when they may be shown."""
        return () if self.reveal_identifiers else tuple(self._identifiers)

    def redact(self, text: str) -> str:
        """The text without secrets, and without identifiers unless they may be shown."""
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, COVERED)
        if self.reveal_identifiers:
            return text
        for value in sorted(self._identifiers, key=len, reverse=True):
            text = text.replace(value, self._identifiers[value])
        return text


def from_keyring(entry: str) -> str | None:
    """A password kept in the system keyring; None when there is no keyring or no such entry."""
    try:
        return keyring.get_password(SERVICE, entry)
    except KeyringError:
        return None


def run_command(command: str, name: str) -> str:
    """The first line a password manager's command prints, such as ``op read op://private/mi/password``.

    Raises:
        UsageError: the command is missing, fails, takes over 60 seconds or prints nothing. Its output is not quoted.
    """
    words = shlex.split(command, posix=sys.platform != "win32")
    try:
        answer = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - the owner's own setting
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise UsageError(f"{name} could not be run ({type(problem).__name__}); nobody signed in.") from None
    lines = answer.stdout.splitlines()
    if answer.returncode or not lines or not lines[0]:
        raise UsageError(f"{name} gave no password (exit code {answer.returncode}); nobody signed in.")
    return lines[0]
