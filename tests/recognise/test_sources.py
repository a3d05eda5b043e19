"""Every locator says where its fact is from, and when: in a comment at its own lines or right above them."""

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# base, outline and private hold no facts of their own; CAPTCHA signatures have a table and tests of their own.
FILES = sorted(path for path in (ROOT / "pages").glob("*.py") if path.stem not in {"base", "outline", "private"})
BUILDERS = {"first_visible", "locator", "get_by_role", "get_by_text", "get_by_label", "get_by_placeholder"}
SOURCE = re.compile(
    r"#.*\b(seen|saved cop(?:y|ies)|saved pages?|guides?|inferred|measured)\b.*\b20\d\d\b", re.IGNORECASE
)


def comments_of(text):
    """Every comment by its line."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def statements_with_locators(text):
    """First and last line of each smallest statement that builds a locator from a fact about the console."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assign | ast.Return | ast.Expr | ast.AnnAssign | ast.AugAssign):
            calls = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
            names = {getattr(call.func, "attr", getattr(call.func, "id", "")) for call in calls}
            if names & BUILDERS and not _only_joins(calls):
                yield node.lineno, node.end_lineno or node.lineno


def _only_joins(calls):
    """Joining locators that are named elsewhere states no new fact; nor does a row picked by the console's own id."""
    built = [call for call in calls if getattr(call.func, "attr", "") in BUILDERS]
    return not built


def unsourced(text):
    """The statements whose own lines, and the comment lines right above, name no source with a year."""
    comments = comments_of(text)
    lines = text.splitlines()
    for first, last in statements_with_locators(text):
        above = first - 1
        while above > 0 and lines[above - 1].strip().startswith("#"):
            above -= 1
        said = " ".join(comments.get(number, "") for number in range(above + 1, last + 1))
        if not SOURCE.search(said):
            yield f"{first}: {lines[first - 1].strip()}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_locator_says_where_it_is_from_and_when(path):
    assert list(unsourced(path.read_text(encoding="utf-8"))) == []


def test_every_path_says_where_it_is_from_and_when():
    paths = [
        (path.name, line.strip()) for path in FILES for line in path.read_text(encoding="utf-8").splitlines()
        if re.match(r'    path = "', line)
    ]  # fmt: skip

    assert len(paths) > 5
    assert [each for each in paths if not SOURCE.search(each[1])] == []


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("x = tab.locator('a')", 1),
        ("x = tab.locator('a')  # inferred", 1),
        ("x = tab.locator('a')  # inferred 2026", 0),
        ("# seen 2021-2026\nx = first_visible(\n    tab.locator('a'),\n)", 0),
        ("# seen 2021-2026\n\nx = tab.locator('a')", 1),
        ("x = first_visible(\n    tab.locator('a'),  # guide, 2024\n    tab.locator('b'),\n)", 0),
        ("def f():\n    return first_visible(a, b)", 0),
        ("def f():\n    return page.get_by_role('button')", 1),
    ],
)
def test_a_locator_without_a_source_is_noticed(code, faults):
    assert len(list(unsourced(code))) == faults
