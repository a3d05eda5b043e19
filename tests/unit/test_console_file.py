"""The console is corrected without a release, and a wrong correction is told by its place."""

import re
from pathlib import Path

import pytest

from pages.console import Site
from pages.device_list import DeviceListPage
from pages.screens import SCREENS
from pages.wording import WORDING
from runner.console_file import SECTIONS, correct
from runner.errors import UsageError


@pytest.fixture
def write(tmp_path):
    def go(text):
        path = tmp_path / "console.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return go


def test_addresses_paths_and_wordings_are_corrected(write):
    path = write("""
        [addresses]
        cloud = "https://cloud.example.test"
        [paths]
        "Linked devices" = "/new#/devices"
        [wording]
        "sign in" = ["Come in"]
    """)

    site = correct(Site(), path)

    assert DeviceListPage.address(site) == "https://cloud.example.test/new?_locale=en_US#/devices"
    assert site.says("sign in").match("come in")
    assert site.says("sign in").match("Iniciar sesión")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[adresses]\n", "'adresses' is not known"),
        ("[wording]\n'log in' = ['x']", "'log in' is not known"),
        ("[wording]\n'sign in' = 'x'", "must be a list of texts"),
        ("[wording]\n'sign in' = ['']", "must be a list of texts"),
        ("[paths]\n'Linked devices' = 'devices'", "begins with /"),
        ("[addresses]\naccount = 'http://evil.test'", "only https is accepted"),
        ("wording = 3", "must be a section"),
        ("= 3", "is no TOML"),
        (f"wording = {'9' * 5000}", "it holds a number without end"),
    ],
)
def test_what_makes_no_sense_is_named(write, text, said):
    with pytest.raises(UsageError, match=said):
        correct(Site(), write(text))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        correct(Site(), tmp_path / "console.toml")


DOC = (Path(__file__).parents[2] / "docs" / "console-file.md").read_text(encoding="utf-8")


def test_the_documents_example_is_valid(write):
    (example,) = re.findall(r"```toml\n(.*?)```", DOC, re.DOTALL)

    site = correct(Site(), write(example))

    assert site.says("sign in").match("Continue")
    assert DeviceListPage.address(site).endswith("#/settings/linked")


def test_the_document_names_every_section_screen_and_label():
    for section in SECTIONS:
        assert f"## `[{section}]`" in DOC
    for page in SCREENS:
        assert not page.path or f'| `"{page.title}"` | {page.host} | `{page.path}` |' in DOC
    for label in WORDING:
        assert f"`{label}`" in DOC
