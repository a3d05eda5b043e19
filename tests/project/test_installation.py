"""The wheel, installed as a newcomer without make would: into an empty environment, without the tree beside it."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*words, cwd, seconds=600, **environment):
    env = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    return subprocess.run(
        [str(word) for word in words], cwd=cwd, env=env | environment, capture_output=True, text=True, encoding="utf-8",
        timeout=seconds, check=False,
    )  # fmt: skip


@pytest.mark.browser
def test_the_wheel_alone_gives_help_and_the_demo(tmp_path):
    source, home = tmp_path / "source", tmp_path / "home"
    home.mkdir()
    keep = ("pages", "runner", "scenarios")
    shutil.copytree(ROOT, source, ignore=lambda folder, names: [
        name for name in names
        if Path(folder) == ROOT and name not in {*keep, "pyproject.toml", "README.md", "LICENSE"}
    ])  # fmt: skip
    venv.create(tmp_path / "venv")
    scripts = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")

    pip = (sys.executable, "-m", "pip", "--python", scripts / "python", "--disable-pip-version-check")
    installed = run(*pip, "install", "--quiet", "--no-compile", source, cwd=home)  # what is used compiles itself
    helped = run(scripts / "mi-runner", "--help", cwd=home)
    left = run(scripts / "mi-runner", "demo", cwd=home, MI_TRAIL_KEYS=str(home / "keys"), MI_INTENTS=str(home / "intents"))

    assert installed.returncode == 0, installed.stderr
    assert helped.returncode == 0, helped.stderr
    assert (left.returncode, "leave: done" in left.stdout) == (0, True), left.stderr
