"""What may stand in the way of any screen: nuisances, new terms, and the console's refusals."""

from __future__ import annotations

from pages.base import Nuisance, Obstacle, Refusal
from pages.reading import Element
from pages.seen import Seen


class CookieBanner(Nuisance):
    """Asks which cookies may be kept; we keep none that is not needed, where the banner offers that."""

    title = "Cookie banner"
    known_by = ("reject cookies", "accept cookies")

    def shows(self, seen: Seen) -> bool:
        return choice_of(seen) is not None

    async def dismiss(self) -> None:
        await self.press(choice_of, "the cookie banner's button")


def choice_of(seen: Seen) -> Element | None:
    """The most private choice a cookie banner offers; the vendor's was seen with *Accept cookies* alone (2026)."""
    return seen.button("reject cookies") or seen.button("accept cookies")


class Promotion(Nuisance):
    """An advertisement over the page."""

    title = "Promotion"
    known_by = ("close", "not now")

    def shows(self, seen: Seen) -> bool:
        return close_of(seen) is not None

    async def dismiss(self) -> None:
        await self.press(close_of, "the advertisement's close button")


def close_of(seen: Seen) -> Element | None:
    """What closes a dialogue that asks for nothing: no field, no box, no picture puzzle, and no word we know but this.

    Closing any dialogue unseen would be a guess, so one that holds any other label of the console's is left alone.
    """
    layer = seen.dialogue
    if layer is None or any(seen.screen.holds(layer, one) for one in (*seen.screen.fields, *seen.screen.boxes)):
        return None
    inside = [one for one in seen.clickables if seen.screen.holds(layer, one)]
    closing = [one for one in inside if seen.names(one) & {"close", "not now"}]
    texts = [text for block, text in seen.blocks if seen.screen.holds(layer, block)]
    others = frozenset().union(*(seen.words.labels_in(text) for text in texts), *map(seen.names, inside))
    frames = any(one.role == "frame" for one in seen.screen.inside(layer))
    if not closing or frames or others - {"close", "not now", "details", "more", "no", "on", "off", "cloud home", "account home"}:
        return None
    return closing[0]


class NewTerms(Obstacle):
    """The vendor changed its terms; agreeing binds the owner, so the owner does it."""

    title = "New terms"
    kind = "terms"
    wanted = "Read the new terms in the browser window and accept them there if you agree."
    known_by = ("new terms", "agree", "disagree")

    def shows(self, seen: Seen) -> bool:
        if any(True for _ in seen.screen.headings(seen.holding("new terms"))):
            return True
        # Some languages have one word for "Agree" and "OK", which any question may bear.
        agree = [one for one in seen.buttons("agree") if not seen.names(one) & {"ok", "confirm", "yes"}]
        if not agree:
            return False
        # The vendor was seen to ask with one button, "Agree", in a dialogue (2026).
        layer = seen.dialogue
        return seen.button("disagree") is not None or (layer is not None and seen.screen.holds(layer, agree[0]))


class WrongPassword(Refusal):
    """Code 70016: account or password not accepted."""

    title = "Wrong account or password"
    label = "wrong password"


class NoSuchAccount(Refusal):
    """Code 20003: the console knows no such account; it may have been deleted.

    The page's own complaint about a malformed name is another label, and no answer of the console's.
    """

    title = "No such account"
    label = "no such account"

    def shows(self, seen: Seen) -> bool:
        found = seen.notice(self.label)
        return found is not None and not seen.words.labels_in(found[1]) & {"account malformed", "account empty"}


class AccountBlocked(Refusal):
    """Code 350008: the account is frozen; only the vendor's support can help."""

    title = "Account blocked"
    label = "blocked"


class TooManyTries(Refusal):
    """Signing in was tried too often; trying on makes it worse."""

    title = "Too many attempts"
    label = "too many"


class TooManyCodes(Refusal):
    """Codes were asked for too often."""

    title = "Too many codes"
    label = "too many codes"


class CodeLimit(Refusal):
    """Code 70022: no more codes today."""

    title = "No more codes today"
    label = "code limit"


class Forbidden(Refusal):
    """Code 403."""

    title = "Access forbidden"
    label = "forbidden"


class DevicesFirst(Refusal):
    """The console will not delete an account that devices still hold."""

    title = "Devices still hold the account"
    label = "devices first"


REFUSALS: tuple[type[Refusal], ...] = (
    WrongPassword, NoSuchAccount, AccountBlocked, TooManyCodes, CodeLimit, TooManyTries, DevicesFirst, Forbidden,
)  # fmt: skip

NUISANCES: tuple[type[Nuisance], ...] = (CookieBanner, Promotion)
