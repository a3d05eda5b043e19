"""What can be switched on a practice console, checked so that a typing error never passes silently."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, get_args

Skin = Literal["current", "classic"]
Language = Literal["en", "es", "zh"]
Captcha = Literal["none", "image", "slider"]
Identity = Literal["none", "email", "phone", "both"]
Names = Literal["full", "masked", "other"]

PLACES = ("sign_in", "reset")


class SwitchError(ValueError):
    """No such switch, or a value it cannot take."""


@dataclass(frozen=True)
class Switches:
    """One setting of the console; every time is in seconds unless its name or text says otherwise."""

    skin: Skin = field(default="current", metadata={"help": "markup of 2021 on, or the one until about 2020"})
    language: Language = field(default="en", metadata={"help": "used where the address asks for none"})
    captcha: Captcha = field(default="none", metadata={"help": "asked at sign-in; the classic skin has images only"})
    captcha_places: tuple[str, ...] = field(default=PLACES, metadata={"help": "where a CAPTCHA stands: sign_in, reset"})
    identity: Identity = field(default="none", metadata={"help": "code asked after the password, and how it is sent"})
    terms: bool = field(default=False, metadata={"help": "new terms to accept after sign-in"})
    cookie_banner: bool = field(default=False, metadata={"help": "cookie banner on both hosts until chosen"})
    promo: bool = field(default=False, metadata={"help": "advertisement over the cloud host's pages"})
    survey: bool = field(default=False, metadata={"help": "a screen nobody described, once, before the cloud host"})
    qr_first: bool = field(default=False, metadata={"help": "sign-in opens on the QR tab"})
    forbidden: bool = field(default=False, metadata={"help": "sign-in answers 403"})
    delete_asks_password: bool = field(default=False, metadata={"help": "deletion asks for the password once more"})
    names: Names = field(default="full", metadata={"help": "how deletion names the account; 'other' simulates a bug"})
    latency: int = field(default=0, metadata={"help": "milliseconds added to pages and answers"})
    fail: Mapping[str, Mapping[str, int]] = field(
        default_factory=dict,
        metadata={"help": 'failures by path: {"/path": {"status": 503, "times": 2}}'},
    )
    hang: str = field(default="", metadata={"help": "path that never answers"})
    code_ttl: int = field(default=60, metadata={"help": "how long a code is valid"})
    resend_after: int = field(default=60, metadata={"help": "how long before another code can be asked for"})
    max_codes: int = field(default=5, metadata={"help": "codes an hour"})
    max_tries: int = field(default=5, metadata={"help": "wrong passwords an hour"})
    account_lock: int = field(default=3600, metadata={"help": "how long sign-in stays shut after too many"})
    expire_after: int = field(default=0, metadata={"help": "requests after which the session ends, once; 0 is never"})

    def changed(self, changes: Mapping[str, Any]) -> Switches:
        """A copy with the changes made.

        Raises:
            SwitchError: no switch has that name, or it cannot take that value.
        """
        return replace(self, **checked(changes))


CHOICES: dict[str, tuple[str, ...]] = {
    "skin": get_args(Skin),
    "language": get_args(Language),
    "captcha": get_args(Captcha),
    "identity": get_args(Identity),
    "names": get_args(Names),
}
HELP = {each.name: str(each.metadata["help"]) for each in fields(Switches)}
DEFAULTS = Switches()


def checked(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes with each value checked.

    Raises:
        SwitchError: no switch has that name, or it cannot take that value.
    """
    unknown = sorted(set(changes) - set(HELP))
    if unknown:
        raise SwitchError(f"no switch is called {', '.join(unknown)}; there are: {', '.join(HELP)}")
    return {name: _checked(name, value) for name, value in changes.items()}


def _checked(name: str, value: Any) -> Any:
    if name in CHOICES:
        if value not in CHOICES[name]:
            raise SwitchError(f"{name} is one of {', '.join(CHOICES[name])}, not {value!r}")
        return value
    check = _SPECIAL.get(name) or _BY_TYPE[type(getattr(DEFAULTS, name))]
    return check(name, value)


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise SwitchError(f"{name} is true or false, not {value!r}")
    return value


def _number(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise SwitchError(f"{name} is a whole number from 0 on, not {value!r}")
    return value


def _path(name: str, value: Any) -> str:
    if not isinstance(value, str) or (value and not value.startswith("/")):
        raise SwitchError(f"{name} is a path such as /pass/del, not {value!r}")
    return value


def _places(name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, list | tuple | set) or not set(value) <= set(PLACES):
        raise SwitchError(f"{name} is a list of {', '.join(PLACES)}, not {value!r}")
    return tuple(place for place in PLACES if place in value)


def _failures(name: str, value: Any) -> dict[str, dict[str, int]]:
    if not isinstance(value, Mapping):
        raise SwitchError(f'{name} looks like {{"/path": {{"status": 503, "times": 2}}}}, not {value!r}')
    failures = {}
    for path, how in value.items():
        if not isinstance(how, Mapping) or not set(how) <= {"status", "times"}:
            raise SwitchError(f"{name}: {path} wants a status and a number of times, not {how!r}")
        failures[_path(name, path)] = {
            "status": _number(f"{name}.status", how.get("status", 503)),
            "times": _number(f"{name}.times", how.get("times", 1)),
        }
    return failures


_SPECIAL: dict[str, Callable[[str, Any], Any]] = {"captcha_places": _places, "fail": _failures}
_BY_TYPE: dict[type, Callable[[str, Any], Any]] = {bool: _flag, int: _number, str: _path}
