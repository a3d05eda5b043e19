"""The outline of a screen: what a person could press, fill in and read as a heading, and nothing typed.

What is typed into a field, running text and the addresses of links are left out: they may hold what nobody should
read. Names of buttons, headings and fields are what recognises a screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from playwright.async_api import Page as Tab

from pages.private import without_identifiers
from pages.reading import Element, Screen, reader_of

LONGEST = 150
"""Lines; a screen that says more is cut."""
_LONGEST_NAME = 120
_ROLES = {"searchbox": "textbox", "spinbutton": "textbox", "submit": "button"}


async def outline_of(tab: Tab, redact: Callable[[str], str], *, reveal_identifiers: bool = False) -> str:
    """Roles and names of what the tab shows, one a line; without identifiers unless they may be shown.

    Arguments:
        tab: what is told.
        redact: takes out the secrets and identifiers that are known; what merely looks like one goes after it.
        reveal_identifiers: whether what looks like an identifier may stay.

    Raises:
        playwright.async_api.Error: the tab is between two documents, or gone.
    """
    lines = roles_and_names(await reader_of(tab).look())
    text = redact("\n".join(lines[:LONGEST]))
    return text if reveal_identifiers else without_identifiers(text)


def roles_and_names(screen: Screen) -> list[str]:
    """A line for each heading, button, link, field and box, in the order of the page."""
    headings = {one.at: one for one in screen.headings()}
    lines = []
    for one in screen.elements:
        if not one.seen and not _is_box(one):
            continue
        for role, name in _said(screen, one, headings):
            lines.append(f"- {role}{_quoted(name)}{'' if one.on_top or _is_box(one) else ' [covered]'}")
    return lines


def _said(screen: Screen, one: Element, headings: dict[int, Element]) -> Iterator[tuple[str, str]]:
    if one.at in headings:
        yield "heading", screen.text_of(one)
    if one.field:
        # What its markup calls it; the words beside it may be running text.
        yield _ROLES.get(one.role, one.role or "textbox"), next(iter(one.field.labels), "")
    elif one.box:
        yield one.role or "checkbox", next(iter(one.box.labels), "")
    elif one.clickable:
        yield (one.role if one.role and one.role not in {"img", "label"} else "button"), screen.name_of(one)
    elif one.role in {"dialog", "alertdialog"}:
        yield one.role, one.text


def _is_box(one: Element) -> bool:
    return bool(one.detail and "box" in one.detail)


def names_of(outline: str, *roles: str) -> list[str]:
    """The names an outline gives to elements of these roles, each once."""
    pattern = re.compile(rf'^\s*- (?:{"|".join(roles)}) "(.*)"(?: \[covered\])?$', re.MULTILINE)
    return list(dict.fromkeys(pattern.findall(outline)))


def _quoted(name: str) -> str:
    plain = " ".join(name.replace('"', "'").split())[:_LONGEST_NAME]
    return f' "{plain}"' if plain else ""
