"""Get to a list of the account: where it is shown already, by the address it was at, or by the menus as a person would."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TypeVar

from playwright.async_api import TimeoutError as PlaywrightTimeout

from pages.acts import NotReady
from pages.base import Page
from pages.homes import AccountHomePage, CloudHomePage, Signpost
from pages.listed import ListPage
from pages.login import LoginPage
from pages.places import forget, remember, way_back
from pages.reading import Changed, reader_of
from pages.seen import seen_in
from runner import Elsewhere, Run
from runner.core.navigation import load_address
from runner.errors import ConsoleDown
from scenarios._sign_in import SIGN_INS, name_owner, reach, sign_in

L = TypeVar("L", bound=ListPage)

WAY_BACK = 5.0
"""Seconds a list may take at the address where it was before the menu is asked again."""
MENU_STEPS = 5
MENU_SETTLES = 3.0
STILL = 0.3
"""Seconds without a change after which a page has settled."""


async def reach_list(run: Run, kind: type[L]) -> L:
    """Get to a list: stay where it is shown, else go by the menus as a person would; its address is a hint only."""
    await name_owner(run)
    here = await run.meet(kind, seconds=0) if run.page is not None else None
    if here is not None:
        return here
    if kind.title not in run.site.paths:
        if page := await _where_it_was(run, kind):
            return page
        homes: tuple[type[Page], ...] = (CloudHomePage, AccountHomePage)
        for home in homes if kind.host == "cloud" else homes[::-1]:
            if page := await _by_menu(run, kind, home):
                return page
    return await reach(run, kind)


async def _where_it_was(run: Run, kind: type[L]) -> L | None:
    """Go back to the address that the menu led to before; None where it does not lead there any more."""
    address = way_back(run.tab, kind.title)
    if not address:
        return None
    run.witness.forget()
    with suppress(ConsoleDown):  # the menu is asked then, and says so where the console is down indeed
        await load_address(run, address, kind.title)
    with suppress(PlaywrightTimeout, Elsewhere):
        page = await run.meet(kind, LoginPage, seconds=WAY_BACK)
        if isinstance(page, kind):
            return page
    forget(run.tab, kind.title)
    return None


async def _by_menu(run: Run, kind: type[L], home: type[Page]) -> L | None:
    """Follow the menus from a home, where it is not on screen already; None when no entry leads on."""
    if not (isinstance(run.page, home) and await run.page.is_here()):
        await run.open(home)
    pressed: set[tuple[str, str]] = set()
    signed_in = 0
    for _ in range(2 * MENU_STEPS + SIGN_INS):
        entries = {"labels": kind.way[::-1], "headings": kind.labels.heading, "pressed": frozenset(pressed)}
        post = type("Signpost", (Signpost,), entries)
        try:
            page: Page | None = await run.meet(kind, LoginPage, post, seconds=run.settings.patience)
        except Elsewhere:
            await run.open(home)
            continue
        if isinstance(page, kind):
            return page
        if isinstance(page, LoginPage) and signed_in < SIGN_INS:
            signed_in += 1
            await sign_in(run, home)
            await run.open(home)
        elif isinstance(page, Signpost) and len(pressed) < MENU_STEPS:
            await _follow(run, kind, page, pressed)
        else:
            return None
    return None


async def _follow(run: Run, kind: type[ListPage], post: Signpost, pressed: set[tuple[str, str]]) -> None:
    """Press a menu's entry and see where it leads; a menu that was just drawn anew is looked at again."""
    before, own = run.tab.url, post.leads_to_list(post.seen)
    with suppress(Changed, NotReady, PlaywrightTimeout):
        pressed.add(await post.follow())
        await _settle(run, kind, on_the_way=None if own else post)
        if own:
            remember(run.tab, kind.title, before, run.tab.url)


async def _settle(run: Run, kind: type[ListPage], on_the_way: Signpost | None = None) -> None:
    """Give a page the time to show where an entry of its menu leads; what it shows before is the page before.

    Where the entry was one on the way, and the list's own was not in sight, that one says that the page is another now.
    """
    until = time.monotonic() + MENU_SETTLES
    reader, page = reader_of(run.tab), kind(run.tab, run.site)
    screen, still = await reader.look(), False
    while time.monotonic() < until:
        await run.witness.told(STILL)
        seen = seen_in(screen, run.site)
        arrived = page.shows(seen) or (on_the_way is not None and on_the_way.leads_to_list(seen))
        if (still or arrived) and not run.witness.is_waiting:
            return
        before = screen
        screen = await reader.look_after(before, STILL)
        still = screen.versions == before.versions
