"""What a person's way past unknown screens teaches: a suggestion for ``console.toml``, every line a comment.

It is written beside the trail, not into it: a trail is sealed. It holds names of headings, buttons and fields as the
trail has them, redacted, and no identifiers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from pages.base import Page
from pages.console import Site
from pages.outline import names_of
from pages.private import without_identifiers
from runner.core.context import RunContext
from runner.core.unfamiliar import Unfamiliar

SUFFIX = "console-suggestion.toml"

_ROLES = {
    "headings": ("heading",),
    "buttons": ("button",),
    "links": ("link",),
    "fields": ("textbox", "checkbox", "combobox", "radio"),
}


def leave_suggestion(run: RunContext) -> Path | None:
    """Write the suggestion when a person carried the run past a screen that was not known; where it is."""
    passed = [screen for screen in run.unfamiliar if screen.reached]
    if not passed:
        return None
    path = run.trail.folder.with_name(f"{run.trail.folder.name}.{SUFFIX}")
    text = without_identifiers(run.vault.redact(suggestion(run.site, passed)))
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as problem:
        run.reporter.note(f"{path} could not be written ({problem.strerror}).")
        return None
    run.reporter.note(f"What was not recognised, ready to be made a console.toml: {path}")
    return path


def suggestion(site: Site, screens: Sequence[Unfamiliar]) -> str:
    """The file's text."""
    lines = [
        "# mi-runner met screens it did not know, and you carried on by hand. If the vendor has only renamed or moved",
        "# something, this teaches it: take away the '#' of the lines that fit, keep the right words in the brackets,",
        "# save as console.toml, and set MI_CONSOLE_FILE=console.toml. docs/console-file.md tells more.",
        "# A screen that is new altogether needs a page object: please report it, with its picture.",
    ]
    for number, screen in enumerate(screens, 1):
        lines += ["", *_told(number, screen)]
    wording = list(_wording(screens))
    paths = list(_paths(site, screens))
    if wording:
        lines += ["", "# [wording]  # what each label may be called now, besides what is known", *wording]
    if paths:
        lines += ["", "# [paths]  # where a screen was found now", *paths]
    return "\n".join([*lines, ""])


def _told(number: int, screen: Unfamiliar) -> Iterator[str]:
    waited = " or ".join(f"“{page.title}”" for page in screen.wanted)
    yield f"# --- screen {number}: {screen.address} where {waited} was waited for; picture {Path(screen.picture).name}"
    for title, roles in _ROLES.items():
        if names := names_of(screen.outline, *roles):
            yield f"# {title}: {', '.join(map(_quoted, names))}"
    if screen.reached:
        yield f"# you carried on to “{screen.reached.title}”"


def _wording(screens: Sequence[Unfamiliar]) -> Iterator[str]:
    """The labels of the screens waited for, each with the words that were on screen instead."""
    candidates: dict[str, dict[str, None]] = {}
    for screen in screens:
        words = names_of(screen.outline, *_ROLES["headings"], *_ROLES["buttons"])
        for label in labels_of(screen.wanted):
            candidates.setdefault(label, {}).update(dict.fromkeys(words))
    for label, words_seen in candidates.items():
        if words_seen:
            yield f"# {_quoted(label)} = [{', '.join(map(_quoted, words_seen))}]"


def _paths(site: Site, screens: Sequence[Unfamiliar]) -> Iterator[str]:
    """The addresses of screens that were found elsewhere than we look for them."""
    found = {}
    for screen in screens:
        page = screen.reached
        host = site.cloud if page and page.host == "cloud" else site.account
        if not page or not page.path or urlsplit(host).netloc != urlsplit(screen.reached_at).netloc:
            continue
        path = path_of(screen.reached_at)
        if path != site.paths.get(page.title, page.path) and "‹" not in path:
            found[page.title] = path
    for title, path in found.items():
        yield f"# {_quoted(title)} = {_quoted(path)}"


def path_of(address: str) -> str:
    """Path and fragment of an address, without queries, which may carry tokens, and without identifiers."""
    parts = urlsplit(address)
    fragment = parts.fragment.partition("?")[0]
    return without_identifiers((parts.path or "/") + (f"#{fragment}" if fragment else ""))


def labels_of(kinds: Sequence[type[Page]]) -> list[str]:
    """The names of the labels by which these screens are known."""
    return list(dict.fromkeys(label for kind in kinds for label in kind.known_by))


def _quoted(text: str) -> str:
    """A TOML string on one line; JSON's are also TOML's."""
    return json.dumps(text, ensure_ascii=False)
