"""Correct the console without a release: a ``console.toml`` with addresses and wordings that have changed.

::

    [addresses]
    account = "https://account.xiaomi.com"
    cloud = "https://i.mi.com"

    [paths]                       # by the screen's name, as mi-runner calls it
    "Linked devices" = "/#/settings/devices"

    [wording]                     # by the label's name in pages/wording/; added to what is known
    "sign in" = ["Log in now"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pages.console import Site
from pages.origin import Origin
from pages.screens import SCREENS
from runner.errors import UsageError

SECTIONS = ("addresses", "paths", "wording")
LARGEST = 1 << 20
"""Bytes; a file with every label in every language has a twentieth."""


def correct(site: Site, path: Path) -> Site:
    """The site with the file's corrections.

    Raises:
        UsageError: the file is missing, is no TOML, or says something that makes no sense; the place is named.
    """
    try:
        data = tomllib.loads(_text(path))
    except OSError as problem:
        raise UsageError(f"{path} cannot be read ({problem.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise UsageError(f"{path} is no TOML: {problem}.") from None
    except ValueError:  # Python reads no number of more than 4300 digits
        raise UsageError(f"{path} is no TOML that can be used: it holds a number without end.") from None
    except RecursionError:
        raise UsageError(f"{path} is no TOML: it is nested too deeply.") from None
    _only_known(path, data, SECTIONS)
    addresses = _section(path, data, "addresses", ("account", "cloud"))
    return replace(
        site,
        account=_address(path, addresses, "account", site.account),
        cloud=_address(path, addresses, "cloud", site.cloud),
        paths=_paths(path, data),
        wording=_wording(path, data, site.wording),
    )


def _text(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UsageError(f"{path} holds more than {LARGEST:,} bytes; that is no console.toml.")
    return data.decode("utf-8")


def _only_known(path: Path, data: Mapping[str, Any], known: tuple[str, ...], inside: str = "") -> None:
    for key in data:
        if key not in known:
            raise UsageError(f"{path}: {inside}{key!r} is not known; there are {', '.join(sorted(known))}.")


def _section(path: Path, data: Mapping[str, Any], name: str, known: tuple[str, ...]) -> dict[str, Any]:
    section = data.get(name, {})
    if not isinstance(section, dict):
        raise UsageError(f"{path}: {name} must be a section: [{name}].")
    _only_known(path, section, known, f"{name}.")
    return section


def _address(path: Path, section: Mapping[str, Any], name: str, default: str) -> str:
    value = section.get(name, default)
    try:
        return str(Origin.parse(str(value)))
    except ValueError as problem:
        raise UsageError(f"{path}: addresses.{name} is not accepted: {problem}.") from None


def _paths(path: Path, data: Mapping[str, Any]) -> dict[str, str]:
    section = _section(path, data, "paths", tuple(page.title for page in SCREENS if page.path))
    for name, value in section.items():
        if not isinstance(value, str) or not value.startswith("/"):
            raise UsageError(f"{path}: paths.{name!r} must be a path that begins with /.")
    return section


def _wording(path: Path, data: Mapping[str, Any], known: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    section = _section(path, data, "wording", tuple(known))
    merged = dict(known)
    for name, words in section.items():
        if (
            not isinstance(words, list)
            or not words
            or not all(isinstance(word, str) and word.strip() for word in words)
        ):
            raise UsageError(f"{path}: wording.{name!r} must be a list of texts.")
        merged[name] = (*words, *known[name])
    return merged
