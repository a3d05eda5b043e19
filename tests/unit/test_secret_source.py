"""References to secrets: each account's password from its own place only, and nothing repeated that may be one."""

import sys

import keyring
import pytest
from keyring.backend import KeyringBackend

from runner.credentials.keyrings import SERVICE
from runner.credentials.sources import SecretSource, row_vault
from runner.credentials.vault import COVERED
from runner.errors import NeedsPerson, UsageError


class OneEntry(KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        return "from the keyring" if (service, username) == (SERVICE, "me") else None

    def set_password(self, service, username, password): ...

    def delete_password(self, service, username): ...


@pytest.fixture(autouse=True)
def _ring():
    before = keyring.get_keyring()
    keyring.set_keyring(OneEntry())
    yield
    keyring.set_keyring(before)


COMMAND = f'command:"{sys.executable}" -c "print(\'from the command\')"'


@pytest.mark.parametrize(
    ("reference", "password"),
    [
        ("keyring:", "from the keyring"),
        ("keyring:me", "from the keyring"),
        ("env:OWNER_1", "from the file"),
        (COMMAND, "from the command"),
    ],
)
def test_a_password_comes_from_its_reference_and_from_there_only(reference, password):
    vault = row_vault(reference, {"MI_PASSWORD": "another account's", "OWNER_1": "from the file"})

    assert vault.password("me") == password
    assert vault.redact(f"It was {password}.") == f"It was {COVERED}."


@pytest.mark.parametrize("reference", ["keyring:hunter2", "env:hunter2", "keyring:"])
def test_a_password_that_was_taken_for_a_reference_is_not_repeated(reference):
    with pytest.raises(NeedsPerson) as told:
        row_vault(reference, {"MI_PASSWORD": "another account's"}).password("you")

    assert "nobody signed in" in str(told.value)
    assert "hunter2" not in str(told.value)
    assert "hunter2" not in repr(SecretSource.read(reference))


@pytest.mark.parametrize("text", ["hunter2", "env:", "command:", "env:my password!", "vault:x", ":x"])
def test_what_is_no_reference_is_refused_and_not_repeated(text):
    with pytest.raises(UsageError) as told:
        SecretSource.read(text)

    assert "hunter2" not in str(told.value)
    assert "my password!" not in str(told.value)
