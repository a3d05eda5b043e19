"""One real trail for all tests of this folder, and a copy of it for each test that harms it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from runner.trail.keys import FOLDER_VARIABLE, KEY_NAME, own_key
from tests.support.people import run_apart
from tests.trail.making import draw, draw_and_kill, record

PACKAGES = {"ssh-keygen": "openssh-client", "openssl": "openssl", "pdfsig": "poppler-utils", "pdftotext": "poppler-utils",
            "sha256sum": "coreutils"}  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def own_keys(tmp_path_factory: pytest.TempPathFactory):
    """Keys of the tests' own: the user's are never touched."""
    with pytest.MonkeyPatch.context() as patch:
        where = tmp_path_factory.mktemp("keys")
        patch.setenv(FOLDER_VARIABLE, str(where))
        patch.delenv("MI_TSA_URL", raising=False)
        own_key()
        yield where


@pytest.fixture(autouse=True)
def _own_keys_in_each_test(own_keys: Path, _no_settings_of_ours: None) -> None:
    """The same key in a folder of the test's own: what one test leaves remembered there is nothing to another."""
    where = Path(os.environ[FOLDER_VARIABLE])
    where.mkdir(parents=True, mode=0o700)
    shutil.copy(own_keys / KEY_NAME, where)


@pytest.fixture(scope="session")
def recorded(loop, shared):
    """Record a trail in a folder; gives the trail's own."""
    return lambda home, **given: loop.run(record(shared.browser, home, **given))


@pytest.fixture(scope="session")
def made(recorded, tmp_path_factory: pytest.TempPathFactory, own_keys: Path) -> Path:
    """A finished trail; look, do not touch."""
    return recorded(tmp_path_factory.mktemp("home"))


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    """A small finished trail to harm, made without a browser."""
    return run_apart(draw(tmp_path / "home"))


@pytest.fixture
def cut_short(tmp_path: Path) -> Path:
    """The same of a run that was killed, and never came to its end."""
    return run_apart(draw_and_kill(tmp_path / "home"))


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """A finished trail to harm."""
    return Path(shutil.copytree(made, tmp_path / "home" / made.name))


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """Where a standard tool is; a missing one fails the test and says what to install."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            pytest.fail(f"this test needs {name}: install the package {PACKAGES.get(name, name)}")
        return path

    return find
