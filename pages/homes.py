"""Where a signed-in person lands: the account home, and the cloud home with what is stored."""

from __future__ import annotations

import itertools
import re
from typing import ClassVar
from urllib.parse import urlsplit

from pages.acts import NotReady
from pages.base import Host, NamesAccount, Page
from pages.private import accounts_named_in
from pages.reading import Element
from pages.seen import Seen

_COUNT = re.compile(r"^[\d.,\s]+(?:[KMGT]?B|[^\W\d_]{1,12})?$", re.IGNORECASE)
"""A figure, perhaps with a unit: "214", "1,024", "3.2 GB", "12 items"."""
_ACCOUNT_MENU = ("security menu", "profile", "privacy", "devices menu", "apps menu", "sign out", "help centre")
_CLOUD_MENU = ("settings menu", "devices menu", "find device")
_MENU_MARK = re.compile(r"menu|burger|navbar-toggle|drawer|sidebar", re.IGNORECASE)
_ENOUGH = 2
_LONGEST_NAME = 60
"""Letters of the name that an owner gave."""


def _in_menu(seen: Seen, labels: tuple[str, ...]) -> int:
    """How many of these stand among what can be pressed."""
    found = frozenset().union(*map(seen.names, seen.clickables))
    return len(found & set(labels))


def is_on(seen: Seen, host: Host) -> bool:
    """Whether the address is on that host rather than the other: a hint where both look alike."""
    names = {"account": urlsplit(seen.site.account).netloc, "cloud": urlsplit(seen.site.cloud).netloc}
    if names["account"] == names["cloud"]:
        return True
    other = names["cloud" if host == "account" else "account"]
    return urlsplit(seen.address).netloc != other


class AccountHomePage(NamesAccount):
    """The account host's start page of somebody signed in."""

    title = "Account home"
    path = "/fe/service/account"  # seen 2026
    known_by = ("account home", "security menu", "profile", "privacy", "sign out")
    whole = False  # a home may hold a list as well

    def shows(self, seen: Seen) -> bool:
        if seen.secret_fields or seen.dialogue is not None or not is_on(seen, "account"):
            return False
        if seen.heading("account home") is not None and not seen.heading("devices heading", "apps heading"):
            return True
        return (
            _in_menu(seen, _ACCOUNT_MENU) > _ENOUGH
            and seen.text("account id", "recovery email", "recovery phone", "profile") is not None
        )

    async def sign_out(self) -> None:
        """Press the console's own link that ends the session.

        Raises:
            playwright.async_api.Error: there is none in sight.
        """
        await self.press(lambda seen: seen.button("sign out"), "the link that signs out")

    async def owners_name(self) -> str:
        """The name the owner gave: what stands alone beside their account's names; empty where nothing does so surely."""
        seen = await self.look()
        for block, text in seen.blocks:
            if not accounts_named_in(text):
                continue
            for outer in _around(seen, block):
                others = [one for place, one in seen.blocks if seen.screen.holds(outer, place) and place is not block]
                names = [one for one in others if _may_be_a_name(seen, one)]
                if len(names) == 1:
                    return names[0].strip()
        return ""


def _may_be_a_name(seen: Seen, text: str) -> bool:
    """Whether a text is none of the console's own words, no account's name and no figure."""
    return (
        len(text) <= _LONGEST_NAME
        and any(map(str.isalpha, text))
        and not any(seen.label_of(part) for part in (text, text.strip(" :：")))
        and not accounts_named_in(text)
    )


class SignedInPage(Page):
    """Any page that only somebody signed in sees: it offers to sign out, or the ways to what is theirs."""

    title = "Signed in"
    known_by = ("sign out", "security menu", "settings menu")
    whole = False

    def shows(self, seen: Seen) -> bool:
        if seen.fields or seen.dialogue is not None or seen.is_loading:
            return False
        return _in_menu(seen, ("sign out",)) > 0 or _in_menu(seen, _ACCOUNT_MENU + _CLOUD_MENU) >= _ENOUGH


class Signpost(Page):
    """Any page that shows a way on to a list. Which entries were pressed already is kept in the class made for it."""

    title = "Menu"
    whole = False
    labels: ClassVar[tuple[str, ...]] = ()
    """Our names of the menu's entries, the nearest to the list first."""
    headings: ClassVar[tuple[str, ...]] = ()
    """What the list itself is called; an entry may say the same (zh 设备列表), but then it can be pressed."""
    pressed: ClassVar[frozenset[tuple[str, str]]] = frozenset()
    """The entries that were pressed already, each with the address it was on."""

    def shows(self, seen: Seen) -> bool:
        entry = self._entry(seen)
        if entry is None or seen.secret_fields:
            return False
        return seen.dialogue is None or seen.screen.holds(seen.dialogue, entry)  # a menu may lie over the page

    def _entry(self, seen: Seen) -> Element | None:
        """The entry; what opens the menu where the window is too narrow to show any."""
        found = self._entry_in_sight(seen) or _menu_opener(seen)
        return found if found is not None and self.key(seen, found) not in self.pressed else None

    def _entry_in_sight(self, seen: Seen) -> Element | None:
        for name in (*self.labels[:1], *self.headings, *self.labels[1:]):
            for one in seen.buttons(name):
                if not one.clickable and (name in self.headings or _is_tile(seen, one)):
                    continue
                if self.key(seen, one) not in self.pressed and not _leads_away(seen, one):
                    return one
        return None

    def leads_to_list(self, seen: Seen) -> bool:
        """Whether the entry is the list's own, rather than one on the way there."""
        entry = self._entry(seen)
        return entry is not None and bool({self.labels[0], *self.headings} & set(seen.names(entry)))

    @staticmethod
    def key(seen: Seen, entry: Element) -> tuple[str, str]:
        """What tells the entry apart from others; what opens a menu does so on each page anew."""
        return (seen.screen.name_of(entry), seen.address if _opens_menu(seen, entry) else entry.leads)

    async def follow(self) -> tuple[str, str]:
        """Press the entry; what tells it apart."""
        entry = self._entry(self.seen)
        if entry is None:
            raise NotReady("the menu's entry is not there any more")
        await self.press_seen(entry)
        return self.key(self.seen, entry)


def _menu_opener(seen: Seen) -> Element | None:
    """What opens the console's menu: it stands above everything else, and is named so or drawn."""
    first = min((one.y for one in seen.screen.headings()), default=seen.screen.window.height)
    return next((one for one in seen.clickables if one.y <= first and _opens_menu(seen, one)), None)


def _opens_menu(seen: Seen, one: Element) -> bool:
    drawn = not seen.screen.name_of(one) and _MENU_MARK.search(one.mark)
    return bool(drawn) or "navigation" in seen.names(one)


def _is_tile(seen: Seen, entry: Element) -> bool:
    """Whether a text that does not say that it can be pressed names a figure on a home."""
    return any(_figure_beside(seen, outer, entry) for outer in _around(seen, entry))


def _leads_away(seen: Seen, entry: Element) -> bool:
    """Whether a link leads to a host that is not the console's, such as the vendor's privacy policy."""
    return entry.leads.startswith(("http:", "https:", "//")) and not seen.site.is_at(
        entry.leads if not entry.leads.startswith("//") else f"{urlsplit(seen.address).scheme}:{entry.leads}"
    )


class CloudHomePage(Page):
    """The cloud host's start page, with counts of what is stored there."""

    title = "Cloud home"
    host = "cloud"
    path = "/#/"  # pages behind '#/' seen 2020-2026
    known_by = ("cloud home", "settings menu")
    whole = False

    def shows(self, seen: Seen) -> bool:
        if seen.secret_fields or seen.dialogue is not None or not is_on(seen, "cloud"):
            return False
        return len(self._stored(seen)) >= _ENOUGH

    async def counts(self) -> dict[str, str]:
        """What the console says is stored, by kind, in the console's own figures."""
        return self._stored(await self.look())

    @staticmethod
    def _stored(seen: Seen) -> dict[str, str]:
        """Each kind we know that stands beside a figure."""
        counts: dict[str, str] = {}
        for block, text in seen.screen.blocks:
            kind = kind_of(text)
            figure = _figure_in(text) if kind else ""
            for outer in _around(seen, block) if kind and not figure else ():
                figure = _figure_beside(seen, outer, block)
                if figure:
                    break
            if kind and not figure:
                figure = _figure_in_turn(seen, block)
            if kind and figure:
                counts.setdefault(kind, figure)
        return counts


def _around(seen: Seen, block: Element) -> list[Element]:
    """The two smallest elements around a text that hold more than it."""
    text = seen.screen.text_of(block)
    return [outer for outer in seen.screen.ancestors(block) if seen.screen.text_of(outer) != text][:2]


def _figure_beside(seen: Seen, outer: Element, block: Element) -> str:
    lines = [text for other, text in seen.screen.blocks if seen.screen.holds(outer, other) and other is not block]
    figures = [line for line in lines if _COUNT.match(line.strip()) and any(map(str.isdigit, line))]
    if len(figures) != 1 or any(kind_of(line) for line in lines):
        return ""
    return _plain(figures[0].strip())


def _figure_in_turn(seen: Seen, block: Element) -> str:
    """The figure before or after a text, where texts and figures take turns with no element around each pair (``dl``)."""
    screen = seen.screen
    around = next(iter(_around(seen, block)), None)
    pieces = list(screen.children(around)) if around else []
    texts = [screen.text_of(one).strip() for one in pieces]
    figures = [bool(_COUNT.match(text)) and any(map(str.isdigit, text)) for text in texts]
    if len(texts) % 2 or any(one is other for one, other in itertools.pairwise(figures)):
        return ""
    at = next((n for n, one in enumerate(pieces) if one is block or screen.holds(one, block)), None)
    return "" if at is None else _plain(texts[at + 1 if at % 2 == 0 else at - 1])


def _plain(figure: str) -> str:
    """The figure without the marks between its thousands: "1,893" and "1 893" are 1893."""
    grouped = re.fullmatch(r"\d{1,3}(?:[.,\u00a0\u202f ’']\d{3})+", figure)
    return re.sub(r"\D", "", figure) if grouped else figure


def _figure_in(text: str) -> str:
    """The figure in a text such as "Contacts 214" or "214 contacts"."""
    found = re.search(r"\d[\d.,]*(?:\s?[KMGT]B)?", text)
    return _plain(found.group()) if found else ""


def kind_of(text: str) -> str:
    """Which kind of stored things a text names, by what the vendor's products are called."""
    words = re.sub(r"[\d.,:()]+(?:\s?[KMGT]B)?", " ", text).strip().casefold()
    return _KINDS.get(" ".join(words.split()), "")


# The products' names on the cloud home: en, zh seen 2020-2026 in public clients' menus, the others inferred 2026.
_NAMES = {
    "contacts": "contacts|contactos|联系人|контакты|contatos|kontak|संपर्क|kontakte|kontakty|contatti|kişiler|danh bạ|контакти",
    "messages": "messages|sms|mensajes|短信|消息|сообщения|mensagens|pesan|संदेश|nachrichten|wiadomości|messaggi|mesajlar|"
    "tin nhắn|повідомлення",
    "photos": "photos|gallery|fotos|galería|相册|照片|фото|галерея|galeria|foto|galeri|फ़ोटो|गैलरी|galerie|zdjęcia|"
    "fotoğraflar|ảnh|thư viện|фотографії",
    "notes": "notes|notas|便签|笔记|заметки|catatan|नोट|नोट्स|notizen|notatki|note|notlar|ghi chú|нотатки",
    "recordings": "recordings|recorder|grabaciones|录音|записи|диктофон|gravações|rekaman|रिकॉर्डिंग|aufnahmen|"
    "enregistrements|nagrania|registrazioni|kayıtlar|ghi âm|записи",
    "calls": "calls|llamadas|通话|звонки|chamadas|panggilan|कॉल|anrufe|appels|połączenia|chiamate|aramalar|cuộc gọi|дзвінки",
    "call log": "call log|call history|registro de llamadas|通话记录|журнал вызовов|registro de chamadas|log panggilan|"
    "riwayat panggilan|कॉल लॉग|anrufliste|journal d'appels",
    "balance": "balance|mi balance|saldo|余额|баланс|शेष राशि|guthaben|solde|bakiye|số dư",
    "subscriptions": "subscriptions|suscripciones|订阅|подписки|assinaturas|langganan|सदस्यताएँ|abonnements|subskrypcje|"
    "abbonamenti|abonelikler|gói đăng ký|підписки",
    "devices": "devices|dispositivos|设备|устройства|perangkat|डिवाइस|geräte|appareils|urządzenia|dispositivi|cihazlar|"
    "thiết bị|пристрої|linked devices|my devices|已关联设备|我的设备|dispositivos vinculados",
    "apps": "apps|aplicaciones|应用|приложения|aplicativos|aplikasi|ऐप|applications|aplikacje|app|uygulamalar|ứng dụng|"
    "застосунки|authorised apps|authorized apps|authorised applications",
}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split("|")}
