"""A machine of one run, on which a canary password is looked for: files, their names, what was printed, what children were told."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

import psutil

from tests.support.started import LIMIT

ROOT = Path(__file__).parents[2]
CANARY = "Canary#9zebra"
EMAIL = "canary@example.test"


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

    def start(self, *words, program="runner"):
        """Begin a run whose output goes into files."""
        with (self.home / "stdout").open("wb") as out, (self.home / "stderr").open("wb") as err:
            return subprocess.Popen([sys.executable, "-m", program, *words], cwd=self.home / "work", env=self.environment,
                                    stdin=subprocess.DEVNULL, stdout=out, stderr=err)  # fmt: skip

    def said(self):
        """What was printed as talk, so far."""
        return (self.home / "stderr").read_text("utf-8")

    def watch(self, run, done):
        """Look at the children until something has happened."""
        until = time.monotonic() + LIMIT * 4
        while not done():
            assert time.monotonic() < until, self.said()[-800:]
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

    def lines(self):
        """The trail, as far as it is written."""
        return "".join(path.read_text("utf-8") for path in self.files() if path.name == "trail.jsonl")

    def look(self):
        """Everything that is left: in files, in their names, in what was printed, in what children were told."""
        found = []
        for path in self.files():
            data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            found += [str(path) for form in forms(CANARY) if form in data or form.decode("latin-1") in str(path)]
        # A child that has not yet become another program still has our own environment, as its parent has.
        others = [told for told in self.children.values() if "'-m', '" not in told]
        return found, [told[:200] for told in others if CANARY in told], len(others)


def lives(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
