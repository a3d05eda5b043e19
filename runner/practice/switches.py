"""Everything about the practice console that can be switched, for all accounts or for one."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Literal, get_args

Skin = Literal["current", "classic"]
Language = Literal["en", "es", "zh"]
Captcha = Literal["none", "image", "slider"]
Identity = Literal["none", "email", "phone", "both"]
Names = Literal["full", "masked", "other"]

CHOICES: dict[str, tuple[str, ...]] = {
    "skin": get_args(Skin), "language": get_args(Language), "captcha": get_args(Captcha),
    "identity": get_args(Identity), "names": get_args(Names),
}  # fmt: skip


class SwitchError(ValueError):
    """A switch that does not exist, or a value it does not take."""


@dataclass(frozen=True)
class Switches:
    """How the console behaves; durations in seconds, latency in milliseconds."""

    skin: Skin = "current"
    language: Language = "en"
    captcha: Captcha = "none"
    """What signing in asks for; a password reset always asks for a picture."""
    identity: Identity = "none"
    agreement: bool = True
    qr_first: bool = False
    terms: bool = False
    cookie_banner: bool = False
    promo: bool = False
    survey: bool = False
    """A screen nobody has heard of, once, before the device list or the cloud home."""
    names: Names = "full"
    """How the deletion names the account; ``other`` plays a console that mixes accounts up."""
    delete_asks_password: bool = False
    forbidden: bool = False
    max_tries: int = 5
    max_codes: int = 5
    code_ttl: float = 60
    resend_after: float = 60
    expire_after: int = 0
    """The session ends after so many pages, once; 0 never."""
    latency: int = 0
    fail: dict[str, dict[str, int]] = field(default_factory=dict)
    """``{"/pass": {"status": 503, "times": 2}}``: the next two answers below that path are 503."""

    def to_json(self) -> dict[str, Any]:
        """All switches as plain data."""
        return asdict(self)

    def change(self, wishes: dict[str, Any]) -> Switches:
        """The switches with some of them set.

        Raises:
            SwitchError: there is no such switch, or it does not take the value.
        """
        known = {item.name: getattr(self, item.name) for item in fields(self)}
        for name, value in wishes.items():
            if name not in known:
                raise SwitchError(f"There is no switch {name!r}; there are {', '.join(sorted(known))}.")
            _check(name, value, known[name])
        return replace(self, **wishes)


def _check(name: str, value: object, like: object) -> None:
    if name in CHOICES:
        if value not in CHOICES[name]:
            raise SwitchError(f"{name} is one of {', '.join(CHOICES[name])}, not {value!r}.")
        return
    fits = isinstance(value, type(like)) or (isinstance(like, float | int) and isinstance(value, float | int))
    if not fits or isinstance(value, bool) != isinstance(like, bool):
        raise SwitchError(f"{name} takes {type(like).__name__}, not {value!r}.")
