"""The accessible outline of a screen: roles and names, as a screen reader would tell them, and nothing typed.

What is typed into a field, running text and the addresses of links are left out: they may hold what nobody should
read. Names of buttons, headings and fields are what recognises a screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.async_api import Page as Tab

from pages.private import without_identifiers

LONGEST = 150
"""Lines; a screen that says more is cut."""

# A line of Playwright's aria snapshot (1.65): - role "name" [attributes]: text — in single quotes where YAML wants it.
_LINE = re.compile(r"""^(?P<indent>\s*)-\s'?(?P<role>[a-z]+)(?:\s(?P<name>"(?:[^"\\]|\\.)*"))?""")
_TEXT = "text"


async def outline_of(tab: Tab, redact: Callable[[str], str], *, reveal_identifiers: bool = False) -> str:
    """Roles and names of what the tab shows, one a line, indented; without identifiers unless they may be shown.

    Arguments:
        tab: what is told.
        redact: takes out the secrets and identifiers that are known; what merely looks like one goes after it.
        reveal_identifiers: whether what looks like an identifier may stay.

    Raises:
        playwright.async_api.Error: the tab is between two documents, or gone.
    """
    lines = roles_and_names(await tab.locator("body").aria_snapshot())
    text = redact("\n".join(lines[:LONGEST]))
    return text if reveal_identifiers else without_identifiers(text)


def roles_and_names(snapshot: str) -> list[str]:
    """The lines of an aria snapshot that name a role, cut down to role and name."""
    found = (_LINE.match(line) for line in snapshot.splitlines())
    kept = (line for line in found if line and line["role"] != _TEXT)
    return [f"{line['indent']}- {line['role']}{_name(line['name'])}" for line in kept]


def names_of(outline: str, *roles: str) -> list[str]:
    """The names an outline gives to elements of these roles, each once."""
    pattern = re.compile(rf'^\s*- (?:{"|".join(roles)}) "(.*)"$', re.MULTILINE)
    return list(dict.fromkeys(pattern.findall(outline)))


def _name(quoted: str | None) -> str:
    if not quoted:
        return ""
    plain = quoted[1:-1].replace('\\"', "'").replace("\\\\", "\\").replace("''", "'").replace('"', "'")
    return f' "{plain}"'
