"""The shape of the project, held to its word: floors, sizes, names."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = sorted(path for top in ("pages", "runner", "scenarios") for path in (ROOT / top).rglob("*.py"))
LONGEST_FILE = 300

# From the top floor down; a module may import its own floor and those below it.
FLOORS = (
    ("runner.cli", "runner.__main__"),
    ("runner.commands",),
    ("runner.desk",),
    ("runner.batch",),
    ("runner.operators.practice", "runner.terminal"),
    ("scenarios", "runner.core.engine"),
    ("runner",),
    ("runner.core.registry", "runner.core.run", "runner.core.consent", "runner.core.navigation", "runner.core.pause",
     "runner.core.question", "runner.support_request", "runner.core.unknown_screen", "runner.core.actions"),
    ("runner.core.banner", "runner.browser", "runner.core.masks", "runner.console_file", "runner.core.screen", "runner.operators.base", "runner.core.intents",
     "runner.doctor.console_report", "runner.doctor.console_check",
     "runner.codes", "runner.credentials.sources", "runner.settings", "runner.core.suggestion", "runner.operators.reporter", "runner.trail", "runner.credentials.vault",
     "runner.operators.waiting_room"),
    ("runner.model", "runner.errors", "runner.inventory", "runner.files"),
    ("pages",),
)  # fmt: skip


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor_of(module: str) -> int | None:
    """Counted from the top; the longest matching name decides."""
    fits = [(len(name), number) for number, floor in enumerate(FLOORS) for name in floor
            if module == name or (module.startswith(name + ".") and name != "runner")]  # fmt: skip
    return max(fits)[1] if fits else None


def imports_of(path: Path) -> set[str]:
    """What a module imports when it runs; imports for types alone do not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            node.body = [ast.Pass()]
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module}
    return found


def climbs(path: Path) -> list[str]:
    """The imports of a module that go up."""
    own = floor_of(module_name(path))
    return [
        name for name in imports_of(path) if (theirs := floor_of(name)) is not None and own is not None and theirs < own
    ]


@pytest.mark.parametrize("path", PRODUCT, ids=module_name)
def test_imports_go_down_only(path):
    assert climbs(path) == []


def test_the_floors_notice_an_import_that_goes_up(tmp_path, monkeypatch):
    """So that the test above can fail."""
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    bad = tmp_path / "pages" / "bad.py"
    bad.parent.mkdir()
    bad.write_text("from runner.core.run import Run\n")

    assert climbs(bad) == ["runner.core.run"]


@pytest.mark.parametrize("path", PRODUCT, ids=module_name)
def test_every_module_has_a_floor(path):
    name = module_name(path)

    assert floor_of(name) is not None or name.startswith("runner.practice")


def test_the_practice_console_imports_nothing_of_ours():
    ours = [
        (path.name, name) for path in (ROOT / "runner" / "practice").rglob("*.py") for name in imports_of(path)
        if name.split(".")[0] in {"pages", "scenarios"} or (name.startswith("runner.") and not name.startswith("runner.practice"))
    ]  # fmt: skip

    assert ours == []


@pytest.mark.parametrize("path", PRODUCT, ids=module_name)
def test_files_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", PRODUCT, ids=module_name)
def test_no_file_is_named_like_a_standard_module(path):
    if len(path.relative_to(ROOT).parts) == 2:
        assert path.stem not in sys.stdlib_module_names
