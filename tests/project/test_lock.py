"""What is installed is what was looked at: every requirement is locked with hashes, and nothing comes from an address."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / ".ci" / "requirements.lock").read_text("utf-8")


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def name(requirement):
    return re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower().replace("_", "-").replace(".", "-")


EXTRAS = PROJECT["optional-dependencies"].values()
WANTED = [Requirement(one) for one in (*PROJECT["dependencies"], *(one for extra in EXTRAS for one in extra))]
LOCKED = {name(line): re.search(r"==([^\s;\\]+)", line)[1] for line in LOCK.splitlines() if re.match(r"[A-Za-z0-9]", line)}


def test_every_requirement_is_locked():
    assert sorted({name(one.name) for one in WANTED} - LOCKED.keys() - {"mi-runner"}) == []


def test_what_is_locked_is_what_the_project_asks_for():
    """A lock that was not made anew after a change of pyproject.toml."""
    wrong = [str(one) for one in WANTED if name(one.name) in LOCKED and not one.specifier.contains(LOCKED[name(one.name)])]

    assert len(WANTED) > 10
    assert wrong == []


def test_every_locked_version_is_exact_and_has_a_hash():
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^\s*#.*$", "", LOCK, flags=re.MULTILINE).strip())

    assert len(entries) > 20
    assert [one.split()[0] for one in entries if "==" not in one or "--hash=sha256:" not in one] == []


def test_nothing_comes_from_an_address():
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert " @ " not in LOCK


def test_every_promise_names_tests_that_are_there():
    text = (ROOT / "SECURITY.md").read_text("utf-8").partition("## Promises")[2].partition("\n## ")[0]
    rows = [line for line in text.splitlines() if line.startswith("| ")][1:]

    assert len(rows) > 10
    for row in rows:
        named = re.findall(r"`((?:tests|bench)/[^`]+)`", row)
        assert named, row
        assert [one for one in named if not (ROOT / one).exists()] == []
