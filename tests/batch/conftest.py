"""A list of accounts on the practice console, the command that works it off, and a database server of the tests' own."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from people import PASSWORD, free_port

from runner.trail.verify import verify

COLUMNS = ("account", "label", "scenario", "consent", "secret", "codes")


class Batch:
    """A list of accounts and the processes that work it off."""

    def __init__(self, console, home):
        self.console, self.home, self.trails = console, home, home / "trails"
        self.file = home / "accounts.csv"
        self.database = ()
        self.started = []

    def add(self, number, **more):
        """So many accounts, of the practice console and of the list."""
        names = [f"owner{n}@example.test" for n in range(number)]
        for name in names:
            self.console.add_account(email=name, password=PASSWORD, devices=[], apps=[])
        self.write([self.row(name, n, **more) for n, name in enumerate(names)])
        return names

    def row(self, name, n, **more):
        codes = f"practice:{self.console.control_url}"
        return {"account": name, "label": f"phone-{n}", "scenario": "leave", "consent": name, "secret": "env:OWNERS_PASSWORD",
                "codes": codes, **more}  # fmt: skip

    def write(self, rows):
        with self.file.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)

    def start(self, *words, env=None):
        """Start a command in a process of its own."""
        command = [sys.executable, "-m", "runner", *words, *self.database, "--trails", str(self.trails)]
        out, err = (self.home / f"{len(self.started)}.{name}" for name in ("out", "err"))
        with out.open("wb") as stdout, err.open("wb") as stderr:
            process = subprocess.Popen(
                command, stdout=stdout, stderr=stderr, cwd=self.home, start_new_session=True,
                env={**os.environ, "OWNERS_PASSWORD": PASSWORD, "PYTHONPATH": str(Path.cwd()),
                     "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", **(env or {})},
            )  # fmt: skip
        process.out, process.err = out, err
        self.started.append(process)
        return process

    def begin(self, *options, **more):
        site = f"{self.console.account_url},{self.console.cloud_url}"
        return self.start("batch", str(self.file), "--console", site, *options, **more)

    def run(self, *options, seconds=120, **more):
        return self.end(self.begin(*options, **more), seconds)

    def end(self, process, seconds=120):
        """Wait for it; gives exit code, stdout and stderr."""
        code = process.wait(seconds)
        return code, process.out.read_text("utf-8"), process.err.read_text("utf-8")

    def tell(self, *words):
        return self.end(self.start(*words))

    def status(self):
        _, out, _ = self.tell("status", "--json")
        return json.loads(out)

    def states(self):
        return {one["label"]: one["state"] for one in self.status()["accounts"]}

    def until(self, seen, seconds=60):
        """Wait until something is so."""
        end = time.monotonic() + seconds
        while not seen():
            assert time.monotonic() < end, "it never came about"
            time.sleep(0.02)

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


@pytest.fixture
def batch(console, tmp_path, monkeypatch):
    monkeypatch.setenv("MI_TRAIL_KEYS", str(tmp_path / "keys"))
    made = Batch(console, tmp_path)
    yield made
    made.stop()


def server_program(name):
    """A program of PostgreSQL, which Debian keeps off the PATH."""
    found = shutil.which(name) or next(iter(sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)
    if found is None:
        pytest.fail(f"this test needs PostgreSQL's {name}: install the package postgresql")
    return str(found)


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
        until = time.monotonic() + 30
        while subprocess.run(
            [server_program("pg_isready"), "-h", "127.0.0.1", "-p", str(port)], capture_output=True, check=False
        ).returncode:
            assert time.monotonic() < until, "PostgreSQL did not start"
            time.sleep(0.1)
        yield f"postgresql://mi@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
        shutil.rmtree(home, ignore_errors=True)
