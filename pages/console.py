"""Where the console is and what it calls things: addresses and wording, apart from the screens.

Both can be corrected without a release; nothing here was checked against the live console.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from pages.origin import Origin
from pages.wording import WORDING, Lexicon

# seen 2021-2026 in public clients of the vendor's login
VENDOR_ACCOUNT = "https://account.xiaomi.com"
VENDOR_CLOUD = "https://i.mi.com"

# All hosts of the vendor's on which the account or its cloud was met; seen in public code, 2021-2026.
VENDOR_HOSTS = (
    "account.xiaomi.com", "global.account.xiaomi.com", "in.account.xiaomi.com", "id.mi.com", "account.mi.com",
    "i.mi.com", "us.i.mi.com",
)  # fmt: skip
VENDOR_ORIGINS = frozenset(Origin("https", host, 443) for host in VENDOR_HOSTS)

# The console's own names for the languages we force: en_US, zh_CN, vi_VN and the shape seen 2021-2026, the others inferred 2026.
LOCALES = {
    "en": "en_US", "es": "es_ES", "zh": "zh_CN", "ru": "ru_RU", "pt": "pt_BR", "id": "id_ID", "hi": "hi_IN",
    "de": "de_DE", "fr": "fr_FR", "it": "it_IT", "pl": "pl_PL", "tr": "tr_TR", "vi": "vi_VN", "uk": "uk_UA",
}  # fmt: skip


@dataclass(frozen=True)
class Site:
    """One console: its two hosts, the language asked for, and its wording.

    ``wording`` maps our name of a label to every wording known for it, in any language, so that a console that
    ignores the language we ask for is still understood.
    """

    account: str = VENDOR_ACCOUNT
    cloud: str = VENDOR_CLOUD
    language: str = "en"
    wording: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: WORDING)
    paths: Mapping[str, str] = field(default_factory=dict)
    """Corrected paths, by the title of the screen."""

    @property
    def locale(self) -> str:
        """The language in the console's own spelling, such as ``en_US``."""
        return LOCALES.get(self.language, self.language)

    def __post_init__(self) -> None:
        """Bring both addresses into their normal form.

        Raises:
            ValueError: one of them is no address that a password may be sent to.
        """
        for name in ("account", "cloud"):
            object.__setattr__(self, name, str(Origin.parse(getattr(self, name))))

    @cached_property
    def origins(self) -> frozenset[Origin]:
        """Where this console is, and nowhere else: its two hosts, or every host of the vendor's."""
        account, cloud = Origin.parse(self.account), Origin.parse(self.cloud)
        if {account, cloud} <= VENDOR_ORIGINS:
            return VENDOR_ORIGINS
        # The vendor's cloud host sends overseas accounts on to its "us." host (seen); so does a practice console, and
        # browsers keep every name under "localhost" on this machine.
        region = {replace(cloud, host="us.localhost")} if cloud.host == "localhost" else set()
        return frozenset({account, cloud, *region})

    @cached_property
    def origin_names(self) -> frozenset[str]:
        """The origins as the browser writes them."""
        return frozenset(map(str, self.origins))

    @cached_property
    def lexicon(self) -> Lexicon:
        """Which labels a text on screen is, by this console's wording."""
        return Lexicon(self.wording)

    def is_at(self, address: str) -> bool:
        """Whether an address, as the browser gives it, is on this console."""
        return Origin.of_page(address) in self.origins

    @property
    def key(self) -> str:
        """One name for the console, whichever of its hosts and spellings was given: intents are kept under it."""
        origin = Origin.parse(self.account)
        if self.origins == VENDOR_ORIGINS:
            return VENDOR_ACCOUNT
        return f"this machine:{origin.port}" if origin.is_loopback else str(origin)

    @property
    def is_vendors(self) -> bool:
        """Whether this may be the vendor's own console rather than a practice one on this machine."""
        return not (Origin.parse(self.account).is_loopback and Origin.parse(self.cloud).is_loopback)

    def address(self, host: str, path: str) -> str:
        """A full address on the account or the cloud host, with the language forced where the console honours it.

        The account host reads ``_locale`` from the query (seen); the cloud host too, before the ``#`` (seen).
        """
        base = {"account": self.account, "cloud": self.cloud}[host]
        before, sharp, fragment = path.partition("#")
        joint = "&" if "?" in before else "?"
        return f"{base}{before or '/'}{joint}_locale={self.locale}{sharp}{fragment}"

    def says(self, name: str) -> re.Pattern[str]:
        """A pattern for a label: any of its known wordings, whole, whatever the case and spacing."""
        return re.compile(rf"^\s*(?:{self._wordings[name]})\s*$", re.IGNORECASE)

    def mentions(self, name: str) -> re.Pattern[str]:
        """A pattern for a text that holds any of the known wordings."""
        return re.compile(self._wordings[name], re.IGNORECASE)

    @cached_property
    def _wordings(self) -> dict[str, str]:
        """For each label a pattern of its wordings; a look at the screen asks for a dozen of them."""
        return {
            name: "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in known)
            for name, known in self.wording.items()
        }
