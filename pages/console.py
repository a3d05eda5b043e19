"""Where the console is and what it calls things: addresses and wording, apart from the screens.

Both can be corrected without a release; nothing here was checked against the live console.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from pages.wording import WORDING

# seen 2021-2026 in public clients of the vendor's login
VENDOR_ACCOUNT = "https://account.xiaomi.com"
VENDOR_CLOUD = "https://i.mi.com"

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

    @property
    def is_vendors(self) -> bool:
        """Whether this is the vendor's own console rather than a practice one."""
        return any(
            urlsplit(host).hostname not in {"127.0.0.1", "localhost", "::1"} for host in (self.account, self.cloud)
        )

    def address(self, host: str, path: str) -> str:
        """A full address on the account or the cloud host, with the language forced where the console honours it.

        The account host reads ``_locale`` from the query (seen); the cloud host too, before the ``#`` (seen).
        """
        base = {"account": self.account, "cloud": self.cloud}[host].rstrip("/")
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
