"""The shape of the project, held to its word: floors, sizes, names."""

import ast
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = sorted(path for top in ("pages", "runner", "scenarios") for path in (ROOT / top).rglob("*.py"))
LONGEST_FILE = 300

# From the top floor down; a module may import its own floor and those below it. The longest name decides.
FLOORS = (
    ("runner.cli", "runner.__main__"),
    ("runner.commands",),
    ("runner.batch", "runner.desk", "runner.doctor", "runner.support_request", "scenarios"),
    ("runner",),
    ("runner.core",),
    ("runner.codes", "runner.browser", "runner.pdf"),
    ("runner.operators", "runner.credentials", "runner.trail", "runner.settings", "runner.console_file"),
    ("runner.inventory",),
    ("pages",),
    ("runner.model", "runner.errors", "runner.files", "runner.credentials.env_file", "runner.printable"),
)  # fmt: skip
NO_FLOOR = ("runner.practice",)
"""Imports nothing of ours; only commands and tests start it."""


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor_of(module: str) -> int | None:
    """Counted from the top; the longest matching name decides."""
    fits = [(len(name), number) for number, floor in enumerate(FLOORS) for name in floor
            if module == name or (module.startswith(name + ".") and name != "runner")]  # fmt: skip
    return max(fits)[1] if fits else None


def imports_of(path: Path) -> set[str]:
    """What a module imports, for types alone and inside functions too; a name taken from a package counts as a module."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def cycle_in(graph: dict[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle, or none; a package's own ``__init__`` gathers what lies below it."""
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        return list(circle.args[1])
    return []


def climbs(path: Path) -> list[str]:
    """The imports of a module that go up."""
    own = floor_of(module_name(path))
    return [
        name for name in imports_of(path) if (theirs := floor_of(name)) is not None and own is not None and theirs < own
    ]


def test_imports_go_down_only():
    assert {module_name(path): up for path in PRODUCT if (up := climbs(path))} == {}


def test_the_floors_notice_an_import_that_goes_up(tmp_path, monkeypatch):
    """So that the test above can fail."""
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    bad = tmp_path / "pages" / "bad.py"
    bad.parent.mkdir()
    bad.write_text("from runner.core.run import Run\n")

    assert "runner.core.run" in climbs(bad)


def test_every_module_has_a_floor():
    names = [module_name(path) for path in PRODUCT]

    assert [name for name in names if floor_of(name) is None and not name.startswith(NO_FLOOR)] == []


def test_no_modules_import_each_other_in_a_circle():
    names = {module_name(path): path for path in PRODUCT}
    # 'from runner.trail import chain' inside that package is an import of chain, not of what the package gathers.
    graph = {
        name: {one for one in imports_of(path) & set(names) if not f"{name}.".startswith(f"{one}.")}
        for name, path in names.items()
    }

    assert cycle_in(graph) == []


def test_a_circle_is_noticed():
    """So that the test above can fail."""
    assert cycle_in({"a": {"b"}, "b": {"c"}, "c": {"a"}})


def test_few_modules_stand_in_runner_itself():
    assert len(list((ROOT / "runner").glob("*.py"))) <= 12


def test_the_practice_console_imports_nothing_of_ours():
    ours = [
        (path.name, name) for path in (ROOT / "runner" / "practice").rglob("*.py") for name in imports_of(path)
        if name.split(".")[0] in {"pages", "scenarios"} or (name.startswith("runner.") and not name.startswith("runner.practice"))
    ]  # fmt: skip

    assert ours == []


def test_files_stay_small():
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in PRODUCT}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_file_is_named_like_a_standard_module():
    stems = {path.stem for path in PRODUCT if len(path.relative_to(ROOT).parts) == 2}

    assert stems & sys.stdlib_module_names == set()
