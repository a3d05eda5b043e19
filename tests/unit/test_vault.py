"""Where secrets come from, and what is kept out of every text."""

import json
import sys

import keyring
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runner.credentials.keyrings import SERVICE
from runner.credentials.vault import COVERED, Vault
from runner.errors import NeedsPerson, UsageError
from tests.support.keyrings import MemoryKeyring


@pytest.fixture(autouse=True)
def ring():
    before, ours = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


COMMAND = f'"{sys.executable}" -c "print(\'from the command\')"'


def test_the_most_explicit_source_wins(ring):
    ring.kept[SERVICE, "me"] = "from the keyring"
    file = {"MI_PASSWORD": "from the file", "MI_PASSWORD_COMMAND": COMMAND}
    environment = {"MI_PASSWORD": "from the environment"}

    def password(file, environment):
        return Vault(file, environment, prompt=lambda _: "from the prompt").password("me")

    assert password(file, environment) == "from the environment"
    assert password(file, {}) == "from the file"
    del file["MI_PASSWORD"]
    assert password(file, {}) == "from the command"
    assert password({}, {}) == "from the keyring"
    ring.kept.clear()
    assert password({}, {}) == "from the prompt"


def test_no_source_and_nobody_to_ask_needs_a_person():
    with pytest.raises(NeedsPerson, match="MI_PASSWORD"):
        Vault(environment={}).password("me")


@pytest.mark.parametrize("command", ["no-such-program-here", f'"{sys.executable}" -c "raise SystemExit(\'s3cret\')"'])
def test_a_failing_password_command_is_told_without_its_output(command):
    with pytest.raises(UsageError, match="MI_PASSWORD_COMMAND") as problem:
        Vault({"MI_PASSWORD_COMMAND": command}, {}).password("me")

    assert "s3cret" not in str(problem.value)


def test_a_prompt_is_answered_once():
    asked = []

    def prompt(question):
        asked.append(question)
        return "pw"

    vault = Vault(environment={}, prompt=prompt)

    assert vault.password("me") == vault.password("me") == "pw"
    assert len(asked) == 1


@settings(max_examples=20)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=4).filter(str.strip))
def test_no_text_holds_a_secret_whatever_it_is_made_of(secret):
    vault = Vault(environment={})
    vault.hide_secret(secret)

    line = json.dumps({"why": vault.redact(f"before{secret}after")})

    assert secret not in json.loads(line)["why"].replace(COVERED, "") or secret in "beforeafter"


def test_identifiers_get_stable_names_and_secrets_are_never_revealed():
    vault = Vault({"MI_PASSWORD": "hunter22"}, {}, reveal_identifiers=False)
    vault.password("me@example.org")
    vault.hide_identifier("me@example.org", "account")
    open_vault = Vault({"MI_PASSWORD": "hunter22"}, {}, reveal_identifiers=True)
    open_vault.password("me@example.org")
    open_vault.hide_identifier("me@example.org", "account")

    assert vault.redact("me@example.org says hunter22") == f"‹account› says {COVERED}"
    assert open_vault.redact("me@example.org says hunter22") == f"me@example.org says {COVERED}"


def test_a_vault_never_prints_what_it_keeps():
    vault = Vault({}, {}, prompt=lambda _: "hunter22")
    vault.password("me")

    assert "hunter22" not in repr(vault)
