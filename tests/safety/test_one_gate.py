"""There is one gate: nothing else in the product types into a page, and every button that sends or removes goes through it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = [path for top in ("pages", "scenarios", "runner/core") for path in (ROOT / top).rglob("*.py")]
TYPES = {"fill", "type", "press_sequentially", "set_input_files", "insert_text"}
"""What types into a page, by Playwright's own names."""
GATE, ACTS = ROOT / "pages" / "gate.py", ROOT / "pages" / "acts.py"


def calls(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr, ast.unparse(node.func.value)


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_else_types_into_a_page(path):
    if path in {GATE, ACTS}:
        return
    found = [f"{whom}.{name}" for _, name, whom in calls(path) if name in TYPES]

    # A page object's own verb is no call to the browser.
    assert [one for one in found if one not in {"form.fill", "acts.fill"}] == []


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_whatever_a_page_fills_in_counts_as_a_secret(path):
    """The account's name, too: a look-alike would learn whose password to ask for next."""
    for call, name, whom in calls(path):
        if name == "fill_in" and whom == "self":
            assert any(word.arg == "secret" and ast.unparse(word.value) == "True" for word in call.keywords)


def test_the_product_has_such_calls():
    """So that the tests above can fail."""
    names = [name for path in PRODUCT for _, name, _ in calls(path)]

    assert names.count("fill_in") >= 5
    assert names.count("fill") >= 3
