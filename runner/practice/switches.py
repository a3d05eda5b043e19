"""What can be switched on a practice console. ``switch_checks.py`` checks every value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal, get_args, get_type_hints

from runner.practice.switch_checks import SwitchError, check_all

Skin = Literal["current", "classic"]
Language = Literal["en", "es", "zh"]
Captcha = Literal["none", "image", "slider", "click", "picture"]
Identity = Literal["none", "email", "phone", "both"]
SecondCheck = Literal["none", "other", "same"]
Names = Literal["full", "masked", "other"]
LoadingSign = Literal["mask", "spin", "skeleton", "bar", "none"]
CloudRegion = Literal["none", "us"]

PLACES = ("sign_in", "reset")


@dataclass(frozen=True)
class Switches:
    """One setting of the console; every time is in seconds unless its name or text says otherwise."""

    skin: Annotated[Skin, "sign-in page of 2021 on, or the one until about 2020"] = "current"
    language: Annotated[Language, "used where the address asks for none"] = "en"

    # what stands between a person and the account
    captcha: Annotated[Captcha, "asked at sign-in; the classic skin has images only"] = "none"
    captcha_places: Annotated[tuple[str, ...], "where a CAPTCHA stands: sign_in, reset, code"] = PLACES
    identity: Annotated[Identity, "code asked after the password, and how it is sent"] = "none"
    second_check: Annotated[SecondCheck, "after that code: another by the other method, or the same without end"] = (
        "none"
    )
    step_up: Annotated[tuple[str, ...], "pages that ask for a code again: privacy, data, deletion"] = ()
    terms: Annotated[bool, "new terms to accept after sign-in"] = False
    cookie_banner: Annotated[bool, "cookie banner on both hosts until chosen"] = False
    cookie_reject: Annotated[bool, "that banner has a refusing button too"] = False
    promo: Annotated[bool, "advertisement over the cloud host's pages"] = False
    survey: Annotated[bool, "a screen nobody described, once, before the cloud host"] = False
    qr_first: Annotated[bool, "sign-in opens on the QR card"] = False
    typing: Annotated[bool, "buttons become active by keys pressed, not by text that was put in"] = False
    countdown: Annotated[int, "how long the button of a question counts down; the vendor's: 5"] = 0
    cloud_region: Annotated[CloudRegion, "the cloud host sends people on to its us. host"] = "none"

    # refusals
    forbidden: Annotated[bool, "sign-in answers 403"] = False
    delete_asks_password: Annotated[bool, "deletion asks for the password once more"] = False
    find_device_days: Annotated[int, "days after a change of password in which Find device cannot be turned off"] = 3
    code_ttl: Annotated[int, "how long a code is valid"] = 60
    resend_after: Annotated[int, "how long before another code can be asked for"] = 60
    max_codes: Annotated[int, "codes an hour"] = 5
    codes_a_day: Annotated[int, "codes a day; 0 is any number"] = 0
    max_tries: Annotated[int, "wrong passwords an hour"] = 5
    account_lock: Annotated[int, "how long sign-in stays shut after too many"] = 3600
    expire_after: Annotated[int, "requests after which the session ends, once; 0 is never"] = 0
    expire_after_unlink: Annotated[bool, "the session ends after the first device is unlinked, once"] = False

    # slow and failing
    latency: Annotated[int, "milliseconds added to pages and answers"] = 0
    delay: Annotated[Mapping[str, int], 'milliseconds added by path: {"/find/device": 1500}'] = field(
        default_factory=dict
    )
    loading_sign: Annotated[LoadingSign, "what a page shows while it loads its data"] = "mask"
    says_empty: Annotated[bool, "lists say that they are empty until their data is there"] = False
    list_after: Annotated[int, "milliseconds before a list asks for its data at all"] = 0
    fail: Annotated[
        Mapping[str, Mapping[str, Any]],
        'failures by path: {"/path": {"status": 503, "times": 2, "when": "before"}}; "after": the server acted',
    ] = field(default_factory=dict)
    hang: Annotated[str, "path that never answers"] = ""

    # misleading
    names: Annotated[Names, "how deletion names the account; 'other' simulates a bug"] = "full"
    swap_session: Annotated[str, "e-mail, phone or id of the account that every sign-in ends up with"] = ""
    sign_in_elsewhere: Annotated[bool, "signing in redirects to another origin that looks the same"] = False
    form_elsewhere: Annotated[
        tuple[str, ...], "forms that are sent to another origin: sign_in, password, deletion"
    ] = ()
    interrupts: Annotated[
        Mapping[str, str], 'by path: {"/pass/del": "alert"}; alert, confirm, prompt, popup, tab, download, leave, busy'
    ] = field(default_factory=dict)

    def changed(self, changes: Mapping[str, Any]) -> Switches:
        """A copy with the changes made.

        Raises:
            SwitchError: no switch has that name, or it cannot take that value.
        """
        return replace(self, **checked(changes))


CHOICES: dict[str, tuple[str, ...]] = {
    name: get_args(kind)
    for name, kind in {
        "skin": Skin,
        "language": Language,
        "captcha": Captcha,
        "identity": Identity,
        "second_check": SecondCheck,
        "names": Names,
        "loading_sign": LoadingSign,
        "cloud_region": CloudRegion,
    }.items()
}
LISTS: dict[str, tuple[str, ...]] = {
    "captcha_places": (*PLACES, "code"),
    "step_up": ("privacy", "data", "deletion"),
    "form_elsewhere": ("sign_in", "password", "deletion"),
}
"""Switches that take several of some words."""
INTERRUPTS = ("alert", "confirm", "prompt", "popup", "tab", "download", "leave", "busy")
HELP = {name: hint.__metadata__[0] for name, hint in get_type_hints(Switches, include_extras=True).items()}
DEFAULTS = Switches()


def checked(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes with each value checked.

    Raises:
        SwitchError: no switch has that name, or it cannot take that value.
    """
    unknown = sorted(set(changes) - set(HELP))
    if unknown:
        raise SwitchError(f"no switch is called {', '.join(unknown)}; there are: {', '.join(HELP)}")
    defaults = {name: getattr(DEFAULTS, name) for name in changes}
    return check_all(changes, defaults, CHOICES, LISTS, INTERRUPTS)


__all__ = ["CHOICES", "DEFAULTS", "HELP", "LISTS", "PLACES", "SwitchError", "Switches", "checked"]
