"""Driver and browser know nothing of ours: no secret in their environment, no log of what is typed, nothing left behind."""

import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from runner.browser import open_browser
from runner.credentials import driver
from runner.credentials.driver import browser_environment, start_driver, sweep, temporary_folder
from runner.errors import RunnerError
from runner.settings import Settings
from tests.support.people import run_apart

ROOT = Path(__file__).parents[2]
CANARY = "canary-9-zebra"
TYPES = """
import asyncio, os, sys
from runner.browser import open_browser
from runner.settings import Settings

async def run():
    async with open_browser(Settings(headed=False)) as browser:
        tab = await browser.new_page()
        await tab.set_content("<input>")
        await tab.locator("input").fill(os.environ["MI_PASSWORD"])
        print(await tab.locator("input").count())

asyncio.run(run())
"""


def test_only_what_a_browser_needs_is_passed_on():
    told = {"PATH": "p", "HOME": "h", "LC_ALL": "C", "PLAYWRIGHT_BROWSERS_PATH": "b", "Path": "w", "MI_PASSWORD": CANARY, "OWNER_17": CANARY,
            "AWS_SECRET": CANARY, "DEBUG": "pw:api", "DEBUGP": "1", "PGPASSWORD": CANARY, "NODE_OPTIONS": "--inspect", "PWDEBUG": "1"}  # fmt: skip

    kept = browser_environment(told)

    assert set(kept) == {"PATH", "HOME", "LC_ALL", "PLAYWRIGHT_BROWSERS_PATH", "Path"}


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_no_child_has_a_secret_and_the_profile_lies_in_a_folder_of_the_run_and_goes_with_it(monkeypatch, temporary):
    for name in ("MI_PASSWORD", "MI_NEW_PASSWORD", "OWNER_17"):
        monkeypatch.setenv(name, CANARY)
    seen = []

    async def scene():
        async with open_browser(Settings(headed=False)) as browser:
            await browser.new_page()
            for child in psutil.Process().children(recursive=True):
                try:
                    seen.append((child.name(), child.environ(), child.cmdline()))
                except psutil.Error:
                    continue
            return [path for path in temporary.rglob("*") if "profile" in path.name], list(temporary.iterdir())

    profiles, folders = run_apart(scene())

    started = [one for one in seen if any(mark in " ".join(one[2]) for mark in ("run-driver", "mi-runner-run-"))]
    assert len(started) >= 2, "the driver and its browser were looked at"
    mine = [one for one in started if "TMPDIR" in one[1] or os.name == "nt"]
    assert mine
    assert not [one[0] for one in mine if CANARY in str(one)]
    assert profiles
    (folder,) = folders
    assert folder.name.startswith("mi-runner-run-")
    assert list(temporary.iterdir()) == []


@pytest.mark.browser
def test_what_is_typed_is_in_no_log_of_playwright():
    told = os.environ | {"PYTHONPATH": str(ROOT), "MI_PASSWORD": CANARY, "DEBUG": "*", "DEBUGP": "1"}

    done = subprocess.run([sys.executable, "-c", TYPES], env=told, capture_output=True, text=True, check=False, cwd=ROOT)

    assert done.stdout.strip() == "1", done.stderr[-500:]
    assert CANARY not in done.stdout + done.stderr
    assert "pw:" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a killed process is told apart by its lock; tried on POSIX")
def test_what_a_killed_run_left_is_swept_and_what_a_living_one_has_is_not(temporary):
    left = temporary / "mi-runner-run-dead"
    (left / "profile").mkdir(parents=True)
    (left / ".lock").touch()
    strange = temporary / "mi-runner-run-link"
    strange.symlink_to("/etc")
    another = temporary / "somebody-else"
    another.mkdir()

    with temporary_folder() as living:
        assert not left.exists(), "the next run begins with that"
        sweep()
        assert living.is_dir()
        assert living.stat().st_mode & 0o777 == 0o700
        assert not left.exists()
    assert another.exists()
    assert strange.is_symlink()
    assert not living.exists()


def test_a_playwright_that_takes_no_environment_is_not_started(monkeypatch):
    monkeypatch.setattr(driver, "import_module", lambda name: asyncio)

    async def scene():
        async with start_driver():
            pytest.fail("it was started")

    with pytest.raises(RunnerError, match="would hand all settings to its browser"):
        run_apart(scene())
