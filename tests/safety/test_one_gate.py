"""There is one gate: nothing else in the product types into a page, and every button that sends or removes goes through it."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = [path for top in ("pages", "scenarios", "runner/core") for path in (ROOT / top).rglob("*.py")]
TYPES = {"fill", "type", "press_sequentially", "set_input_files", "insert_text"}
"""What types into a page, by Playwright's own names."""
GATE, ACTS = ROOT / "pages" / "gate.py", ROOT / "pages" / "acts.py"


def calls(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr, ast.unparse(node.func.value)


def test_nothing_else_types_into_a_page():
    typed = [
        (path.name, f"{whom}.{name}")
        for path in PRODUCT if path not in {GATE, ACTS}
        for _, name, whom in calls(path) if name in TYPES
    ]  # fmt: skip

    # A page object's own verb is no call to the browser.
    assert [one for one in typed if one[1] not in {"form.fill", "acts.fill"}] == []


def test_whatever_a_page_fills_in_counts_as_a_secret():
    """The account's name, too: a look-alike would learn whose password to ask for next."""
    filled = [
        (path.name, {word.arg: ast.unparse(word.value) for word in call.keywords})
        for path in PRODUCT
        for call, name, whom in calls(path) if name == "fill_in" and whom == "self"
    ]  # fmt: skip

    assert [one for one in filled if one[1].get("secret") != "True"] == []


def test_the_product_has_such_calls():
    """So that the tests above can fail."""
    names = [name for path in PRODUCT for _, name, _ in calls(path)]

    assert names.count("fill_in") >= 5
    assert names.count("fill") >= 3
