"""Removing a phone from a console that lists a phone and a watch, without a browser."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace

from runner.core import irreversible
from scenarios import _gone, _removal
from scenarios._lists import Found
from scenarios._removal import remove
from scenarios._things import DEVICES
from tests.support.fakes import Stage, device
from tests.support.people import run_apart
from tests.support.screens import Devices

PHONE, WATCH = device("Mi 9", id="1"), device("Mi Watch", id="2")
BOTH = [PHONE, WATCH]
ACTS = ["unlink the device Mi 9 (1)", "unlink the device Mi Watch (2)"]


async def wait_for_change(_tab):
    """A moment of a console whose list lags behind."""


def two_devices(monkeypatch):
    """A run that may remove both. ``run.covered``: whether something lies over the list; ``run.unreadable``: raised first."""
    run = Stage(consented=ACTS)
    run.linked, run.covered, run.unreadable = list(BOTH), False, []

    async def reach_list(*_):
        run.page = Devices(run)
        return run.page

    async def read_list(*_, **__):
        run.log.append("read")
        if run.unreadable:
            raise run.unreadable.pop()
        return Found(tuple(run.linked))

    async def load_anew(*_):
        run.log.append("load anew")

    async def sign_in(*_):
        run.log.append("sign in")

    async def see(*_):
        return SimpleNamespace(dialogue="a dialogue" if run.covered else None)

    async def pointed_at(_page, row):
        return row

    async def name_again(_run):
        run.log.append("name again")

    monkeypatch.setattr(_gone, "LAGS", 0)
    stand_ins = (reach_list, read_list, load_anew, see, sign_in, pointed_at, wait_for_change)
    for module, stands_in in product((_removal, _gone), stand_ins):
        monkeypatch.setattr(module, stands_in.__name__, stands_in, raising=False)
    monkeypatch.setattr(irreversible, "name_again", name_again)
    return run


def take(run, row=PHONE):
    """Remove it."""
    run_apart(remove(run, DEVICES, row, BOTH))


def goes(run, row=PHONE):
    """What the console does on a yes: the row is listed no longer."""

    def on_the_console():
        run.linked = [one for one in run.linked if not one.is_same(row)]

    return on_the_console


def known(run):
    """What is known of each click."""
    return [click.known for click in run.acts.clicks]
