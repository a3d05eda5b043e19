"""The table in the documentation lists what the code knows, in the same order."""

import re
from pathlib import Path

import pytest

from pages.captcha import CAPTCHAS

ROOT = Path(__file__).parents[2]
FAMILIES = sorted((ROOT / "pages" / "captcha").glob("[a-z]*.py"))


def test_the_table_lists_every_kind_in_its_order():
    text = (ROOT / "docs" / "captcha.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)

    assert rows == [kind.__name__ for kind in CAPTCHAS]


@pytest.mark.parametrize("file", FAMILIES, ids=lambda file: file.stem)
def test_every_signature_names_its_sources_with_a_year(file):
    """A comment with a year stands inside each signature, and beside or above each group of signs in it."""
    signatures = file.read_text(encoding="utf-8").split("Signature(\n")[1:]

    assert signatures or "signature = Signature(signs=" in file.read_text(encoding="utf-8")
    for signature in signatures:
        inside = signature.partition("\n    )\n")[0]
        assert re.search(r"#.*20[12]\d", inside), inside
