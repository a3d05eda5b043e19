"""``mi-runner secret``: keep an account's password in the system keyring, and forget it again."""

from __future__ import annotations

import click

from runner.credentials import keyrings
from runner.errors import RunnerError
from runner.printable import say


@click.group()
def secret() -> None:
    """Keep a password in the system keyring, or remove it.

    The keyring is the Windows Credential Locker, the macOS Keychain or the Secret Service.
    """


@secret.command()
@click.argument("account")
def store(account: str) -> None:
    """Ask for the password of ACCOUNT, hidden, and keep it in the keyring.

    \b
    Example:
      mi-runner secret store me@example.org
    """
    password = click.prompt(f"Password of {account}", hide_input=True, confirmation_prompt=True, err=True)
    keyrings.store(account, password)
    say(f"The password of {account} is in the system keyring.")


@secret.command()
@click.argument("account")
def forget(account: str) -> None:
    """Remove the password of ACCOUNT from the keyring.

    \b
    Example:
      mi-runner secret forget me@example.org
    """
    if not keyrings.forget(account):
        raise RunnerError(f"The keyring holds no password of {account}.")
    say(f"The password of {account} is forgotten.")
