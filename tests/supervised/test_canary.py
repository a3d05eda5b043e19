"""A canary password is found nowhere on the machine after any kind of end, and in no child of the run while it lasts."""

import base64
import os
import signal
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

import psutil
import pytest

from tests.support.started import LIMIT
from tests.support.tiers import thorough

ROOT = Path(__file__).parents[2]
CANARY = "Canary#9zebra"
EMAIL = "canary@example.test"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.name == "nt", reason="ends by signals of POSIX"),
]


def forms(text):
    """A text as a file, an argument or an environment may hold it."""
    plain = text.encode()
    coded = [base64.b64encode(plain).rstrip(b"=")[:-1], urllib.parse.quote(text).encode(), text.encode("utf-16-le"), plain[::-1], plain.hex().encode()]
    return [plain, plain.lower(), plain.upper(), *coded]


class Machine:
    """A machine of one run: its home, its temporary folder, what it printed, and what its children were told."""

    def __init__(self, home, console):
        self.home, self.children = home, {}
        for name in ("home", "tmp", "work"):
            (home / name).mkdir()
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MI_")},
            "HOME": str(home / "home"), "XDG_CONFIG_HOME": str(home / "home"), "XDG_DATA_HOME": str(home / "home"), "TMPDIR": str(home / "tmp"),
            "PLAYWRIGHT_BROWSERS_PATH": os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or str(Path.home() / ".cache/ms-playwright"),
            "PYTHONPATH": str(ROOT), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "DEBUG": "pw:api,pw:protocol", "DEBUGP": "1",
            "MI_PASSWORD": CANARY, "OWNER_17": CANARY, "MI_CONSOLE": f"{console.account_url},{console.cloud_url}",
        }  # fmt: skip

    def start(self, *words):
        """Begin a run whose output goes into files."""
        with (self.home / "stdout").open("wb") as out, (self.home / "stderr").open("wb") as err:
            return subprocess.Popen([sys.executable, "-m", "runner", *words], cwd=self.home / "work", env=self.environment,
                                    stdin=subprocess.DEVNULL, stdout=out, stderr=err)  # fmt: skip

    def watch(self, run, done):
        """Look at the children until something has happened."""
        until = time.monotonic() + LIMIT * 4
        while not done():
            assert time.monotonic() < until, (self.home / "stderr").read_text("utf-8")[-800:]
            try:
                for child in psutil.Process(run.pid).children(recursive=True):
                    self.children[child.pid] = f"{child.cmdline()} {child.environ()}"
            except psutil.Error:
                pass
            time.sleep(0.1)

    def children_end(self):
        """Wait until driver and browser of a run that was killed have ended as well: they tidy up until then."""
        until = time.monotonic() + LIMIT
        while any(lives(pid) for pid in self.children):
            assert time.monotonic() < until, "a child outlived its run"
            time.sleep(0.1)

    def files(self):
        """What lies anywhere in the home; a folder may vanish meanwhile."""
        for folder, folders, names in os.walk(self.home):
            yield from (Path(folder) / name for name in (*folders, *names))

    def look(self):
        """Everything that is left: in files, in their names, in what was printed, in what children were told."""
        found = []
        for path in self.files():
            data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            found += [str(path) for form in forms(CANARY) if form in data or form.decode("latin-1") in str(path)]
        # A child that has not yet become another program still has our own environment, as its parent has.
        others = [told for told in self.children.values() if "'-m', 'runner'" not in told]
        return found, [told[:200] for told in others if CANARY in told], len(others)


def lives(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


@pytest.fixture
def machine(tmp_path, console):
    return Machine(tmp_path, console)


def lines(machine):
    return "".join(path.read_text("utf-8") for path in machine.files() if path.name == "trail.jsonl")


RUN = ("run", "list-devices", "--account", EMAIL, "--headless", "--debug", "--wait", "90s")


@pytest.mark.parametrize("end", ["done", "wrong switch", "killed", *thorough("refused", "waits", "terminated")])
def test_the_canary_is_nowhere(machine, console, end):
    console.add_account(email=EMAIL, password=CANARY if end != "refused" else "Another#1pass")
    if end not in {"done", "refused", "wrong switch"}:
        console.switch(captcha="image")
    words = {"done": (*RUN, "--json"), "wrong switch": (*RUN, "--language", "tlh"), "waits": (*RUN[:-1], "1s")}.get(end, RUN)
    run = machine.start(*words)
    signals = {"terminated": signal.SIGTERM, "killed": signal.SIGKILL}
    if end in signals:
        machine.watch(run, lambda: '"pause-started"' in lines(machine) or run.poll() is not None)
        run.send_signal(signals[end])
    machine.watch(run, lambda: run.poll() is not None)

    machine.children_end()
    found, told, looked_at = machine.look()

    assert found == []
    assert told == []
    wanted = {"done": 0, "refused": 4, "wrong switch": 2, "terminated": 130, "killed": -9, "waits": 3}[end]
    assert run.returncode == wanted, (machine.home / "stderr").read_text("utf-8")[-800:]
    if end in {"done", "refused", *signals}:
        assert looked_at >= 2, "driver and browser were looked at"
        assert "run-opened" in lines(machine)
    if end != "killed":
        assert list((machine.home / "tmp").glob("mi-runner-run-*")) == []


def test_the_canary_would_have_been_found(machine):
    (machine.home / "work" / "log").write_bytes(b"typed " + forms(CANARY)[3])
    machine.children[1] = f"['node'] {{'MI_PASSWORD': '{CANARY}'}}"

    found, told, _ = machine.look()

    assert found
    assert told
