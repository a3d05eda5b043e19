"""The driver that starts before its client: taken once and only as it was asked for, ended where nobody takes it."""

import asyncio
import gc
import os
import subprocess
import sys
import tempfile
from contextvars import ContextVar
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from runner.browser import open_browser
from runner.commands import early_start
from runner.commands.early_start import EarlyStart, importing
from runner.credentials import driver
from runner.credentials.driver import expect, start_driver, start_early
from runner.credentials.early_driver import EarlyDriver, Spawning
from runner.settings import Settings
from tests.support.people import apart, run_apart

ROOT = Path(__file__).parents[2]
CANARY = "canary-9-zebra"
WAITS = "import sys; sys.stdin.read()"


@pytest.fixture
def transport(tmp_path):
    """What Playwright starts: here a program that waits for the end of its input."""
    program = tmp_path / "program.py"
    program.write_text(WAITS, "utf-8")
    return SimpleNamespace(
        compute_driver_executable=lambda: (sys.executable, str(program)), get_driver_env=lambda: dict(os.environ)
    )


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def drivers_of(process):
    """The drivers among the children of a process."""
    found = []
    for child in process.children(recursive=True):
        try:
            found += [child] if "run-driver" in child.cmdline() else []
        except psutil.Error:
            continue
    return found


def test_it_is_taken_once_and_only_by_whoever_would_start_the_very_same(transport, tmp_path):
    async def scene():
        early = await EarlyDriver.start(transport, tmp_path)
        command, env = (*transport.compute_driver_executable(), "run-driver"), transport.get_driver_env()
        try:
            assert early.take((*command, "--another"), env) is None
            assert early.take(command, env | {"MI_PASSWORD": CANARY}) is None
            process = early.take(command, env)
            assert process.returncode is None
            assert early.take(command, env) is None
            await early.end()
            assert process.returncode is None, "who took it ends it"
        finally:
            process.kill()
            await process.communicate()

    run_apart(scene())


def test_one_that_has_ended_or_belongs_to_another_loop_is_not_taken(transport, tmp_path):
    command, env = (*transport.compute_driver_executable(), "run-driver"), transport.get_driver_env()

    async def begin():
        return await EarlyDriver.start(transport, tmp_path)

    async def ended():
        early = await begin()
        early._process.kill()
        await early._process.wait()
        assert early.take(command, env) is None
        await early.end()

    def elsewhere():
        with asyncio.Runner() as runner, asyncio.Runner() as other:
            early = runner.run(begin())

            async def take():
                return early.take(command, env)

            assert other.run(take()) is None
            runner.run(early.end())

    run_apart(ended())
    apart(elsewhere)


def test_where_none_was_started_early_the_process_is_started_as_ever():
    async def scene():
        process = await Spawning(ContextVar("none", default=None)).create_subprocess_exec(sys.executable, "-c", "")
        return await process.wait()

    assert run_apart(scene()) == 0
    assert Spawning(ContextVar("none", default=None)).Future is asyncio.Future


def test_a_run_takes_the_driver_and_another_driver_of_the_run_gets_a_folder_of_its_own(temporary, monkeypatch):
    monkeypatch.setenv("MI_PASSWORD", CANARY)

    async def scene():
        early = await start_early()
        expect(early)
        folder = early._folder
        assert list(temporary.iterdir()) == [], "its folder is only named"
        try:
            async with start_driver() as first, start_driver() as second:
                assert first.chromium.name == second.chromium.name
                assert len(list(temporary.iterdir())) == 2
                assert folder.is_dir()
                assert folder.stat().st_mode & 0o777 == 0o700 or os.name == "nt"
                assert early._taken
                assert len({str(one.environ()) for one in drivers_of(psutil.Process()) if str(temporary) in str(one.environ())}) == 2
                assert CANARY not in str(psutil.Process(early._process.pid).environ())
        finally:
            await early.end()
        return early._process.returncode

    assert run_apart(scene()) == 0
    assert list(temporary.iterdir()) == []


@pytest.mark.browser
def test_the_loop_of_an_early_start_runs_a_browser_in_that_driver_and_leaves_nothing(temporary):
    def scene():
        async def work():
            async with open_browser(Settings(headed=False)) as browser:
                return browser.version, [one.pid for one in drivers_of(psutil.Process()) if str(temporary) in str(one.environ())]

        with EarlyStart() as start:
            pid = start._driver._process.pid
            version, pids = start.run(work())
        return version, pid, pids

    version, pid, pids = apart(scene)

    assert version
    assert pids == [pid]
    assert not psutil.pid_exists(pid)
    assert list(temporary.iterdir()) == []


def test_a_driver_that_nobody_takes_is_ended_and_one_that_does_not_start_hinders_nothing(temporary, monkeypatch):
    def scene():
        with EarlyStart() as start:
            process = start._driver._process
        return process.returncode

    assert apart(scene) not in {None, 0}

    async def fails():
        raise OSError("no node")

    async def work():
        return "done"

    monkeypatch.setattr(early_start, "start_early", fails)

    def without():
        with EarlyStart() as start:
            return start.run(work())

    assert apart(without) == "done"
    assert list(temporary.iterdir()) == []


def test_a_run_sees_what_was_set_after_the_start():
    set_later = ContextVar("set later", default="")

    async def work():
        return set_later.get()

    def scene():
        with EarlyStart() as start:
            set_later.set("seen")
            return start.run(work())

    assert apart(scene) == "seen"


def test_ctrl_c_while_it_starts_ends_it_and_its_loop(temporary, monkeypatch):
    """Ctrl-C reaches a loop as a cancelled task."""
    started = []

    async def slowly():
        asyncio.get_running_loop().call_soon(task.cancel)
        await asyncio.sleep(0.01)
        started.append(await start_early())
        return started[0]

    class Stopped(EarlyStart):
        async def _start(self):
            nonlocal task
            task = asyncio.current_task()
            await super()._start()

    task = None
    monkeypatch.setattr(early_start, "start_early", slowly)

    def scene():
        start = Stopped()
        with pytest.raises(asyncio.CancelledError):
            start.__enter__()
        with pytest.raises(RuntimeError, match="closed"):
            start._runner.get_loop()

    apart(scene)
    assert started[0]._process.returncode not in {None, 0}


def test_garbage_is_looked_for_again_after_an_import_that_failed():
    meanwhile = []

    def fails():
        with importing():
            meanwhile.append(gc.isenabled())
            raise ImportError

    with pytest.raises(ImportError):
        fails()
    assert meanwhile == [False]
    assert gc.isenabled()


def test_the_driver_is_started_before_its_client_is_imported():
    code = (
        "import asyncio, sys\nfrom runner.commands.early_start import EarlyStart\n"
        "with EarlyStart() as start: print(start._driver is not None, sorted("
        "{'playwright.async_api', 'PIL', 'pages', 'scenarios', 'cryptography', 'jinja2', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)

    assert done.stdout.strip() == "True []", done.stdout + done.stderr


def test_a_playwright_whose_driver_cannot_be_told_its_environment_is_not_started_early(monkeypatch):
    monkeypatch.setattr(driver, "import_module", lambda name: asyncio)

    def scene():
        with EarlyStart() as start:
            return start._driver

    assert apart(scene) is None
