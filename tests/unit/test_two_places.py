"""An account is deleted only where two places say that nothing is linked to it."""

from types import SimpleNamespace

import pytest

from pages.device_list import DeviceListPage
from pages.listed import Listing
from scenarios import _lists
from tests.support.people import run_apart

PROOF = "two looks and one reload agree"


class Console:
    """A list that says *none*, what the page's own data holds, and what the home counts."""

    def __init__(self, told=None, asked_for_all=False, counts=None):
        async def devices():
            return told

        self.witness = SimpleNamespace(devices=devices, asked_for_all=asked_for_all)
        self.counted, self.notes, self.asked, self.tab = counts or {}, [], [], SimpleNamespace()

    def note(self, text):
        self.notes.append(text)


@pytest.fixture
def read(monkeypatch):
    """Read a console's empty list."""

    async def page_of(run, *_):
        return SimpleNamespace(counts=lambda: counts(run))

    async def counts(run):
        return run.counted

    async def nothing_listed(*_):
        return Listing(())

    async def proven(*_):
        return PROOF

    async def ask(run, _kind):
        run.asked.append("Is the list empty?")

    for name in ("reach_list", "_load_anew", "reach"):
        monkeypatch.setattr(_lists, name, page_of)
    monkeypatch.setattr(_lists, "_read_until_told_the_same", nothing_listed)
    monkeypatch.setattr(_lists, "document_of", lambda _run: None)
    monkeypatch.setattr(_lists, "_prove_empty", proven)
    monkeypatch.setattr(_lists, "_ask_if_empty", ask)
    return lambda console, **how: run_apart(_lists.read_list(console, DeviceListPage, **how)).proof


@pytest.mark.parametrize(
    "console",
    [
        {},
        {"counts": {"devices": "3"}},
        {"told": (), "asked_for_all": False},
        {"told": ("a phone",), "asked_for_all": True},
        {"counts": {"apps": "0"}},
    ],
    ids=["says nothing", "counts three", "asked for some only", "was told of one", "counts something else"],
)
def test_where_no_second_place_says_none_a_person_is_asked_before_a_deletion(read, console):
    console = Console(**console)

    assert read(console, deletes=True) == "a person said so"
    assert console.asked


@pytest.mark.parametrize("console", [{"counts": {"devices": "0"}}, {"told": (), "asked_for_all": True}], ids=["home", "data"])
def test_where_a_second_place_says_none_it_is_part_of_the_proof(read, console):
    console = Console(**console)

    assert read(console, deletes=True).startswith(f"{PROOF}; ")
    assert not console.asked


def test_for_a_list_that_is_only_read_one_place_is_enough(read):
    assert read(Console()) == PROOF
