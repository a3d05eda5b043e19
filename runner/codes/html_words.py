"""What a person would read of an HTML letter. Linear in its length, and never an exception, whoever wrote it."""

from __future__ import annotations

import html as entities
import re
from typing import Final

_HIDDEN: Final = frozenset({"style", "script", "head", "title", "template", "noscript"})
_LINES: Final = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tr",
        "ul",
    ]
)
_CELLS: Final = frozenset({"td", "th"})
LONGEST_TEXT: Final = 30_000
"""Characters of text that are read; a letter with a code has a thousand."""

_NAME: Final = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,20})")


def words_of(html: str) -> str:
    """The text: a line for each block, a space between cells, nothing of styles and scripts."""
    found: list[str] = []
    at, hidden, length = 0, "", 0
    while at < len(html) and length < LONGEST_TEXT:
        opened = html.find("<", at)
        if not hidden:
            found.append(html[at : opened if opened >= 0 else len(html)])
            length += len(found[-1]) + 1
        if opened < 0:
            break
        if html.startswith("<!--", opened):
            at = _after(html, "-->", opened + 4)
            continue
        name = _NAME.match(html, opened + 1)
        if name is None and not html.startswith(("<!", "<?"), opened):
            if not hidden:
                found.append("<")
            at = opened + 1
            continue
        at = _after(html, ">", opened + 1)
        tag = name[1].lower() if name else ""
        hidden = _hidden_after(tag, name[0].startswith("/") if name else False, hidden)
        if not hidden:
            found.append("\n" if tag in _LINES else "\t" if tag in _CELLS else "")
    return entities.unescape("".join(found)[:LONGEST_TEXT])


def _after(html: str, mark: str, at: int) -> int:
    end = html.find(mark, at)
    return end + len(mark) if end >= 0 else len(html)


def _hidden_after(tag: str, closes: bool, hidden: str) -> str:
    if hidden:
        return "" if closes and tag == hidden else hidden
    return tag if tag in _HIDDEN and not closes else ""
