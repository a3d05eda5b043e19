"""Authorised apps: read the list, and revoke one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from pages.lists import Row
from runner import Run
from scenarios import _removal
from scenarios._removal import APPS

App = Row


async def authorised_apps(run: Run) -> list[App]:
    """What the console lists now; see :func:`scenarios._removal.list_things`."""
    return await _removal.list_things(run, APPS)


def called(app: App, apps: Sequence[App] = ()) -> str:
    """How an app is named in plans."""
    return _removal.called(app, apps)


async def revoke_all(run: Run, apps: Sequence[App]) -> list[str]:
    """Revoke the access of these apps; what the console said of those that it did not let go."""
    return await _removal.remove_all(run, APPS, apps, apps)
