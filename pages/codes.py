"""The form that asks for a code sent by e-mail or phone: the same in the identity check, deletion and reset."""

from __future__ import annotations

from typing import ClassVar

from pages.base import Obstacle
from pages.private import accounts_named_in
from pages.reading import Element, counts_down
from pages.seen import Seen
from pages.stems import CODES

_SUBMIT = ("submit", "verify", "confirm", "next", "ok")
_CODE_LENGTHS = range(4, 9)


class CodePage(Obstacle):
    """A code was sent, or can be; a person reads it and types it in."""

    title = "Verification code"
    kind = "code"
    wanted = "Enter the code that was sent to the account's e-mail address or phone."
    known_by = ("code field", "send code", "get code", "resend", "identity check")

    valid_seconds: ClassVar[float] = 60
    """How long a code counts; 60 s told by guides for the deletion (2020-2024), inferred for the others."""

    def shows(self, seen: Seen) -> bool:
        if code_field(seen) is not None:
            return True
        if seen.secret_fields:  # a sign-in may offer a code instead
            return False
        if seen.button("send code") is not None:
            return True
        # "Send" and "Get code" are any button's words: something has to say what is sent, or to whom.
        return seen.button("get code") is not None and not seen.fields and speaks_of_a_code(seen)

    async def can_send(self) -> bool:
        """Whether the console waits for us to ask for the first code."""
        return send_button(await self.look()) is not None

    async def ask_for_code(self) -> bool:
        """Press *Send code* where the console waits for it; whether it was pressed."""
        if not await self.can_send():
            return False
        await self.press(send_button, "the button that sends a code")
        return True

    async def ask_again(self) -> bool:
        """Press *Resend* when the console lets us; whether it was pressed."""
        button = resend_button(await self.look())
        if button is None or not button.enabled or counts_down(self.seen.screen.text_of(button)):
            return False
        await self.press(resend_button, "the button that sends another code")
        return True

    async def enter(self, code: str) -> None:
        """Type the code a person gave us, and send it."""
        await self.fill_in(code_field, code, "the code's field", secret=True)
        await self.press(submit_button, "the button that sends the code off", guarded=True)

    async def complaint(self) -> str:
        """What the console says to the last code, on one line; empty when it says nothing."""
        found = (await self.look()).notice("wrong code", "expired code", "code empty")
        return " ".join(found[1].split()) if found else ""

    async def has_expired(self) -> bool:
        """Whether the console says that the code ran out."""
        return (await self.look()).notice("expired code") is not None


def speaks_of_a_code(seen: Seen) -> bool:
    """Whether the screen says that a code is sent, or names the address it would go to."""
    if seen.notice("identity check", "code field", "no code received"):
        return True
    return any(CODES.search(text) or accounts_named_in(text) for _, text in seen.blocks)


def code_field(seen: Seen) -> Element | None:
    """The field for the code; not the one beside a picture puzzle, which has names of its own."""
    for one in seen.fields:
        form = one.field
        if form is None or seen.is_secret(one) or form.type not in {"text", "tel", "number"}:
            continue
        # field name seen in the identity check, 2021-2026
        if form.name == "ticket" or "one-time-code" in form.autocomplete:
            return one
        if form.name in {"icode", "captCode"} or form.id == "captcha-code":  # the picture's answer (seen)
            continue
        labels = frozenset().union(*map(seen.label_of, seen.screen.labels_of(one)))
        if "code field" in labels and not ("captcha field" in labels and _has_picture_beside(seen, one)):
            return one
    return _in_single_signs(seen)


def _has_picture_beside(seen: Seen, field: Element) -> bool:
    pictures = [one for one in seen.screen.elements if one.role == "img" and one.width > 40]  # noqa: PLR2004
    return any(abs(one.y - field.y) < 120 and abs(one.x - field.x) < 400 for one in pictures)  # noqa: PLR2004


def _in_single_signs(seen: Seen) -> Element | None:
    """The first of a row of fields that take one sign each."""
    single = [one for one in seen.fields if one.field and one.field.most == 1]
    return single[0] if len(single) in _CODE_LENGTHS else None


def send_button(seen: Seen) -> Element | None:
    """What asks for the first code, when none was sent yet."""
    button = seen.button("send code") or seen.button("get code")
    if button is None or not button.enabled or "resend" in seen.names(button):
        return None
    return None if counts_down(seen.screen.text_of(button)) else button


def resend_button(seen: Seen) -> Element | None:
    """What asks for another code."""
    return seen.button("resend") or seen.button("send code") or seen.button("get code")


def submit_button(seen: Seen) -> Element | None:
    """What sends the typed code off."""
    field = code_field(seen)
    for name in _SUBMIT:
        found = seen.buttons(name)
        after = [one for one in found if field is None or one.at > field.at]
        if after or found:
            return (after or found)[0]
    return None
