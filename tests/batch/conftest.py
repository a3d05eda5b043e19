"""A list of accounts on the practice console, the command that works it off, and a database server of the tests' own."""

import csv
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from runner.batch.store import Store
from runner.batch.tables import database_url, open_engine
from runner.trail.verify import verify
from tests.support.command import QUIET_KEYRING, ROOT, Ended
from tests.support.people import PASSWORD, apart, free_port

LIMIT = 180
"""Seconds after which something counts as never coming: far beyond need on a busy machine."""
COLUMNS = ("account", "label", "scenario", "consent", "secret", "codes")
DELETES, LOOKS = "delete-account", "list-devices"
"""The cheapest scenario with a click that nobody can take back, and the cheapest of all."""
SIGNING_IN = "/pass/serviceLoginAuth2"
"""What the console is asked at the sign-in; where ``hang`` names it, every run stands there until the test lets it go."""
DEVICE_LIST = "/passport/user/all/devices"
"""What the console is asked once somebody is signed in; there, one account alone can be held."""
PATIENT = {"MI_PATIENCE": f"{LIMIT}s"}
"""For a batch whose runs are to stand there."""


class Batch:
    """A list of accounts and what works it off: a command in this process, or processes of their own."""

    def __init__(self, console, home, command):
        self.console, self.home, self.trails, self.command = console, home, home / "trails", command
        self.file = home / "accounts.csv"
        self.database = ()
        self.started = []
        self._engines = {}

    def add(self, *scenarios, **more):
        """An account for each scenario, of the practice console and of the list."""
        names = [f"owner{n}@example.test" for n in range(len(scenarios))]
        for name in names:
            self.console.add_account(email=name, password=PASSWORD, devices=[], apps=[])
        self.write([self.row(name, n, scenarios[n], **more) for n, name in enumerate(names)])
        return names

    def row(self, name, n, scenario, **more):
        codes = f"practice:{self.console.control_url}"
        return {"account": name, "label": f"phone-{n}", "scenario": scenario, "consent": name, "secret": "env:OWNERS_PASSWORD",
                "codes": codes, **more}  # fmt: skip

    def write(self, rows):
        with self.file.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)

    def _env(self, more=None):
        return {"OWNERS_PASSWORD": PASSWORD, **(more or {})}

    def _words(self, words):
        return (*words, *self.database, "--trails", str(self.trails))

    def _batch(self, options):
        site = f"{self.console.account_url},{self.console.cloud_url}"
        return "batch", str(self.file), "--console", site, *options

    def tell(self, *words, env=None):
        """Call a command in this process; gives exit code, stdout and stderr.

        In a thread of its own: where a test before this one used Playwright, an event loop runs in the main thread, and
        the queue's blocking calls refuse to be made beside one.
        """
        return apart(partial(self.command, *self._words(words), folder=self.home, env=self._env(env)))

    def run(self, *options, env=None):
        """Work the list off in this process."""
        return self.tell(*self._batch(options), env=env)

    def start(self, *words, env=None, dies=(), own_browser=False):
        """Start a command in a process of its own; ``dies``: the point at which it kills itself.

        It works in the browser that all tests share, unless a browser of its own is wanted.
        """
        env = {**({} if own_browser else self._shared_browser()), **(env or {})}
        program = ["-m", "tests.support.dies", *dies] if dies else ["-m", "runner"]
        out, err = (self.home / f"{len(self.started)}.{name}" for name in ("out", "err"))
        with out.open("wb") as stdout, err.open("wb") as stderr:
            process = subprocess.Popen(
                [sys.executable, *program, *self._words(words)], stdout=stdout, stderr=stderr, cwd=self.home,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHON_KEYRING_BACKEND": QUIET_KEYRING, **self._env(env)},
            )  # fmt: skip
        process.out, process.err = out, err
        self.started.append(process)
        return process

    def _shared_browser(self):
        shared = self.command.shared
        assert shared.browser.is_connected()
        return {"MI_BROWSER_ENDPOINT": shared.endpoint}

    def begin(self, *options, **more):
        """Begin to work the list off in a process of its own."""
        return self.start(*self._batch(options), **more)

    def end(self, process, seconds=LIMIT):
        """Wait for a process; gives exit code, stdout and stderr."""
        code = process.wait(seconds)
        return Ended(code, process.out.read_text("utf-8"), process.err.read_text("utf-8"))

    @property
    def engine(self):
        """The batch's database, as anybody may read it."""
        url = self.database[1] if self.database else database_url(None, self.trails)
        if url not in self._engines:
            self._engines[url] = open_engine(url)
        return self._engines[url]

    def entries(self):
        """The accounts of the newest batch; none before there is one."""
        store = Store(self.engine)
        return [entry for name in store.names()[:1] for entry in store.entries(name)]

    def states(self):
        return {entry.label: entry.state for entry in self.entries()}

    def until(self, seen, seconds=LIMIT):
        """Wait until something is so; gives what was seen."""
        end = time.monotonic() + seconds
        while not (found := seen()):
            assert time.monotonic() < end, f"it never came about; {self.states()}"
            time.sleep(0.05)
        return found

    def deletions(self, name):
        return sum(row["event"] == "account-deleted" for row in self.console.ledger(name))

    def folders(self):
        return [path.parent for path in self.trails.glob("*/*/trail.jsonl")]

    def broken(self):
        """The trails that do not verify."""
        return [folder.name for folder in self.folders() if not verify(folder).intact]

    def stop(self):
        for process in self.started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        for engine in self._engines.values():
            engine.dispose()


@pytest.fixture
def batch(console, tmp_path, monkeypatch, command):
    monkeypatch.setenv("MI_TRAIL_KEYS", str(tmp_path / "keys"))
    made = Batch(console, tmp_path, command)
    yield made
    made.stop()


def server_program(name):
    """A program of PostgreSQL, which Debian keeps off the PATH."""
    found = shutil.which(name) or next(iter(sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)
    if found is None:
        pytest.fail(f"this test needs PostgreSQL's {name}: install the package postgresql")
    return str(found)


def clear(address):
    """Take everything out of a PostgreSQL database."""
    engine = sa.create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA IF EXISTS dbos CASCADE"))
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    engine.dispose()


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server on a free port of loopback, thrown away afterwards; gives the address of an empty database."""
    home = Path(tempfile.mkdtemp(prefix="mi-runner-pg-"))
    who = {"user": "postgres"} if os.geteuid() == 0 else {}  # it refuses to run as root
    if who:
        shutil.chown(home, "postgres")
    port = free_port()
    data = str(home / "data")
    subprocess.run(
        [server_program("initdb"), "-D", data, "-A", "trust", "-U", "mi"],
        check=True,
        capture_output=True,
        cwd=home,
        **who,
    )
    server = subprocess.Popen(
        [server_program("postgres"), "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", str(home), "-c", "fsync=off"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=home, **who,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while subprocess.run(
            [server_program("pg_isready"), "-h", "127.0.0.1", "-p", str(port)], capture_output=True, check=False
        ).returncode:
            assert time.monotonic() < until, "PostgreSQL did not start"
            time.sleep(0.1)
        yield f"postgresql://mi@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)
        shutil.rmtree(home, ignore_errors=True)
