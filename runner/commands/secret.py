"""``mi-runner secret``: keep an account's password in the system keyring, and forget it again."""

from __future__ import annotations

import click
import keyring
from keyring.errors import KeyringError, PasswordDeleteError

from runner.credentials.vault import SERVICE
from runner.errors import RunnerError


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
    try:
        keyring.set_password(SERVICE, account, password)
    except KeyringError as problem:
        raise RunnerError(f"The keyring did not take it ({type(problem).__name__}); nothing was kept.") from None
    click.echo(f"The password of {account} is in the system keyring.")


@secret.command()
@click.argument("account")
def forget(account: str) -> None:
    """Remove the password of ACCOUNT from the keyring.

    \b
    Example:
      mi-runner secret forget me@example.org
    """
    try:
        keyring.delete_password(SERVICE, account)
    except PasswordDeleteError:
        raise RunnerError(f"The keyring holds no password of {account}.") from None
    except KeyringError as problem:
        raise RunnerError(f"The keyring could not be used ({type(problem).__name__}).") from None
    click.echo(f"The password of {account} is forgotten.")
