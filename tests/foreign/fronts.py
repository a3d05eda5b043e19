"""The foreign front ends: what each looks like, what it calls things, and whose account it shows.

None of them was drawn after our page objects. They differ in what a person does not notice and a program stumbles over:
elements, roles, where a row's action stands, how many rows are shown, when the list comes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.foreign.words import DRIFTED, GERMAN, VIETNAMESE, WORDS

THREE = (("Redmi Note 13", "phone"), ("Xiaomi Pad 6", "tablet"), ("Living room TV", "tv"))
ODD = (
    ("No linked devices", "phone"),
    ("Delete", "phone"),
    ("Mi Band", "watch"),
    ("Mi Band", "watch"),
    ("Anna's “old” phone", "phone"),
)
RIGHT_TO_LEFT = (("הטלפון של דנה", "phone"), ("Redmi Note 13", "phone"), ("جهاز لوحي", "tablet"))
EMOJI = (
    ("📱 Anna & Ben <3", "phone"),
    ("Remove", "phone"),
    ("Sixty characters, to see what a row does with so long a name", "tv"),
)
HOUSEHOLD = (
    ("Redmi Note 13", "phone"),
    ("Anna's Redmi 9A", "phone"),
    ("Xiaomi Pad 6", "tablet"),
    ("Mi Band 8", "watch"),
    ("Living room TV", "tv"),
)
OFFICE = (
    ("Redmi Note 13", "phone"),
    ("Redmi Note 13 Pro 5G (second SIM, company number, third floor)", "phone"),
    ("Redmi Note 13 Pro 5G (second SIM, company number, fourth floor)", "phone"),
    ("Xiaomi Pad 6", "tablet"),
    ("Living room TV", "tv"),
)
MANY = tuple((f"{kind} {number}", "phone") for number in range(1, 10) for kind in ("Redmi", "Poco", "Pad"))
SEVEN = (*THREE, ("Kitchen speaker", "speaker"), ("Mi Band 8", "watch"), ("Poco F5", "phone"), ("Redmi Pad SE", "tablet"))


@dataclass(frozen=True)
class Front:
    """One foreign front end."""

    name: str
    what: str
    """What a person would say about it, for the table."""
    scripts: tuple[str, ...]
    styles: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    devices: tuple[tuple[str, str], ...] = THREE
    row: str = "open"
    """How a device is removed from the list: ``open`` its page, ``remove`` in the row, a ``menu``, ``select`` it and press
    the one button above, ``fold`` its row out, or choose it in a list that is ``split`` from its details."""
    data: str = "own"
    """Where the page gets its devices: ``all`` or ``status`` as the vendor's, or from an address of its ``own``."""
    direct: bool = False
    """Whether our guessed addresses of lists lead there; where not, only the menu does."""
    size: int = 0
    """Rows shown at once; 0 shows them all."""
    identity: bool = False
    options: dict[str, Any] = field(default_factory=dict)

    def says(self) -> dict[str, str]:
        """All its words."""
        return {**WORDS, **self.words}


PLAIN = ("/static/kit_plain.js",)
CLASSIC = ("/static/kit_classic.js",)
VUE = "/npm/vue/dist/vue.runtime.global.prod.js"
PRIME = (VUE, "/npm/primevue/umd/primevue.min.js", "/npm/@primevue/themes/umd/aura.min.js", "/static/kit_prime.js")
SLIPS = ("/static/kit_slips.js",)
REEL = ("/static/kit_reel.js",)
FOLDS = ("/static/kit_folds.js",)
TILES = ("/static/kit_tiles.js",)
BOARD = ("/static/kit_board.js",)
DENSE = ("/static/kit_dense.js",)
NIGHT = ("/static/kit_night.js",)

_ALL = (
    Front(
        "antd", "Ant Design: cards, a page for each device, dialogues that count down",
        ("/npm/react/umd/react.production.min.js", "/npm/react-dom/umd/react-dom.production.min.js",
         "/npm/dayjs/dayjs.min.js", "/npm/antd/dist/antd.min.js", "/static/kit_antd.js"),
        ("/npm/antd/dist/reset.css",), data="all", direct=True, identity=True, options={"countdown": 3},
    ),
    Front(
        "element", "Element Plus: a table, “Remove” in each row",
        ("/npm/vue/dist/vue.runtime.global.prod.js", "/npm/element-plus/dist/index.full.min.js", "/static/kit_element.js"),
        ("/npm/element-plus/dist/index.css",), words={"delete device": "Remove device"}, row="remove", data="status",
        options={"password again": True},
    ),
    Front(
        "mui", "Material UI: a list with a ⋮ menu for each device",
        ("/npm/react/umd/react.production.min.js", "/npm/react-dom/umd/react-dom.production.min.js",
         "/npm/@mui/material/umd/material-ui.production.min.js", "/static/kit_mui.js"),
        row="menu", data="all",
    ),
    Front(
        "bootstrap", "Bootstrap and jQuery: a table with “Remove” in each row, modals, toasts",
        ("/npm/jquery/dist/jquery.min.js", "/npm/bootstrap/dist/js/bootstrap.bundle.min.js", "/static/kit_bootstrap.js"),
        ("/npm/bootstrap/dist/css/bootstrap.min.css",), row="remove", options={"ask ok": True, "countdown": 2, "masked": True},
    ),
    Front(
        "vant", "Vant, a phone's kit: tabs below, cells that open a sheet of actions, drawn boxes",
        ("/npm/vue/dist/vue.runtime.global.prod.js", "/npm/vant/lib/vant.min.js", "/static/kit_vant.js"),
        ("/npm/vant/lib/index.css",), row="menu", data="own", options={"countdown": 2, "whole row": True},
    ),
    Front("divs", "plain divs with listeners: no role, no name, no button", PLAIN, identity=True),
    Front(
        "drifted", "the vendor's words of 2024 in place of ours; a device opens over the list", CLASSIC, words=DRIFTED,
        data="all", identity=True, options={"sheet": True},
    ),
    Front("pages", "27 devices on three pages", CLASSIC, devices=MANY, row="remove", size=10, options={"pager": "pages"}),
    Front("more", "27 devices, ten at a time, “Load more”", PLAIN, devices=MANY, row="open", size=10,
          options={"pager": "more"}),
    Front("scroll", "27 devices that come as one scrolls", CLASSIC, devices=MANY, row="open", size=10,
          options={"pager": "scroll"}),
    Front("late", "says “No linked devices” until the list has come", CLASSIC, data="all", options={"late": "words"}),
    Front("late-mask", "the same, behind the console's own loading sign", PLAIN, data="own", options={"late": "mask"}),
    Front("frame", "everything in an iframe, questions in <dialog>", CLASSIC, data="status", options={"frame": True, "native": True}),
    Front("shadow", "everything in open shadow roots", PLAIN, row="remove", options={"shadow": True}),
    Front("rtl", "right to left, names in Hebrew and Arabic, cards side by side", PLAIN, devices=RIGHT_TO_LEFT, row="remove", data="all",
          options={"dir": "rtl", "grid": True}),
    Front("menu", "a ⋮ menu for each row, of divs", PLAIN, devices=EMOJI, row="menu", data="status"),
    Front("groups", "groups, one of them empty; devices called “No linked devices”, “Delete”, and two alike", CLASSIC,
          devices=ODD, row="remove", data="all", options={"groups": True}),
    Front("fails", "says “No linked devices” because its list could not be had: an error in the answer", CLASSIC,
          data="all", options={"fails": "envelope"}),
    Front("fails-500", "the same, from an address of its own that answers 500", PLAIN, options={"fails": "status"}),
    Front("shoelace", "Shoelace: web components in shadow roots, their texts slotted, a menu in each card",
          ("/static/kit_shoelace.js",), ("/npm/@shoelace-style/shoelace/cdn/themes/light.css",), row="menu", data="all"),
    Front("ionic", "Ionic, a phone's kit of web components: floating labels, a sheet from below, an alert", ("/static/kit_ionic.js",),
          ("/npm/@ionic/core/css/ionic.bundle.css",), identity=True, options={"sheet": True}),
    Front("prime", "PrimeVue: rows to be ticked, one “Remove” above the table", PRIME, row="select", data="status"),
    Front("quasar", "Quasar: “1-10 of 27”, turned by an icon; a menu behind an icon in each row",
          (VUE, "/npm/quasar/dist/quasar.umd.prod.js", "/npm/quasar/dist/icon-set/svg-mdi-v7.umd.prod.js", "/static/kit_quasar.js"),
          ("/npm/quasar/dist/quasar.prod.css",), devices=MANY, row="menu", size=10, options={"pager": "pages"}),
    Front("folds", "rows that unfold, the question asked in the row; the list in a tab; the password on a screen of its own", FOLDS,
          words={"ask device": "Really delete {name}?", "confirm device": "Yes", "cancel": "No"}, row="fold", data="all",
          identity=True, options={"two screens": True, "tabs": True}),
    Front("tiles", "tiles with a bin that bears no word, a banner about cookies, an offer that never comes", TILES, row="remove",
          data="status", options={"offer": True}),
    Front("drawer", "a device opens in a drawer at the side; the account is deleted in three steps", TILES, data="own",
          options={"sheet": True, "wizard": True, "soft": True, "words": True}),
    Front("hover", "bins that are shown where the pointer is; odd names", TILES, devices=EMOJI, row="remove", data="all",
          options={"hover": True, "soft": True}),
    Front("german", "in German: rows that unfold, the password on a screen of its own", FOLDS, words=GERMAN, row="fold", data="own",
          options={"two screens": True, "lang": "de"}),
    Front("vietnamese", "in Vietnamese: PrimeVue, “Xóa” in each row", PRIME, words=VIETNAMESE, row="remove", data="all",
          options={"lang": "vi"}),
    Front("optimistic", "a row goes before the console has answered; one device and one app it refuses, and they come back", SLIPS,
          row="remove", options={"optimistic": True, "refuses": {"device": "Xiaomi Pad 6", "app": "Mi Home"}}),
    Front("optimistic-last", "the same, and what comes back is the last: for a second the list says “No linked devices”", SLIPS,
          row="remove", data="all", options={"optimistic": True, "refuses": {"device": "Living room TV", "app": "Runkeeper"}}),
    Front("optimistic-once", "the same, refused the first time only", SLIPS, row="remove",
          options={"optimistic": True, "refuses": {"device": "Living room TV", "app": "Runkeeper", "once": True}}),
    Front("optimistic-slow", "the same, and the refusal takes four seconds to come", SLIPS, row="remove",
          options={"optimistic": True, "refuses": {"device": "Living room TV", "app": "Runkeeper", "after": 4}}),
    Front("stale", "for two seconds after a removal the list is what it was; a ⋮ menu for each row", SLIPS, row="menu", data="all",
          options={"stale": 2.0}),
    Front("virtual", "27 devices in a box that scrolls: a handful of rows, each of which shows others", REEL, devices=MANY, row="remove",
          options={"reel": True, "pager": "box"}),
    Front("one-answer", "everything in one answer of one address, offers among the devices; the page turns by itself", REEL,
          devices=SEVEN, size=3, identity=True, options={"one answer": True, "pager": "pages"}),
    Front("server-pages", "pages made by the server, without scripts: a form for each removal, a page that asks, and back", SLIPS,
          row="remove", options={"server pages": True}),
    Front("accordion", "devices by kind, each kind folded away with its number; the question in a bubble beside its button", BOARD,
          devices=HOUSEHOLD, row="remove", data="own", options={"accordion": True, "bubble": True}),
    Front("accordion-first", "the same, the first kind open from the start", BOARD,
          devices=HOUSEHOLD, row="remove", data="own", options={"accordion": "first", "bubble": True}),
    Front("bulk", "a dense table: boxes to tick and a ⋮ menu, long names cut off; “Recent activity” beside it names devices too", DENSE,
          devices=OFFICE, row="menu", data="status", options={"bulk": True, "activity": True}),
    Front("split", "the list at the left, the chosen device and its button at the right", BOARD, row="split", data="all", identity=True),
    Front("confirm", "dark, tiny letters; the browser's own box asks; a switch to agree to the deletion, in a dialogue", NIGHT,
          row="remove", data="own", options={"confirm": True, "switch": True, "dark": True}),
    Front("typed", "the device's name to be typed before “Delete”; “Undo” for some seconds, and removed only then", NIGHT,
          row="remove", data="all", options={"typed": True, "undo": 5}),
)  # fmt: skip

FRONTS = {front.name: front for front in _ALL}
