"""A keyring that blocks, swallows, breaks or is gone: the truth, in time, with exit code 2."""

import sys
import threading

import keyring
import pytest
from click.testing import CliRunner
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as Swallower

from runner.batch.sessions import Parking
from runner.commands.secret import secret
from runner.credentials import commands, keyrings
from runner.credentials.commands import run_command
from runner.credentials.sources import row_vault
from runner.credentials.vault import Vault
from runner.errors import NeedsPerson, UsageError
from tests.support.keyrings import MemoryKeyring


class Blocker(KeyringBackend):
    """A Secret Service whose prompt nobody answers."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.released = threading.Event()

    def get_password(self, service, username):
        self.released.wait(120)

    def set_password(self, service, username, password):
        self.released.wait(120)


class Broken(KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        raise RuntimeError("org.freedesktop.DBus.Error.ServiceUnknown")

    def set_password(self, service, username, password):
        raise OSError("no bus")

    delete_password = get_password


class Forbidden(KeyringBackend):
    """Fails the test when anybody asks."""

    priority = 1
    asked = 0

    def get_password(self, service, username):
        Forbidden.asked += 1

    def set_password(self, service, username, password):
        Forbidden.asked += 1


@pytest.fixture
def ring(monkeypatch):
    before = keyring.get_keyring()
    put_in = []

    def use(backend):
        keyring.set_keyring(backend)
        if isinstance(backend, Blocker):
            monkeypatch.setattr(keyrings, "PATIENCE", 0.3)
        put_in.append(backend)
        return backend

    yield use
    keyring.set_keyring(before)
    for one in put_in:
        if isinstance(one, Blocker):
            one.released.set()


KINDS = [(Blocker, "did not answer within"), (Broken, "cannot be used"), (NoKeyring, "cannot be used")]


@pytest.mark.parametrize(("kind", "words"), KINDS)
def test_an_unattended_run_is_told_why_there_is_no_password(ring, kind, words):
    ring(kind())

    for vault in (Vault(environment={}), row_vault("keyring:", {})):
        with pytest.raises(UsageError, match=words) as told:
            vault.password("me")
        assert told.value.exit_code == 2


@pytest.mark.parametrize(("kind", "words"), KINDS)
def test_a_person_is_asked_instead(ring, kind, words):
    ring(kind())

    assert Vault(environment={}, prompt=lambda _: "typed").password("me") == "typed"


@pytest.mark.parametrize(("kind", "words"), [*KINDS, (Swallower, "took the password and did not keep it")])
def test_nothing_is_said_to_be_kept_that_is_not(ring, kind, words):
    ring(kind())

    answer = CliRunner().invoke(secret, ["store", "me"], input="hunter22\nhunter22\n")

    assert isinstance(answer.exception, UsageError)
    assert words in str(answer.exception)
    assert "is in the system keyring" not in answer.output
    assert "hunter22" not in answer.output + str(answer.exception)


def test_what_is_kept_is_told_and_forgotten(ring):
    kept = ring(MemoryKeyring())

    assert "is in the system keyring" in CliRunner().invoke(secret, ["store", "me"], input="hunter22\nhunter22\n").output
    assert kept.kept == {("mi-runner", "me"): "hunter22"}
    assert "is forgotten" in CliRunner().invoke(secret, ["forget", "me"]).output
    assert kept.kept == {}


COMMAND = f'"{sys.executable}" -c "print(\'from the command\')"'


@pytest.mark.parametrize(
    "vault",
    [
        lambda: Vault({"MI_PASSWORD_COMMAND": COMMAND}, {}),
        lambda: Vault({}, {"MI_PASSWORD": "x"}),
        lambda: row_vault(f"command:{COMMAND}", {}),
        lambda: row_vault("env:OWNER", {"OWNER": "x"}),
    ],
)
def test_a_command_or_a_variable_never_asks_the_keyring(ring, vault):
    ring(Forbidden())
    Forbidden.asked = 0

    assert vault().password("me")
    assert Forbidden.asked == 0


def test_an_empty_variable_is_a_sentence_and_asks_no_keyring_either(ring):
    ring(Forbidden())
    Forbidden.asked = 0

    with pytest.raises(NeedsPerson):
        row_vault("env:OWNER", {}).password("me")
    assert Forbidden.asked == 0


@pytest.mark.parametrize("kind", [Blocker, Broken, NoKeyring, Swallower])
def test_a_session_is_not_kept_where_its_key_would_not_be(ring, kind, tmp_path):
    ring(kind())

    assert Parking(tmp_path).keep("one", {"cookies": []}) is False
    assert Parking(tmp_path).take("one") is None
    assert list(tmp_path.iterdir()) == []


def python(code):
    return f'"{sys.executable}" -c "{code}"'


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ('op read "op://x', "has a quote that is not closed"),
        ("   ", "is empty"),
        ("no-such-program-at-all", "could not be run"),
        (python("import sys; sys.stdout.buffer.write(b'\\\\xff\\\\xfe1')"), "not UTF-8 text"),
        (python("import sys; sys.stdout.buffer.write('pass'.encode('utf-16-le'))"), "gave no password"),
        (python("pass"), "gave no password"),
        (python("import sys; print('hunter22'); sys.exit(3)"), "exit code 3"),
    ],
)
def test_a_command_that_gives_no_password_is_a_sentence(command, words):
    with pytest.raises(UsageError, match=words) as told:
        run_command(command, "MI_PASSWORD_COMMAND")
    assert "hunter22" not in str(told.value)


@pytest.mark.parametrize("code", ["import time; time.sleep(300)", "while True: print('x' * 1000)"])
def test_a_command_without_end_is_stopped(monkeypatch, code):
    monkeypatch.setattr(commands, "PATIENCE", 1.0)

    with pytest.raises(UsageError, match=r"was stopped|gave no password"):
        run_command(python(code), "MI_PASSWORD_COMMAND")


def test_a_password_is_the_first_line_whatever_signs_it_has():
    assert run_command(python("print('a\\\\x0bb\\\\u2028c'); print('more')"), "X") == "a\x0bb\u2028c"


def test_a_command_is_not_told_our_own_settings(monkeypatch):
    monkeypatch.setenv("MI_NEW_PASSWORD", "hunter22")
    monkeypatch.setenv("SESSION_OF_ITS_OWN", "kept")
    code = "import os; print([os.environ.get(name) for name in ('MI_NEW_PASSWORD', 'SESSION_OF_ITS_OWN')])"

    assert run_command(python(code), "MI_PASSWORD_COMMAND") == "[None, 'kept']"
