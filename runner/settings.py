"""Everything a run can be told, in one frozen object: defaults, then ``.env``, then the environment, then options."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pages.console import LOCALES, VENDOR_ACCOUNT, VENDOR_CLOUD, Site
from runner.credentials.env_file import read_values
from runner.errors import UsageError

# Where ``mi-runner practice`` serves by default; two hosts, since cookies do not tell ports apart.
PRACTICE_ACCOUNT = "http://127.0.0.1:8710"
PRACTICE_CLOUD = "http://localhost:8711"

LANGUAGES = tuple(LOCALES)


@dataclass(frozen=True)
class Settings:
    """How to run; durations are in seconds."""

    site: Site = field(default_factory=Site)
    headed: bool = True
    dry_run: bool = False
    yes_delete: str | None = None
    trails: Path = Path("screenshots")
    wait: float = 900.0
    """How long a pause waits for a person."""
    patience: float = 15.0
    """How long a screen may stay unrecognised before a person is asked."""
    loading: float = 60.0
    """How long the console may show its own loading sign."""
    browser: str | None = None
    """Path of a browser, or a channel such as ``msedge``."""
    browser_args: tuple[str, ...] = ()
    """Further switches for the browser, such as a proxy or a debugging port."""
    viewport: tuple[int, int] = (1280, 800)
    reveal_identifiers: bool = False
    browser_endpoint: str | None = None
    """Address of a browser that runs already, used instead of one of our own."""
    consent_by: str = "command-line"
    """Where ``yes_delete`` was given: ``command-line`` or ``file``."""


def read_env_file(path: Path | None) -> Mapping[str, str | None]:
    """The values of a ``.env`` file; the one in the working folder when none is named.

    Raises:
        UsageError: a file was named and is not there, or a line of it could be taken in two ways.
    """
    if path is not None and not path.is_file():
        raise UsageError(f"There is no settings file {path}.")
    chosen = path or Path(".env")
    return dict(read_values(chosen)) if chosen.is_file() else {}


def pick(name: str, file: Mapping[str, str | None], default: str | None = None) -> str | None:
    """Return a setting: from the environment, else the file, else the default, as Docker Compose and python-dotenv do."""
    return os.environ.get(name) or file.get(name) or default


def choose_site(console: str | None, file: Mapping[str, str | None], language: str | None) -> Site:
    """The console to work on.

    Arguments:
        console: ``xiaomi``, ``practice``, or ``ACCOUNT_URL,CLOUD_URL``; None takes ``MI_CONSOLE`` or the vendor's.
        file: the values of the ``.env`` file.
        language: one of ``LANGUAGES``; None takes ``MI_LANGUAGE`` or English.

    Raises:
        UsageError: an address or the language makes no sense.
    """
    console = console or pick("MI_CONSOLE", file, "xiaomi")
    language = language or pick("MI_LANGUAGE", file, "en")
    if language not in LANGUAGES:
        raise UsageError(f"The language {language!r} is not known; choose one of {', '.join(LANGUAGES)}.")
    account, cloud = _hosts(console or "xiaomi")
    try:
        site = Site(account, cloud, language)
    except ValueError as problem:
        raise UsageError(f"The console {_without_login(console)} is not accepted: {problem}.") from None
    corrections = pick("MI_CONSOLE_FILE", file)
    if not corrections:
        return site
    from runner.console_file import correct  # late: it knows every page, and these bring Playwright's client

    return correct(site, Path(corrections))


def _hosts(console: str) -> tuple[str, str]:
    known = {"xiaomi": (VENDOR_ACCOUNT, VENDOR_CLOUD), "practice": (PRACTICE_ACCOUNT, PRACTICE_CLOUD)}
    if console in known:
        return known[console]
    hosts = [part.strip() for part in console.split(",")]
    if len(hosts) != 2:  # noqa: PLR2004 - a pair
        raise UsageError(
            f"The console {_without_login(console)} is neither 'xiaomi', 'practice' nor ACCOUNT_URL,CLOUD_URL."
        )
    return hosts[0], hosts[1]


def _without_login(console: str | None) -> str:
    """The console as it was given, without a user name and password that somebody may have put into it."""
    return repr(re.sub(r"//[^/,]*@", "//…@", console or ""))


def parse_duration(text: str) -> float:
    """Seconds from ``90``, ``90s``, ``15m`` or ``1h``.

    Raises:
        UsageError: it is none of these.
    """
    unit = {"s": 1, "m": 60, "h": 3600}.get(text[-1:].lower())
    number = text[:-1] if unit else text
    try:
        seconds = float(number) * (unit or 1)
    except ValueError:
        raise UsageError(f"{text!r} is no duration; write for example 90s, 15m or 1h.") from None
    if not 0 < seconds < float("inf"):
        raise UsageError(f"{text!r} is no duration; write for example 90s, 15m or 1h.")
    return seconds
